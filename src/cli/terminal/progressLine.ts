import type { WorkPoint } from '../../core/workRate';
import { secondsLeft, startOfWork, workRate } from '../../core/workRate';
import type { TextSink } from '../cliContext';
import { megabytes } from './megabytes';

/** A line elsewhere than on a terminal: at least this share further, or this long after the last. */
const plainStep = 0.1;
const plainIntervalMs = 10_000;
/** What is over before this needs no plain line. */
const plainPatienceMs = 1_000;
/** Redraws per second that an eye can follow. */
const redrawMs = 80;
const barWidth = 24;

/** What is being counted. */
export interface ProgressState {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** `bytes` are shown as MB with a rate, `count` as they are, `share` as percent. */
  readonly unit: 'bytes' | 'count' | 'share';
}

/**
 * Progress on one line: a bar that is redrawn on a terminal, now and then a plain line elsewhere.
 * The newest state wins; calls may come as often as they like.
 */
export class ProgressLine {
  readonly #sink: TextSink;
  readonly #now: () => number;
  #label: string | undefined;
  #startedAt = 0;
  #start: WorkPoint | undefined;
  #shownAt = -Infinity;
  #shownShare = 0;
  #isDrawn = false;
  #lines = 0;

  constructor(sink: TextSink, now: () => number = () => performance.now()) {
    this.#sink = sink;
    this.#now = now;
  }

  update(state: ProgressState): void {
    const now = this.#now();
    if (state.label !== this.#label) {
      this.#label = state.label;
      this.#startedAt = now;
      this.#shownAt = -Infinity;
      this.#shownShare = 0;
      this.#lines = 0;
    }
    this.#start = startOfWork(this.#start, pointOf(state, now));
    const share = state.total > 0 ? Math.min(state.done / state.total, 1) : 0;
    if (this.#sink.isTerminal) {
      const isDue = now - this.#shownAt >= redrawMs || share === 1;
      if (!isDue) return;
      this.#sink.write(
        `\r\u001b[K${this.#bar(state, share, now)}`.slice(0, this.#sink.columns + 3),
      );
      this.#isDrawn = true;
    } else {
      if (!this.#isPlainLineDue(share, now)) return;
      this.#lines += 1;
      this.#sink.write(`${this.#text(state, share, now)}\n`);
    }
    this.#shownAt = now;
    this.#shownShare = share;
  }

  #isPlainLineDue(share: number, now: number): boolean {
    if (this.#lines === 0) return now - this.#startedAt >= plainPatienceMs;
    if (share === 1) return this.#shownShare < 1;
    return share - this.#shownShare >= plainStep || now - this.#shownAt >= plainIntervalMs;
  }

  /** A sentence on a line of its own, above the bar. */
  note(text: string): void {
    this.clear();
    this.#sink.write(`${text}\n`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#isDrawn) this.#sink.write('\r\u001b[K');
    this.#isDrawn = false;
    this.#label = undefined;
    this.#start = undefined;
  }

  #bar(state: ProgressState, share: number, now: number): string {
    const filled = Math.round(share * barWidth);
    const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
    return `${bar} ${this.#text(state, share, now)}`;
  }

  #text(state: ProgressState, share: number, now: number): string {
    const percent = `${Math.floor(share * 100)} %`;
    const pace = this.#pace(state, now);
    if (state.unit === 'share') return `${state.label}: ${percent}${pace}`;
    const isBytes = state.unit === 'bytes';
    const [done, total] = [state.done, state.total].map((n) => (isBytes ? megabytes(n) : n));
    return `${state.label}: ${percent}, ${done ?? ''} of ${total ?? ''}${isBytes ? ' MB' : ''}${pace}`;
  }

  /** How fast it is and how long it takes; nothing while it is too early to tell. */
  #pace(state: ProgressState, now: number): string {
    const point = pointOf(state, now);
    const start = this.#start ?? point;
    const perSecond = workRate(start, point);
    const left = secondsLeft(start, point);
    if (perSecond === undefined || left === undefined) return '';
    const rate = state.unit === 'bytes' ? `, ${(perSecond / 1e6).toFixed(1)} MB/s` : '';
    return `${rate}, ${left} s left`;
  }
}

function pointOf({ label, done, total }: ProgressState, atMs: number): WorkPoint {
  return { name: label, done, total, atMs };
}
