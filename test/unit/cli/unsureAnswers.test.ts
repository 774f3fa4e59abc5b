import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTurn, says, ScriptedAsk } from './scriptedAsk';

let shell: ScriptedAsk;
beforeAll(async () => {
  shell = await ScriptedAsk.install();
});
afterAll(() => shell.remove());

describe('a vote on the command line', () => {
  it('prints answer, tally and chance', async () => {
    const { text, report, code } = await shell.vote(inTurn('42', '42', '40', '42', '42'));
    expect(code).toBe(0);
    expect(text.out).toMatch(/42\D*$/);
    expect(text.err).toMatch(/Votes: 3 × 42, 1 × 40\n.*could not change it \(1 of 5 not needed\)/);
    expect(text.err).toMatch(/Likely right, about 8 in 10 \(measured on 600 answers/);
    expect(report).toMatchObject({
      answer: '42',
      checks: [],
      confidence: { isSure: true, mode: 'vote', n: 600, measuredOn: 'gsm8k, devmath' },
      votes: { asked: 5, ended: 4, groups: [{ count: 3 }, { count: 1 }], isComplete: true },
    });
  });

  it('has neither answer nor chance where no chain has one', async () => {
    const { text, report, code } = await shell.vote(['Six and seven.']);
    expect(code).toBe(0);
    expect(text.out).toContain('No boxed answer.');
    expect(text.err).toContain('Votes: 5 without an answer');
    expect(text.err).not.toMatch(/right|wrong|in 10/);
    expect(report).toMatchObject({ answer: null, votes: { groups: [], withoutAnswer: 5 } });
    expect(report).not.toHaveProperty('confidence');
  });

  it('says of five different answers that they are a tie, and that it is not sure', async () => {
    const { text, report } = await shell.vote(inTurn('1', '2', '3', '4', '5'));
    expect(text.err).toContain('Votes: 1 × 1, 1 × 2, 1 × 3, 1 × 4, 1 × 5\n');
    expect(text.err).toContain('A tie: the answer that came first is shown.');
    expect(text.err).toMatch(/Not sure: .* in 10 .*; check it yourself/);
    expect(report).toMatchObject({ votes: { isTie: true }, confidence: { isSure: false } });
  });

  it('shows the first of two answers with as many votes', async () => {
    const { text, report } = await shell.vote(['Nothing.', ...inTurn('3', '4', '4', '3')]);
    expect(report).toMatchObject({
      answer: '3',
      votes: { isTie: true, withoutAnswer: 1, groups: [{ count: 2 }, { count: 2 }] },
    });
    expect(text.err).toContain('A tie');
  });

  it('ends a chain that goes in circles, and gives it no vote', async () => {
    const circle = `It is\\boxed{7} and${' again'.repeat(80)}`;
    const { report } = await shell.vote([circle, circle, circle, circle, says('42')]);
    expect(report).toMatchObject({ answer: '42', finishReason: 'stop' });
    expect(report.votes).toMatchObject({ groups: [{ answer: '42', count: 1 }], withoutAnswer: 4 });
    const only = await shell.vote([circle]);
    expect(only.report).toMatchObject({ answer: null, finishReason: 'loop' });
    expect(only.text.err).toContain('Ended: the model repeats itself.');
    // Each was ended long before its own end.
    expect(only.report.tokens).toBeLessThan(5 * 70);
  });

  it('counts answers that differ in form alone as one', async () => {
    const { text, report } = await shell.vote(inTurn('\\frac{1}{2}', '7', '0.5', '50\\%', '8'));
    expect(report.votes?.groups).toMatchObject([{ count: 3 }, { answer: '7', count: 1 }]);
    expect(text.err).toContain('Votes: 3 × \\frac{1}{2}, 1 × 7');
  });

  it('keeps the tally of a vote that is stopped, names it as a part, and says that it was stopped', async () => {
    const long = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ');
    const lines = [...inTurn('42', '42'), long, long, long];
    const { text, report, code } = await shell.vote(lines, { tokenMs: 3, stopAt: /2 of 5/ });
    expect([code, text.code]).toEqual([130, 130]);
    expect(text.err).toContain('Votes: 2 × 42\nStopped after 2 of 5 chains: a part of the vote.\n');
    expect(report).toMatchObject({
      answer: '42',
      votes: { asked: 5, ended: 2, groups: [{ answer: '42', count: 2 }], isComplete: false },
    });
    const whole = await shell.vote(inTurn('42', '42', '42', '42', '42'));
    const chance = whole.report.confidence?.probability ?? 0;
    expect(report.confidence?.probability).toBeLessThan(chance);
  });

  it('shows checks and votes and no number for a model that was not measured', async () => {
    const lines = [`6 * 7 = 42.${says('42')}`];
    const { text, report } = await shell.vote(lines, { manifest: { confidence: [] } });
    expect(text.err).toContain('Votes: 3 × 42');
    expect(text.err).toContain('1 of 1 equation holds');
    expect(text.err).not.toMatch(/right|wrong|in 10/);
    expect(report).not.toHaveProperty('confidence');
    expect(report).toMatchObject({ checks: [{ holds: true }], votes: { ended: 3 } });
  });
});

describe('one answer on the command line', () => {
  it('says of a division by zero that it has no value, and is not sure', async () => {
    const { text, report } = await shell.answer([`7 / 0 = 0.${says('0')}`], []);
    expect(text.err).toContain('0 of 1 equation holds');
    expect(text.err).toContain('✗ 7 / 0 = 0: it has no value');
    expect(text.err).toMatch(/Not sure: .*; try --vote 5 or --ratio 1\.0/);
    expect(report).toMatchObject({
      checks: [{ holds: false, wrong: { rightValue: null } }],
      confidence: { isSure: false },
    });
  });

  it('takes numbers of 400 digits as they are', async () => {
    const [a, b] = ['9'.repeat(400), `1${'0'.repeat(400)}`];
    const { text, report } = await shell.vote([`${a} + 1 = ${b}.${says(b)}`]);
    expect(text.out).toContain(b);
    expect(report).toMatchObject({
      answer: b,
      checks: [{ holds: true }],
      votes: { groups: [{ answer: b, count: 3 }] },
    });
    const off = await shell.answer([`${a} + 1 = ${a}.${says(a)}`], ['--exact', 'off']);
    expect(off.text.err).toContain(`it should be ${b}`);
    expect(off.report).toMatchObject({ answer: a });
    // The chances were measured with exact results.
    expect(off.report).not.toHaveProperty('confidence');
  });
});
