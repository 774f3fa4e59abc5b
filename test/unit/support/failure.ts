import { expect } from 'vitest';
import type { AppError } from '../../../src/protocol/appError';
import { isAppError } from '../../../src/protocol/appError';
import type { ErrorCode } from '../../../src/protocol/errorCodes';

/** The AppError that `work` is rejected with. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (isAppError(error)) return error;
  throw error;
}

/** Expects `work` to be rejected with an AppError of this code. */
export async function expectCode(work: Promise<unknown>, code: ErrorCode): Promise<AppError> {
  const error = await failure(work);
  expect(error.code).toBe(code);
  return error;
}
