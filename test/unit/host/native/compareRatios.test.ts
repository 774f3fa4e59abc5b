import { describe, expect, it, vi } from 'vitest';
import type { AnswerHooks, AnswerRequest } from '../../../../src/host/ask/answerService';
import { compareRatios } from '../../../../src/host/native/participant/compareRatios';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { answerReport, answerView } from '../answerViews';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

/** Answers each question with the next of `ends`, its chain in two pieces before that. */
class ScriptedAnswers {
  readonly asked: AnswerRequest[] = [];
  readonly #ends: AnswerView[];

  constructor(...ends: AnswerView[]) {
    this.#ends = ends;
  }

  ask(request: AnswerRequest, { onView }: AnswerHooks): Promise<AnswerView> {
    this.asked.push(request);
    const end = this.#ends.shift();
    if (end === undefined) throw new Error('asked too often');
    const { chain } = end;
    onView({ ...end, state: 'reading', chain: '' });
    onView({ ...end, state: 'writing', chain: chain.slice(0, 4) });
    onView({ ...end, state: 'writing', chain });
    return Promise.resolve(end);
  }
}

/** A run that ended well. */
function run(id: string, change: Parameters<typeof answerReport>[0]): AnswerView {
  const report = answerReport(change);
  return answerView({ id, state: 'done', chain: report.chain, report });
}

const full = run('full', { ratio: 1, chainTokens: 100, seconds: 9, timeToFirstToken: 3 });
const short = run('short', {
  chain: '6*7 = 42',
  chainTokens: 60,
  seconds: 4,
  timeToFirstToken: 0.5,
});

/** What is written, told and kept of comparing these two. */
async function compared(...ends: AnswerView[]): Promise<{
  readonly text: string;
  readonly pieces: readonly string[];
  readonly kept: readonly unknown[];
  readonly view: AnswerView;
  readonly asked: readonly AnswerRequest[];
}> {
  const answers = new ScriptedAnswers(...ends);
  const pieces: string[] = [];
  const kept: unknown[] = [];
  const view = await compareRatios(
    {
      answers,
      savings: {
        recordMeasured: (...record) => {
          kept.push(record);
          return Promise.resolve();
        },
      },
    },
    { question: 'What is 6 * 7?', ratio: 'auto' },
    '0.5',
    {
      markdown: (value) => void pieces.push(typeof value === 'string' ? value : value.value),
      progress: () => undefined,
      button: () => undefined,
    },
    new AbortController().signal,
  );
  return { text: pieces.join(''), pieces, kept, view, asked: answers.asked };
}

describe('compareRatios', () => {
  it('streams both chains, each below its name', async () => {
    const { text, pieces, asked } = await compared(full, short);
    expect(asked.map(({ ratio }) => ratio)).toEqual(['1.0', '0.5']);
    expect(pieces.slice(0, 3)).toEqual(['**Full reasoning**\n\n', '6 *', ' 7 = 42']);
    expect(text).toContain('\n\n**50 % kept**\n\n6*7 = 42\n\n| Ratio | 1.0 | 0.5 |');
  });

  it('measures writing alone, as the panel does, and keeps it as measured', async () => {
    const { text, kept, view } = await compared(full, short);
    expect(text).toContain('| Reasoning | 100 tokens | 60 tokens |');
    expect(text).toContain('| Time of writing | 6.0 s | 3.5 s |');
    expect(text).toMatch(/✓ same answer · measured: 40 tokens and 2\.5 s saved\n$/);
    expect(kept).toEqual([['short', 'coder-0.5b', { kind: 'measured', tokens: 40, seconds: 2.5 }]]);
    expect(view.id).toBe('short');
  });

  it('says that a longer short run took more', async () => {
    const longer = run('short', { chainTokens: 112, seconds: 7.5, timeToFirstToken: 0.5 });
    const { text } = await compared(full, longer);
    expect(text).toContain('measured: 12 tokens and 1.0 s more than in full');
  });

  it('tells different answers from two that are not there', async () => {
    const other = await compared(full, run('short', { answer: '41' }));
    expect(other.text).toContain('✗ different answers');
    const silent = await compared(full, run('short', { answer: null }));
    expect(silent.text).toContain('No two answers to compare');
    expect(silent.text).not.toContain('different');
  });

  it('keeps nothing of a model that was not trained for ratios, and says so', async () => {
    const untrained = {
      ...run('short', { trainedForRatio: false }),
      note: 'It ignores ratios.',
    };
    const { text, kept } = await compared(full, untrained);
    expect(kept).toEqual([]);
    expect(text).toContain('*It ignores ratios.*');
  });

  it('ends with the run that did not end well', async () => {
    const stopped = answerView({ id: 'full', state: 'stopped', chain: '6 * 7' });
    const first = await compared(stopped);
    expect(first.asked).toHaveLength(1);
    expect(first.text).toBe('**Full reasoning**\n\n6 * 7');
    expect(first.view.state).toBe('stopped');
    const second = await compared(full, { ...stopped, id: 'short' });
    expect(second.view.id).toBe('short');
    expect(second.text).not.toContain('| Ratio |');
    expect(second.kept).toEqual([]);
  });
});
