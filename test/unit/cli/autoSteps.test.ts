import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import { calibrated } from '../support/scriptedProduct';
import { inTurn, says, ScriptedAsk } from './scriptedAsk';

let shell: ScriptedAsk;
beforeAll(async () => {
  shell = await ScriptedAsk.install();
});
afterAll(() => shell.remove());

const auto = ['--ratio', 'auto'];
const zero = `7 / 0 = 0.${says('0')}`;
const full = `6 * 7 = 42.${says('42')}`;
const endless = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ');
const voting = (next: string): { readonly manifest: Partial<ModelManifest> } => ({
  manifest: { ...calibrated, auto: { next } as NonNullable<ModelManifest['auto']> },
});

describe('auto that goes on in full', () => {
  it.each([
    ['where the model says nothing of it', {}],
    ['where the model says so', voting('full')],
  ])('asks so after a short answer that is not sure, and pays for both, %s', async (_, change) => {
    const { text, report } = await shell.answer([zero, full], auto, change);
    expect(text.err).toContain('Not sure at this ratio: asking for the full reasoning.');
    expect(text.err).toMatch(/Likely right, about 9 in 10/);
    expect(report).toMatchObject({ answer: '42', ratio: 1, confidence: { isSure: true } });
    expect(report).not.toHaveProperty('votes');
    const sure = await shell.answer([full, zero], auto, change);
    expect(sure.report).toMatchObject({ answer: '42', ratio: 0.5 });
    expect(report.tokens).toBeGreaterThan(sure.report.tokens);
  });
});

describe('auto that goes on with a vote', () => {
  it('says so, shows the tally as it grows, then the reasoning of the winner', async () => {
    const lines = [zero, ...inTurn('42', '42', '40', '42', '42')];
    const change = { ...voting('vote'), tokenMs: 3 };
    const { text, report, code } = await shell.answer(lines, auto, change);
    expect([code, text.code]).toEqual([0, 0]);
    const [note, running, votes] = [
      'Not sure at this ratio: five short chains vote on the answer.\n',
      '1 × 42 · ',
      'Votes: 3 × 42, 1 × 40\nThe other chains could not change it',
    ].map((part) => text.err.indexOf(part));
    expect(note).toBeGreaterThanOrEqual(0);
    expect(running).toBeGreaterThan(note!);
    expect(votes).toBeGreaterThan(running!);
    expect(text.out).toMatch(/^7 \/ 0 = 0\.So it is *So it is\n\n\D*42\D*$/);
    expect(text.err).toMatch(/Likely right, about 8 in 10/);
    expect(report).toMatchObject({
      answer: '42',
      ratio: 0.5,
      confidence: { mode: 'vote', isSure: true },
      votes: { asked: 5, ended: 4, groups: [{ count: 3 }, { count: 1 }], isComplete: true },
    });
  });

  it('holds none after a short answer that is sure', async () => {
    const { text, report } = await shell.answer([full, zero], auto, voting('vote'));
    expect(report).toMatchObject({ answer: '42', confidence: { mode: 'greedy' } });
    expect(text.err).not.toMatch(/vote/i);
  });

  it('is what chat does too', async () => {
    const { code, out, err } = await shell.chat(
      [zero, ...inTurn('42', '42', '42', '42', '42')],
      auto,
      { ...voting('vote'), tokenMs: 3 },
    );
    expect(code).toBe(0);
    expect(err).toContain('Not sure at this ratio: five short chains vote on the answer.');
    expect(err).toMatch(/1 × 42 · \d+ tokens/);
    expect(err).toContain('Votes: 3 × 42\n');
    expect(out).toContain('42');
  });

  it('keeps the answer before it when it is stopped before a chain has ended', async () => {
    const lines = [zero, endless, endless, endless, endless, endless];
    const change = { ...voting('vote'), tokenMs: 3, stopAt: /five short chains vote/ };
    const { text, report, code } = await shell.answer(lines, auto, change);
    expect([code, text.code]).toEqual([130, 130]);
    expect(report).toMatchObject({ answer: '0', confidence: { isSure: false } });
    expect(report).not.toHaveProperty('votes');
    expect(text.err).toMatch(/Not sure: .*; try --vote 5/);
  });

  it('keeps the votes that are in when it is stopped later, named as a part', async () => {
    const lines = [zero, ...inTurn('42', '42'), endless, endless, endless];
    const change = { ...voting('vote'), tokenMs: 3, stopAt: /2 of 5/ };
    const { text, report, code } = await shell.answer(lines, auto, change);
    expect([code, text.code]).toEqual([130, 130]);
    expect(text.err).toContain('Stopped after 2 of 5 chains: a part of the vote.');
    expect(report).toMatchObject({ answer: '42', votes: { ended: 2, isComplete: false } });
  });
});

describe('auto of a model that says what nobody knows', () => {
  it('is refused with the field and the remedy', async () => {
    const { code, out, err } = await shell.askFolder([full], auto, voting('again'));
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('"auto.next" is not one of full, vote; convert or download');
  });
});

describe('what a model says on a terminal', () => {
  it('moves no cursor where its chains vote', async () => {
    const { text } = await shell.vote([`1 + 1 = 2 \u001b[2J${says('4\u001b[1A2')}`]);
    expect(text.out).toContain('1 + 1 = 2 �[2J');
    expect(text.err).toContain('3 × 4�[1A2');
    expect(text.out).not.toContain('\u001b');
    // Of the line of progress alone.
    expect(text.err.replaceAll('\r\u001b[K', '')).not.toContain('\u001b');
  });
});
