import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdleTimer } from '../../../../src/host/engine/idleTimer';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const minuteMs = 60_000;

describe('IdleTimer', () => {
  it('waits for the last of those that work at once, and then the whole time', async () => {
    const onIdle = vi.fn();
    const timer = new IdleTimer(() => 10, onIdle);
    let end: () => void = () => undefined;
    const long = timer.during(() => new Promise<void>((resolve) => (end = resolve)));
    await timer.during(() => Promise.resolve());
    vi.advanceTimersByTime(60 * minuteMs);
    expect(onIdle).not.toHaveBeenCalled();
    end();
    await long;
    vi.advanceTimersByTime(10 * minuteMs - 1);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('starts the wait anew with each use, also with one that failed', async () => {
    const onIdle = vi.fn();
    const timer = new IdleTimer(() => 10, onIdle);
    await timer.during(() => Promise.resolve());
    vi.advanceTimersByTime(9 * minuteMs);
    await expect(timer.during(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    vi.advanceTimersByTime(9 * minuteMs);
    expect(onIdle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(minuteMs);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('is as long as the minutes say that are set while it waits', async () => {
    const onIdle = vi.fn();
    let minutes = 10;
    const timer = new IdleTimer(() => minutes, onIdle);
    const change = (value: number): void => {
      minutes = value;
      timer.update();
    };
    await timer.during(() => Promise.resolve());
    vi.advanceTimersByTime(5 * minuteMs);
    change(0);
    vi.advanceTimersByTime(60 * minuteMs);
    expect(onIdle).not.toHaveBeenCalled();
    change(66);
    vi.advanceTimersByTime(minuteMs);
    expect(onIdle).toHaveBeenCalledTimes(1);
    change(1);
    vi.advanceTimersByTime(minuteMs);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('counts from the last use when its minutes are set to fewer', async () => {
    const onIdle = vi.fn();
    let minutes = 10;
    const timer = new IdleTimer(() => minutes, onIdle);
    timer.update();
    await timer.during(() => {
      timer.update();
      return Promise.resolve();
    });
    vi.advanceTimersByTime(5 * minuteMs);
    minutes = 1;
    timer.update();
    vi.advanceTimersByTime(0);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('never ends what is set to stay, and nothing that was stopped', async () => {
    const onIdle = vi.fn();
    await new IdleTimer(() => 0, onIdle).during(() => Promise.resolve());
    const stopped = new IdleTimer(() => 1, onIdle);
    await stopped.during(() => Promise.resolve());
    stopped.stop();
    vi.advanceTimersByTime(1_000 * minuteMs);
    expect(onIdle).not.toHaveBeenCalled();
  });
});
