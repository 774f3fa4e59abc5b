import { sleep } from '../sleep';
import { PassingFailure } from './remoteFailure';
import type { RemoteCall } from './remoteHttp';
import type { RemoteRow } from './remoteRow';
import { streamAnswer } from './streamAnswer';

/** How often a row is asked for again, and how long it waits before that. */
export interface RetryLimits {
  readonly tries: number;
  /** First wait; it doubles up to `maxDelayMs`. A server's own wish comes first. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
}

/**
 * Streams one answer into `row`. A failure that may pass is met with another try, but only before
 * the first text: a second answer would not go on where the first one broke off.
 *
 * Codes: `remote-*`, `question-too-long`, `cancelled`.
 */
export async function generateRow(
  call: RemoteCall,
  row: RemoteRow,
  { tries, delayMs, maxDelayMs }: RetryLimits,
): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      for await (const piece of streamAnswer(call)) {
        if (row.push(piece)) return;
      }
      return;
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (row.hasBegun || failures >= tries) throw error.error;
      const backOffMs = Math.min(delayMs * 2 ** (failures - 1), maxDelayMs);
      await sleep(error.retryAfterMs ?? backOffMs, call.signal);
    }
  }
}
