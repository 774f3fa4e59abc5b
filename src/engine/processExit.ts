import type { ErrorDetails } from '../protocol/appError';
import { AppError } from '../protocol/appError';
import type { ErrorCode } from '../protocol/errorCodes';

/** How a process ended; exactly one of `exitCode` and `signal` is not null. */
export interface ProcessExit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Last lines on its stderr; may be empty. */
  readonly stderr: string;
}

const crashSignals: ReadonlySet<string> = new Set([
  'SIGTRAP',
  'SIGSEGV',
  'SIGILL',
  'SIGABRT',
  'SIGBUS',
]);

/** From here on Windows' exit codes are exceptions, such as 0xC0000005 for an access violation. */
const firstException = 0xc0000000;

/** The sentence for calls in an engine that was ended because of another one; code `engine-exited`. */
export function endedError(): AppError {
  return new AppError(
    'engine-exited',
    'The engine was ended, since something else that it worked on failed or did not stop; ask again to start it anew.',
  );
}

/** The sentence for an engine that ended under its callers; code `engine-exited`. */
export function exitError(exit: ProcessExit): AppError {
  return withExit('engine-exited', `The engine ${howItEnded(exit)}; ${remedy(exit)}.`, exit);
}

/** The sentence for an engine that ended before it was ready; code `engine-start-failed`. */
export function startExitError(exit: ProcessExit): AppError {
  const message = `The engine ${howItEnded(exit)} before it was ready; see the log, then reinstall or choose another Node.`;
  return withExit('engine-start-failed', message, exit);
}

function withExit(code: ErrorCode, message: string, exit: ProcessExit): AppError {
  const details: ErrorDetails = {
    ...(exit.exitCode === null ? {} : { exitCode: exit.exitCode }),
    ...(exit.signal === null ? {} : { signal: exit.signal }),
    ...(exit.stderr === '' ? {} : { stderr: exit.stderr }),
  };
  return new AppError(code, message, details);
}

function howItEnded(exit: ProcessExit): string {
  const { exitCode, signal } = exit;
  if (isCrash(exit)) return `crashed (${signal ?? `0x${exitCode?.toString(16).toUpperCase()}`})`;
  return signal === null
    ? `ended with exit code ${exitCode ?? 'unknown'}`
    : `was ended by ${signal}`;
}

function isCrash({ exitCode, signal }: ProcessExit): boolean {
  return signal === null ? (exitCode ?? 0) >= firstException : crashSignals.has(signal);
}

function remedy(exit: ProcessExit): string {
  const { signal, stderr } = exit;
  if (signal === 'SIGKILL' || /out of memory|bad_alloc/.test(stderr)) {
    return 'ask again to start it anew, and choose a smaller model if memory is short';
  }
  if (isCrash(exit)) {
    return 'ask again to start it anew, and try another device or another Node if it happens again';
  }
  return 'ask again to start it anew';
}
