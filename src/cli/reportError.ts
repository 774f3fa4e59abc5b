import type { AppError } from '../protocol/appError';
import { isAppError, isCancelled } from '../protocol/appError';
import type { ErrorCode } from '../protocol/errorCodes';
import type { CliContext } from './cliContext';
import type { ExitCode } from './command';
import { exitCodes } from './command';

/** What the caller did wrong, as against what went wrong. */
const usageCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid-argument',
  'empty-question',
  'unknown-ratio',
]);

function exitCodeOf(error: unknown): ExitCode {
  if (isCancelled(error)) return exitCodes.stopped;
  if (isAppError(error) && usageCodes.has(error.code)) return exitCodes.usage;
  return exitCodes.failed;
}

/**
 * Says what went wrong and returns the exit code. With `json` the error is one object on standard
 * output, so that a script that reads the result finds it there. `TOKENSKIP_DEBUG=1` adds stacks.
 */
export function reportError(error: unknown, context: CliContext, json: boolean): ExitCode {
  const code = exitCodeOf(error);
  if (json) {
    const data = isAppError(error)
      ? { code: error.code, message: error.message, ...detailsOf(error) }
      : { code: code === exitCodes.stopped ? 'cancelled' : 'internal', message: messageOf(error) };
    context.out.write(`${JSON.stringify({ error: data })}\n`);
  } else if (code === exitCodes.stopped) {
    context.err.write('Stopped.\n');
  } else {
    context.err.write(`tokenskip: ${messageOf(error)}\n`);
  }
  if (context.env.TOKENSKIP_DEBUG === '1' && error instanceof Error) {
    context.err.write(`${error.stack ?? ''}\n`);
    if (error.cause instanceof Error) context.err.write(`Caused by: ${error.cause.stack ?? ''}\n`);
  }
  return code;
}

function detailsOf(error: AppError): { readonly details?: AppError['details'] } {
  return error.details === undefined ? {} : { details: error.details };
}

function messageOf(error: unknown): string {
  if (isAppError(error)) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `Internal error: ${text} (set TOKENSKIP_DEBUG=1 and run it again for a report).`;
}
