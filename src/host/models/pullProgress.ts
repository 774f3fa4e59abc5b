import type { WorkPoint } from '../../core/workRate';
import { secondsLeft, startOfWork } from '../../core/workRate';
import type { ModelJobProgress } from '../../protocol/modelJob';

/** How far a pull is, and how long its stage still takes. */
export interface PullProgress extends ModelJobProgress {
  /** Undefined while it is too early to tell. */
  readonly secondsLeft: number | undefined;
}

/** Tells of each step of one pull how long its stage still takes. */
export class ProgressClock {
  readonly #now: () => number;
  #start: WorkPoint | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  timed(progress: ModelJobProgress): PullProgress {
    const { stage, done, total } = progress;
    const point = { name: stage, done, total, atMs: this.#now() };
    this.#start = startOfWork(this.#start, point);
    return { ...progress, secondsLeft: secondsLeft(this.#start, point) };
  }
}
