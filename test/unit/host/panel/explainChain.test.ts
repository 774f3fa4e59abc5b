import { describe, expect, it, vi } from 'vitest';
import type { GenerateOptions } from '../../../../src/engine/engine';
import type { HostSession } from '../../../../src/host/engine/modelService';
import type { ExplainedChain } from '../../../../src/host/panel/explainChain';
import { explainChain } from '../../../../src/host/panel/explainChain';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import { AppError } from '../../../../src/protocol/appError';
import type { GenerateParams } from '../../../../src/protocol/childProtocol';
import type { SentencesView } from '../../../../src/protocol/webview/panelLink';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const good = 'Two boxes hold 9 * 2 = 18 pens.\n\nThe final answer is: $\\boxed{18}$';
const short: ExplainedChain = {
  question: 'A box holds 9 pens. How many are in 2?',
  history: [],
  chain: '9 * 2 = 18.',
  answer: '18',
  keepRatio: 0.5,
};

/** Writes half of a text, then ends with this error. */
class BreakingEngine extends ScriptedEngine {
  readonly #error: AppError;

  constructor(error: AppError) {
    super();
    this.#error = error;
  }

  override generate(_: GenerateParams, options: GenerateOptions = {}): Promise<never> {
    options.onToken?.(0, 'Two boxes hold', 3);
    return Promise.reject(this.#error);
  }
}

async function explain(engine: ScriptedEngine): Promise<readonly SentencesView[]> {
  const session: HostSession = { ...sessionOf(engine), insteadOf: undefined };
  const models = { use: <T>(work: (used: HostSession) => Promise<T>) => work(session) };
  const settings = { current: checkSettings(() => undefined).settings };
  const views: SentencesView[] = [];
  await explainChain({ models, settings } as never, short, {
    signal: new AbortController().signal,
    onView: (view) => views.push(view),
  });
  return views;
}

describe('a chain in full sentences', () => {
  it('is shown once it is checked', async () => {
    expect((await explain(new ScriptedEngine(good))).at(-1)).toMatchObject({
      state: 'done',
      source: 'rewritten',
      text: 'Two boxes hold 9 * 2 = 18 pens.',
    });
  });

  it.each([
    ['stopped', new AppError('cancelled', 'Stopped.'), null],
    ['failed', new AppError('engine-exited', 'The engine ended.'), 'engine-exited'],
  ] as const)('is taken away when it was %s before that', async (state, error, code) => {
    const views = await explain(new BreakingEngine(error));
    expect(views.some(({ text }) => text !== '')).toBe(true);
    expect(views.at(-1)).toMatchObject({ state, text: '', checks: [] });
    expect(views.at(-1)?.failure?.code ?? null).toBe(code);
  });
});
