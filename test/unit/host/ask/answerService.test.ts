import { describe, expect, it, vi } from 'vitest';
import { AnswerService } from '../../../../src/host/ask/answerService';
import type { HostSession } from '../../../../src/host/engine/modelService';
import { StreamedAnswer } from '../../../../src/host/native/streamedAnswer';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import { AppError } from '../../../../src/protocol/appError';
import type { GenerateResult } from '../../../../src/protocol/childProtocol';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { answerView } from '../../support/sampleAnswer';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

/** After each answer there is time for what was written to be seen. */
class SlowEngine extends ScriptedEngine {
  override async generate(
    ...call: Parameters<ScriptedEngine['generate']>
  ): Promise<GenerateResult> {
    const result = await super.generate(...call);
    await new Promise((resolve) => setTimeout(resolve, 80));
    return result;
  }
}

/** The settled answer of a model with this id to one question. */
async function answer(
  id: string,
  {
    insteadOf,
    isStopped = false,
    force = false,
  }: { insteadOf?: string; isStopped?: boolean; force?: boolean } = {},
): Promise<AnswerView> {
  const abort = new AbortController();
  const session: HostSession = {
    ...sessionOf(new ScriptedEngine('9 * 2 = 18\n\nThe final answer is: $\\boxed{18}$'), { id }),
    insteadOf,
  };
  const { settings } = checkSettings(() => undefined);
  const models = {
    status: undefined,
    use: <T>(work: (session: HostSession) => Promise<T>): Promise<T> => {
      if (isStopped) abort.abort();
      return work(session);
    },
  };
  return new AnswerService(models, () => settings).ask(
    { question: 'What is 9 * 2?', ratio: '1.0', force },
    { signal: abort.signal, onView: () => undefined },
  );
}

describe('an answer', () => {
  it('names the model that gave it, also when it was stopped', async () => {
    const done = await answer('coder-1.5b');
    expect(done).toMatchObject({ state: 'done', model: 'coder-1.5b' });
    expect(done.report?.model).toBe('coder-1.5b');
    expect(done.modelNote).toBeUndefined();
    const stopped = await answer('coder-1.5b', { isStopped: true });
    expect(stopped).toMatchObject({ state: 'stopped', report: null, model: 'coder-1.5b' });
  });

  it('says in one sentence that its model answers in the place of a missing one', async () => {
    const view = await answer('coder-0.5b', { insteadOf: '/models/coder-1.5b' });
    expect(view.state).toBe('done');
    expect(view.modelNote).toMatch(
      /^coder-1\.5b is not on this machine any more, coder-0\.5b answers/,
    );
  });

  it('remembers that it was asked although it does not look like maths', async () => {
    expect((await answer('coder-0.5b')).force).toBeUndefined();
    expect((await answer('coder-0.5b', { force: true })).force).toBe(true);
  });
});

describe('an answer that is not sure, with auto', () => {
  const unsure = 'So 6 * 7 = 41.\n\nThe final answer is: $\\boxed{41}$';

  const askAuto = (
    engine: ScriptedEngine,
    onView: (view: AnswerView) => void = () => undefined,
  ): Promise<AnswerView> => {
    const session: HostSession = {
      ...sessionOf(engine, { trainedRatios: [1, 0.5] }),
      insteadOf: undefined,
    };
    const models = {
      status: undefined,
      use: <T>(work: (session: HostSession) => Promise<T>) => work(session),
    };
    const { settings } = checkSettings(() => undefined);
    return new AnswerService(models, () => settings).ask(
      { question: 'What is 6 * 7?', ratio: 'auto' },
      { signal: new AbortController().signal, onView },
    );
  };

  it('is written once more where a chat has the full chain that is no better', async () => {
    let text = '';
    const streamed = new StreamedAnswer((piece) => (text += piece));
    const view = await askAuto(new SlowEngine(unsure, 'Nothing comes of it, '.repeat(9)), (live) =>
      streamed.update(live),
    );
    streamed.end();
    expect(view).toMatchObject({ state: 'done', keepRatio: 0.5, report: { answer: '41' } });
    expect(text).toMatch(/Nothing comes of it, \n\n---\n\nSo 6 \* 7 = 41\.$/);
  });

  it('stays in sight when the model fails in the full chain', async () => {
    const view = await askAuto(new ScriptedEngine(unsure));
    expect(view).toMatchObject({ state: 'failed', keepRatio: 0.5, report: { answer: '41' } });
    expect(view.chain).toContain('So 6 * 7 = 41.');
    expect(view.failure).not.toBeNull();
  });
});

describe('a check that is stopped before a chain has ended', () => {
  it('brings nothing new: what its answer saved was told before', async () => {
    const models = {
      status: undefined,
      use: () => Promise.reject(new AppError('cancelled', 'Stopped.')),
    };
    const { settings } = checkSettings(() => undefined);
    const answers = new AnswerService(models, () => settings);
    const told: boolean[] = [];
    answers.onSettled(({ hasNewReport }) => told.push(hasNewReport));
    const hooks = { signal: new AbortController().signal, onView: () => undefined };
    const view = await answers.checkAgain(answerView, {}, hooks);
    expect(view.report).toBe(answerView.report);
    expect(told).toEqual([false]);
  });
});
