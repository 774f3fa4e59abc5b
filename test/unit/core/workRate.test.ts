import { describe, expect, it } from 'vitest';
import type { WorkPoint } from '../../../src/core/workRate';
import { secondsLeft, startOfWork, workRate } from '../../../src/core/workRate';

function point(done: number, atMs: number, change: Partial<WorkPoint> = {}): WorkPoint {
  return { name: 'converting', done, total: 100, atMs, ...change };
}

describe('startOfWork', () => {
  const start = point(10, 0);

  it('stays while the same work goes on', () => {
    expect(startOfWork(start, point(10, 5))).toBe(start);
    expect(startOfWork(start, point(50, 9_000))).toBe(start);
  });

  it.each([
    ['nothing was going on', undefined, point(0, 0)],
    ['other work begins', start, point(20, 5, { name: 'fetching' })],
    ['something else is counted', start, point(20, 5, { total: 7 })],
    ['it begins anew', start, point(0, 5)],
  ])('is now where %s', (_, before, now) => {
    expect(startOfWork(before, now)).toBe(now);
  });
});

describe('workRate and secondsLeft', () => {
  it('are unknown in the first second, and while nothing is gained', () => {
    for (const now of [point(50, 999), point(10, 60_000)]) {
      expect(workRate(point(10, 0), now)).toBeUndefined();
      expect(secondsLeft(point(10, 0), now)).toBeUndefined();
    }
  });

  it('leave out what was there before', () => {
    expect(workRate(point(80, 0), point(90, 5_000))).toBe(2);
    expect(secondsLeft(point(80, 0), point(90, 5_000))).toBe(5);
  });

  it('round the seconds up, to none at the end or beyond it', () => {
    expect(secondsLeft(point(0, 0), point(30, 1_000))).toBe(3);
    expect(secondsLeft(point(0, 0), point(100, 1_000))).toBe(0);
    expect(secondsLeft(point(0, 0), point(120, 1_000))).toBe(0);
  });
});
