import { describe, expect, it, vi } from 'vitest';
import { AnswerService } from '../../../../src/host/ask/answerService';
import type { HostSession } from '../../../../src/host/engine/modelService';
import { checkSettings } from '../../../../src/host/settings/checkSettings';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { ScriptedEngine, sessionOf } from '../../support/scriptedEngine';

vi.mock('vscode', () => ({
  EventEmitter: class {
    readonly fire = (): void => undefined;
  },
  l10n: {
    t: (text: string, ...values: readonly string[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? ''),
  },
}));

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
