import { vi } from 'vitest';

const hourMs = 3_600_000;

/**
 * A day that passes within some minutes. Only the calendar runs faster: what waits for a process waits as
 * long as ever.
 */
export class FastDay {
  readonly hours = 24;
  /** It begins in the evening, so that the date changes early. */
  readonly midnightHours = 6;
  readonly #begin = new Date(2026, 10, 30, 18);
  readonly #minutes: number;
  #startMs = performance.now();

  constructor(minutes: number) {
    this.#minutes = minutes;
  }

  /** Real milliseconds of so many simulated minutes. */
  realMs(simulatedMinutes: number): number {
    return (simulatedMinutes / (this.hours * 60)) * this.#minutes * 60_000;
  }

  /** From here on the calendar is this day's; {@link end} gives it back. */
  start(): void {
    this.#startMs = performance.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    this.show();
  }

  /** Simulated hours since the start. */
  get passed(): number {
    return (performance.now() - this.#startMs) / this.realMs(60);
  }

  /** Sets the calendar to the time that it is; it stands still until the next call. */
  show(): void {
    vi.setSystemTime(this.#begin.getTime() + this.passed * hourMs);
  }

  end(): void {
    vi.useRealTimers();
  }
}
