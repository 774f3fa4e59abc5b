import type { ErrorCode } from './errorCodes';
import { limits } from './limits';

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** An error as it crosses a process: class, name and code of an Error do not survive cloning. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
  readonly stack?: string;
}

/**
 * A failure with a code and one sentence that names the remedy.
 *
 * `message` is shown to people as it stands: no stack, no user text, no token ids in it.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** True for an {@link AppError} with this code. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** The error of work that was stopped on purpose. */
export function stopped(): AppError {
  return new AppError('cancelled', 'Stopped.');
}

/** True when the work was stopped on purpose: by an AbortSignal or with code `cancelled`. */
export function isCancelled(error: unknown): boolean {
  return isAppError(error, 'cancelled') || (error instanceof Error && error.name === 'AbortError');
}

/** The plain data of any thrown value; what is no AppError becomes `internal` (or `cancelled`). */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) {
    return {
      code: error.code,
      message: cut(error.message),
      ...(error.details === undefined ? {} : { details: error.details }),
      ...(error.stack === undefined ? {} : { stack: cut(error.stack) }),
    };
  }
  if (isCancelled(error)) return { code: 'cancelled', message: 'Stopped.' };
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    code: 'internal',
    message: cut(message),
    ...(stack === undefined ? {} : { stack: cut(stack) }),
  };
}

/** What the other end takes of a text: a longer one would be refused with all that is beside it. */
function cut(text: string): string {
  return text.slice(0, limits.errorTextLength);
}

/** The error rebuilt on this side of the link; the remote stack is kept as its cause. */
export function fromErrorData(data: ErrorData): AppError {
  const cause = data.stack === undefined ? undefined : new Error(data.stack);
  return new AppError(data.code, data.message, data.details, cause && { cause });
}
