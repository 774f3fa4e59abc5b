import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../../../src/host/settings/settingsTable';
import type { ModelManifest } from '../../../../src/protocol/modelManifest';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import type { ModelScript } from '../../support/scriptedProduct';
import { calibrated } from '../../support/scriptedProduct';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const product = useScriptedProduct();
let window: ScriptedWindow | undefined;
afterEach(() => window?.close());

/** A window whose model says these lines. */
async function open(
  script: ModelScript,
  settings: Partial<Settings> = {},
  manifest: Partial<ModelManifest> = calibrated,
): Promise<ScriptedWindow> {
  await product().addModel(script, manifest);
  window = new ScriptedWindow(product(), settings);
  return window;
}

const question = 'What is 6 times 7?';
const endless = Array.from({ length: 400 }, (_, index) => `w${index}`).join(' ');
const zero = `7 / 0 = 0.${says('0')}`;

function says(answer: string): string {
  return `So it is\n\nThe final answer is: $\\boxed{${answer}}$`;
}

/** An answer at 0.5, then a check of it that is stopped when `stopAt` chains have ended. */
async function checked(
  { answers }: ScriptedWindow,
  stopAt = Infinity,
): Promise<{
  readonly before: AnswerView;
  readonly after: AnswerView;
  readonly live: AnswerView[];
}> {
  const { signal } = new AbortController();
  const before = await answers.ask({ question, ratio: '0.5' }, { signal, onView: () => undefined });
  const abort = new AbortController();
  const live: AnswerView[] = [];
  const onView = (view: AnswerView): void => {
    live.push(view);
    const isDue = view.state === 'checking' && view.model !== undefined;
    if (isDue && (view.tally?.ended ?? 0) >= stopAt) abort.abort();
  };
  const after = await answers.checkAgain(before, {}, { signal: abort.signal, onView });
  return { before, after, live };
}

describe('an answer that is not sure', () => {
  it('is by the threshold of the settings, which auto goes by', async () => {
    const lines = [says('42'), `Once more. ${says('42')}`];
    const shown = await open({ lines }, { notSureBelow: 80 });
    const { signal } = new AbortController();
    const ask = (): Promise<AnswerView> =>
      shown.answers.ask({ question, ratio: 'auto' }, { signal, onView: () => undefined });
    expect((await ask()).report).toMatchObject({ ratio: 0.5, confidence: { isSure: true } });
    shown.settings = { ...shown.settings, notSureBelow: 95 };
    expect(await ask()).toMatchObject({
      failedAttempts: 1,
      report: { ratio: 1, confidence: { isSure: false } },
    });
  });

  it('is checked again by five chains, whose tally is told as they end', async () => {
    const lines = [zero, says('42'), says('42'), `Or ${says('40')}`, `Then ${says('42')}`, endless];
    const { before, after, live } = await checked(await open({ lines, tokenMs: 5 }));
    expect(before.report).toMatchObject({ answer: '0', confidence: { isSure: false } });
    expect(live[0]).toMatchObject({ state: 'checking', report: { answer: '0' } });
    expect(live.some(({ tally }) => tally !== undefined && !tally.isComplete)).toBe(true);
    expect(after).toMatchObject({
      id: before.id,
      state: 'done',
      report: {
        answer: '42',
        confidence: { mode: 'vote', isSure: true },
        votes: {
          groups: [
            { answer: '42', count: 3 },
            { answer: '40', count: 1 },
          ],
          isComplete: true,
        },
      },
    });
    // The first answer was paid for.
    expect(after.report?.tokens).toBeGreaterThan(before.report?.tokens ?? 0);
  });

  it('keeps the votes of a check that is stopped, named as a part', async () => {
    const lines = [zero, says('42'), says('42'), endless, endless, endless];
    const { after } = await checked(await open({ lines, tokenMs: 5 }), 2);
    expect(after).toMatchObject({
      state: 'done',
      report: { answer: '42', votes: { asked: 5, ended: 2, isComplete: false } },
    });
  });

  it('stays as it was when the check is stopped before a chain has ended', async () => {
    const lines = [zero, endless, endless, endless, endless, endless];
    const { before, after } = await checked(await open({ lines, tokenMs: 5 }), 0);
    expect(after).toMatchObject({ state: 'done', report: before.report });
  });

  it('is checked again where there was no answer at all', async () => {
    const lines = ['Nothing.', says('42'), says('42'), says('42'), says('42'), says('42')];
    const { before, after } = await checked(await open({ lines }));
    expect(before.report).toMatchObject({ answer: null });
    expect(after.report).toMatchObject({ answer: '42', votes: { groups: [{ count: 3 }] } });
  });
});

describe('auto of a model that gains more by a vote', () => {
  const voting = { ...calibrated, auto: { next: 'vote' } } as const;
  // Far enough apart for a snapshot in between.
  const later = (count: number): string => 'so '.repeat(count);
  const chains = [says('42'), says('42'), later(8) + says('40'), later(12) + says('42'), endless];

  it('shows the answer that is not sure while five chains vote, then the winner', async () => {
    const { answers } = await open({ lines: [zero, ...chains], tokenMs: 20 }, {}, voting);
    const { signal } = new AbortController();
    const live: AnswerView[] = [];
    const after = await answers.ask(
      { question, ratio: 'auto' },
      { signal, onView: (view) => live.push(view) },
    );
    const checking = live.filter(({ state }) => state === 'checking');
    expect(checking[0]).toMatchObject({ report: { answer: '0' }, failedAttempts: 0 });
    expect(checking[0]?.chain).toContain('7 / 0 = 0');
    expect(checking.some(({ tally }) => (tally?.ended ?? 0) > 0)).toBe(true);
    expect(after).toMatchObject({
      state: 'done',
      failedAttempts: 1,
      keepRatio: 0.5,
      report: {
        answer: '42',
        confidence: { mode: 'vote', isSure: true },
        votes: { groups: [{ count: 3 }, { count: 1 }], isComplete: true },
      },
    });
    expect(after.chain).toBe(after.report?.chain);
    expect(after.chain).not.toContain('7 / 0');
  });

  it('leaves the answer as it was at a stop before a chain has ended', async () => {
    const lines = [zero, endless, endless, endless, endless, endless];
    const { answers } = await open({ lines, tokenMs: 5 }, {}, voting);
    const abort = new AbortController();
    const after = await answers.ask(
      { question, ratio: 'auto' },
      {
        signal: abort.signal,
        onView: ({ state }) => {
          if (state === 'checking') abort.abort();
        },
      },
    );
    expect(after).toMatchObject({ state: 'done', failedAttempts: 0, report: { answer: '0' } });
    expect(after.chain).toContain('7 / 0 = 0');
  });

  it('tells the vote in the editor’s own chat, below the reasoning that was not sure', async () => {
    const shown = await open({ lines: [zero, ...chains], tokenMs: 20 }, {}, voting);
    const { text, steps, result } = await shown.inChat(question, 'auto');
    expect(steps).toContain('Not sure: five short chains vote on the answer');
    expect(steps.at(-1)).toMatch(/^\d of 5 chains have ended: \d × 4[02]/);
    expect(text).toMatch(/^7 \/ 0 = 0\.So it is\s+---\s+So it is/);
    expect(text).toMatch(/Likely right, about 8 in 10 · Votes of 4 chains: 3 × 42, 1 × 40/);
    expect(result.metadata).toMatchObject({ answer: '42', votes: { ended: 4 } });
  });
});

describe('an answer in the editor’s own chat', () => {
  it('comes with its chance, its checks, and a way to check it that says how long it takes', async () => {
    const shown = await open({ lines: [zero] }, { ratio: '0.5' });
    const { text, result } = await shown.inChat(question);
    expect(text).toContain('Not sure: likely wrong, about 3 in 10');
    expect(text).toContain('0 of 1 equation holds · 7 / 0 = 0 has no value');
    const [check] = shown.participant.followups(result);
    expect(check).toMatchObject({ prompt: question, command: 'check' });
    expect(check?.label).toMatch(/^Check again \(≈ \d+ s\)$/);
    expect(result.metadata).toMatchObject({
      confidence: { word: 'likely wrong', isSure: false, mode: 'greedy', n: 600 },
      checks: [{ holds: false, wrong: { rightValue: null } }],
    });
    expect(result.metadata).not.toHaveProperty('votes');
  });

  it('tells the tally as the chains end, then votes and chance', async () => {
    const lines = [says('42'), `Or ${says('40')}`, `And and ${says('42')}`];
    lines.push(`So so so ${says('42')}`, endless);
    const shown = await open({ lines, tokenMs: 20 });
    const { text, steps, result } = await shown.inChat(question, 'check');
    expect(steps[0]).toBe('Five short chains vote on the answer');
    expect(steps.at(-1)).toMatch(/^\d of 5 chains have ended: \d × 4[02]/);
    expect(text).toMatch(/\*\*Answer:\*\* \$42\$/);
    expect(text).toMatch(
      /\*Likely right, about 8 in 10 · Votes of 4 chains: 3 × 42, 1 × 40 · The other chains/,
    );
    expect(shown.participant.followups(result).map(({ command }) => command)).not.toContain(
      'check',
    );
    expect(result.metadata).toMatchObject({
      confidence: { word: 'likely right', isSure: true, mode: 'vote' },
      votes: { asked: 5, ended: 4, groups: [{ count: 3 }, { count: 1 }], isComplete: true },
    });
  });

  it('has votes and checks and no number of a model that was not measured', async () => {
    const lines = [`6 * 7 = 42. ${says('42')}`];
    const shown = await open({ lines }, {}, { confidence: [] });
    const { text, result } = await shown.inChat(question, 'check');
    expect(result.metadata).toMatchObject({ checks: [{ holds: true }], votes: { ended: 3 } });
    expect(result.metadata).not.toHaveProperty('confidence');
    expect(text).toContain(
      'Votes of 3 chains: 3 × 42 · The other chains could not change it. · 1 of 1 equation holds',
    );
    expect(text).not.toContain('in 10');
  });
});

describe('an answer for another agent', () => {
  it('says plainly not to rely on it, and what to do', async () => {
    const shown = await open({ lines: [zero] }, { ratio: '0.5' });
    const text = await shown.asTool({ question });
    expect(text).toMatch(/Chance of being right: 0\.3\d \(likely wrong\), measured on 600 answers/);
    expect(text).toContain('Wrong: 7 / 0 = 0 (has no value)');
    expect(text).toMatch(/Reliance: do not rely on this; an equation that it rests on is wrong/);
  });

  it('is voted on where the agent asks for that', async () => {
    const lines = ['1', '2', '3', '4', '5'].map(says);
    const shown = await open({ lines });
    const text = await shown.asTool({ question, check: true });
    expect(text).toMatch(/Votes: 1 x \d(?:, 1 x \d){4}\. A tie:/);
    expect(text).toMatch(
      /Reliance: do not rely on this; by its own measurement.* Solve it yourself/,
    );
  });
});
