/** What of some work is done, as it was at one moment. */
export interface WorkPoint {
  /** What is being done: another name is other work. */
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly atMs: number;
}

/** Rate and time left are nonsense before this. */
const settleMs = 1_000;

/**
 * The point that the speed of `now` is measured from: `start` while the same work goes on, else `now`.
 * What an earlier try has left was not done since then, so it counts for nothing.
 */
export function startOfWork(start: WorkPoint | undefined, now: WorkPoint): WorkPoint {
  const isSame = start?.name === now.name && start.total === now.total && start.done <= now.done;
  return isSame ? start : now;
}

/** How much is done in a second, or undefined while it is too early to tell. */
export function workRate(start: WorkPoint, now: WorkPoint): number | undefined {
  const elapsedMs = now.atMs - start.atMs;
  const gained = now.done - start.done;
  return elapsedMs < settleMs || gained <= 0 ? undefined : (gained / elapsedMs) * 1000;
}

/** Whole seconds until all is done at the speed since `start`, rounded up; undefined as above. */
export function secondsLeft(start: WorkPoint, now: WorkPoint): number | undefined {
  const rate = workRate(start, now);
  return rate === undefined ? undefined : Math.ceil(Math.max(0, now.total - now.done) / rate);
}
