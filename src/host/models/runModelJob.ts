import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { AppError, fromErrorData, stopped } from '../../protocol/appError';
import { accept } from '../../protocol/guards';
import type { ModelJob, ModelJobEvent, ModelJobProgress } from '../../protocol/modelJob';
import { modelJobEvent } from '../../protocol/modelJob';

export interface ModelJobHooks {
  /** Absolute path of `dist/modelJob.js`. */
  readonly childPath: string;
  /** Node.js that runs it; empty: the one that runs this process. */
  readonly nodePath: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ModelJobProgress) => void;
  readonly onNote: (text: string) => void;
}

/** From asking the process to stop until it is killed; it writes down what it has meanwhile. */
const stopLimitMs = 3_000;

/**
 * Does a job in a process of its own: hashing and converting keep a thread busy for minutes, and the
 * extension host shares its thread with every other extension. Resolves to the model's folder.
 *
 * Codes: those of the job; `cancelled` when the signal aborts; `engine-exited` when the process
 * ended without a word.
 */
export async function runModelJob(job: ModelJob, hooks: ModelJobHooks): Promise<string> {
  if (hooks.signal.aborted) throw stopped();
  const child = fork(hooks.childPath, [JSON.stringify(job)], {
    execPath: hooks.nodePath === '' ? process.execPath : hooks.nodePath,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // In a desktop VS Code the running program is Electron, which must behave like Node.js.
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' },
  });
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    if (child.connected) child.disconnect();
    killTimer = setTimeout(killNow, stopLimitMs);
  };
  hooks.signal.addEventListener('abort', stop, { once: true });
  try {
    return await outcome(child, hooks);
  } finally {
    hooks.signal.removeEventListener('abort', stop);
    clearTimeout(killTimer);
    process.off('exit', killNow);
  }
}

/** Settles when the process has ended: only then may another one work on the same files. */
function outcome(child: ChildProcess, hooks: ModelJobHooks): Promise<string> {
  return new Promise((resolve, reject) => {
    let last: ModelJobEvent | undefined;
    child.on('message', (message: unknown) => {
      const checked = accept(modelJobEvent, message, 'event');
      if (!checked.ok) return;
      const event = checked.value;
      if (event.kind === 'progress') hooks.onProgress(event);
      else if (event.kind === 'note') hooks.onNote(event.text);
      else last = event;
    });
    child.once('error', (cause) => reject(notStarted(cause)));
    child.once('exit', () => {
      if (hooks.signal.aborted) reject(stopped());
      else if (last?.kind === 'done') resolve(last.folder);
      else if (last?.kind === 'failed') reject(fromErrorData(last.error));
      else reject(endedEarly());
    });
  });
}

function notStarted(cause: unknown): AppError {
  return new AppError(
    'engine-start-failed',
    'The program that prepares models could not be started; check the path of Node in the settings.',
    undefined,
    { cause },
  );
}

function endedEarly(): AppError {
  return new AppError(
    'engine-exited',
    'The program that prepares models ended unexpectedly; try again: what was fetched is kept.',
  );
}
