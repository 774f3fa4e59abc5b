import type { ErrorCode } from '../../protocol/errorCodes';

const retryable: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'engine-exited',
  'engine-start-failed',
  'engine-failed',
  'deadline-exceeded',
  'download-failed',
  'hub-busy',
  'model-in-use',
  'not-enough-memory',
  'remote-busy',
  'remote-cut',
  'remote-key',
  'remote-unreachable',
]);

/** Whether asking again may help without changing anything. */
export function isRetryable(code: ErrorCode): boolean {
  return retryable.has(code);
}
