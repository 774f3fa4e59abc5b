import { afterEach, describe, expect, it, vi } from 'vitest';
import { isAlive, untilGone } from '../../../support/processes';
import { ScriptedWindow } from '../scriptedWindow';
import { useScriptedProduct } from '../useScriptedProduct';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

const answerLine = '\n\nThe final answer is: $\\boxed{42}$';
const words = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ');

/** What the setting would be after a coffee, in the time of a test. */
const idleMs = 150;
const idleUnloadMinutes = idleMs / 60_000;
/** An engine that is told to end has so long to do it. */
const endLimitMs = 20_000;

const product = useScriptedProduct();
let window: ScriptedWindow;

afterEach(() => window.close());

/** How an answer ended, and the process that wrote it. */
async function ask(): Promise<{ readonly state: string; readonly pid: number }> {
  let pid = 0;
  const { state } = await window.answers.ask(
    { question: 'What is 6 times 7?', ratio: '1.0' },
    {
      signal: new AbortController().signal,
      onView: () => (pid = window.models.status?.process?.pid ?? pid),
    },
  );
  return { state, pid };
}

describe('a model that nobody asks for a while', () => {
  it('gives its memory back after the minutes of the setting, and is loaded by the next question', async () => {
    await product().addModel({ lines: [`Short.${answerLine}`] });
    window = new ScriptedWindow(product(), { idleUnloadMinutes });
    const first = await ask();
    const doneMs = performance.now();
    expect(first.state).toBe('done');
    expect(isAlive(first.pid)).toBe(true);
    await untilGone(first.pid, endLimitMs);
    expect(performance.now() - doneMs).toBeGreaterThan(idleMs - 20);
    expect(window.models.loadedFolder).toBeUndefined();
    expect(window.models.status).toBeUndefined();
    const next = await ask();
    expect(next.state).toBe('done');
    expect(next.pid).not.toBe(first.pid);
  });

  it('is not taken from an answer that takes longer than that', async () => {
    await product().addModel({ lines: [`${words}${answerLine}`], tokenMs: 10 });
    window = new ScriptedWindow(product(), { idleUnloadMinutes });
    const startMs = performance.now();
    const { state, pid } = await ask();
    expect(performance.now() - startMs).toBeGreaterThan(2 * idleMs);
    expect(state).toBe('done');
    await untilGone(pid, endLimitMs);
  });

  it('stays as long as the setting says from the next wait on', async () => {
    await product().addModel({ lines: [`Short.${answerLine}`] });
    window = new ScriptedWindow(product(), { idleUnloadMinutes: 0 });
    const { pid } = await ask();
    await new Promise((resolve) => setTimeout(resolve, 2 * idleMs));
    expect(isAlive(pid)).toBe(true);
    window.settings = { ...window.settings, idleUnloadMinutes };
    expect((await ask()).pid).toBe(pid);
    await untilGone(pid, endLimitMs);
  });
});
