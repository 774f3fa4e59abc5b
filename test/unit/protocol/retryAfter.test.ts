import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { retryAfterMs } from '../../../src/protocol/retryAfter';

describe('retryAfterMs', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12, 0, 0) }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    [undefined, undefined],
    ['0', 0],
    ['7', 7_000],
    ['31', 30_000],
    ['999999999', 30_000],
    ['Thu, 01 Jan 2026 12:00:09 GMT', 9_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['Fri, 02 Jan 2026 12:00:00 GMT', 30_000],
    ['soon', undefined],
    ['', undefined],
  ])('reads %j as %j ms', (header, waitMs) => {
    expect(retryAfterMs(header)).toBe(waitMs);
  });
});
