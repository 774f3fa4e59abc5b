import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerView } from '../../../../src/protocol/webview/answerView';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const question = 'What is 6 times 7?';
const answerLine = '\n\nThe final answer is: $\\boxed{42}$';
const words = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ');
const notHere =
  'large is not on this machine any more, coder-0.5b answers: get it again in the Models view, or select another model.';

const product = useScriptedProduct();
let window: ScriptedWindow;
let large: string;

beforeEach(async () => {
  await product().addModel({ lines: [`Short.${answerLine}`] });
  const script = { lines: [`${words}${answerLine}`], tokenMs: 5 };
  large = await product().addModel(script, { id: 'large', trainedRatios: [1, 0.5] }, 'store');
  window = new ScriptedWindow(product(), { model: 'large', ratio: '1.0' });
});
afterEach(() => window.close());

/** The settled answer; `onWriting` is called once, when its first words are there. */
async function ask(onWriting?: () => Promise<unknown>): Promise<AnswerView> {
  let work: Promise<unknown> | undefined;
  const view = await window.answers.ask(
    { question, ratio: '1.0' },
    {
      signal: new AbortController().signal,
      onView: ({ state }) => {
        if (state === 'writing') work ??= onWriting?.();
      },
    },
  );
  await work;
  return view;
}

const removeFolder = (): Promise<void> => rm(large, { recursive: true });

describe('a model that is removed while it is loaded', () => {
  it('ends the answer that runs; the embedded one gives the next, and says so in one sentence', async () => {
    const running = await ask(removeFolder);
    expect(running).toMatchObject({
      state: 'done',
      model: 'large',
      report: { answer: '42', model: 'large' },
    });
    const next = await ask();
    expect(next).toMatchObject({
      state: 'done',
      report: { answer: '42', model: 'coder-0.5b' },
      modelNote: notHere,
    });
    expect((await window.inChat(question)).text).toContain(`*${notHere}*`);
    expect(await readdir(join(product().cacheDir, 'models'))).toEqual([]);
  });

  it('checks an answer of the removed one again with the embedded one, named', async () => {
    const before = await ask();
    await removeFolder();
    const after = await window.answers.checkAgain(
      before,
      {},
      { signal: new AbortController().signal, onView: () => undefined },
    );
    expect(before.model).toBe('large');
    expect(after).toMatchObject({
      state: 'done',
      model: 'coder-0.5b',
      modelNote: notHere,
      report: { model: 'coder-0.5b', votes: { groups: [{ count: 3 }] } },
    });
  });

  it('keeps what was written where it is unloaded first, as the Models view does', async () => {
    const stopped = await ask(async () => {
      await window.models.unload();
      await removeFolder();
    });
    expect(stopped).toMatchObject({ state: 'stopped', report: null, model: 'large' });
    expect(stopped.chain).toMatch(/^w0 /);
    const next = await ask();
    expect(next).toMatchObject({ state: 'done', modelNote: notHere });
  });

  it('says in one sentence what to do where its process dies as well, and answers with the embedded one', async () => {
    const failed = await ask(async () => {
      await removeFolder();
      process.kill(window.models.status?.process?.pid ?? 0, 'SIGKILL');
    });
    expect(failed).toMatchObject({
      state: 'failed',
      model: 'large',
      failure: { code: 'engine-exited', isRetryable: true },
    });
    expect(failed.failure?.message).toMatch(/^[^.]*ask again[^.]*\.$/);
    expect(failed.chain).toMatch(/^w0 /);
    expect(await ask()).toMatchObject({ state: 'done', modelNote: notHere });
  });
});
