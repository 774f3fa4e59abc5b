import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const question = 'What is 6 times 7?';
const endless = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ');
const never = new AbortController().signal;

const product = useScriptedProduct();
let window: ScriptedWindow;

beforeEach(async () => {
  // The short chain has no answer, so `auto` asks again for the full one.
  const lines = [endless, `${endless}\n\nThe final answer is: $\\boxed{42}$`];
  await product().addModel({ lines, tokenMs: 5 });
  const other = { lines: ['Other.\n\nThe final answer is: $\\boxed{7}$'] };
  await product().addModel(other, { id: 'other', trainedRatios: [1, 0.5] }, 'store');
  window = new ScriptedWindow(product(), { ratio: 'auto' });
});
afterEach(() => window.close());

/** The settled answer; `onWriting` is called once, when its first words are there. */
async function ask(onWriting?: () => void, signal: AbortSignal = never): Promise<AnswerView> {
  let isCalled = false;
  return window.answers.ask(
    { question, ratio: 'auto' },
    {
      signal,
      onView: ({ state }) => {
        if (state !== 'writing' || isCalled) return;
        isCalled = true;
        onWriting?.();
      },
    },
  );
}

const select = (model: string): void => void (window.settings = { ...window.settings, model });
const loaded = (): Promise<string> =>
  window.models.use(({ loaded: { modelId } }) => Promise.resolve(modelId), never);

describe('a model that is selected while another one answers', () => {
  it('waits for all steps of the answer, which are of the model that it names', async () => {
    let other: Promise<string> | undefined;
    const first = await ask(() => {
      select('other');
      other = loaded();
    });
    expect(first).toMatchObject({
      state: 'done',
      failedAttempts: 1,
      report: { answer: '42', model: 'coder-0.5b' },
    });
    expect(first.chain).toContain('w39');
    await other;
    expect(window.models.loadedFolder).toMatch(/other$/);
    expect(await ask()).toMatchObject({ report: { answer: '7', model: 'other' } });
  });

  it('comes at once when the answer is stopped', async () => {
    const stopping = new AbortController();
    let other: Promise<string> | undefined;
    const first = await ask(() => {
      select('other');
      other = loaded();
      stopping.abort();
    }, stopping.signal);
    expect(first.state).toBe('stopped');
    await other;
    expect(window.models.loadedFolder).toMatch(/other$/);
  });

  it('comes where the first one is unloaded, and not after the end of the window', async () => {
    let other: Promise<AnswerView> | undefined;
    let unloaded: Promise<void> | undefined;
    const first = await ask(() => {
      select('other');
      other = ask();
      unloaded = window.models.unload();
    });
    await unloaded;
    expect(first.state).toBe('stopped');
    expect(await other).toMatchObject({ state: 'done', report: { model: 'other' } });
    select('');
    let late: Promise<AnswerView> | undefined;
    await ask(() => {
      select('other');
      late = ask();
      window.models.dispose();
    });
    expect(await late).toMatchObject({ state: 'stopped' });
    expect(window.models.status).toBeUndefined();
  });
});
