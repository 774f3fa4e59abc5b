import { describe, expect, it, vi } from 'vitest';
import type { ModelJobProgress } from '../../../../src/protocol/modelJob';
import { ProgressClock } from '../../../../src/host/models/pullProgress';
import { progressText, pullText } from '../../../../src/host/models/pullText';

vi.mock('vscode', () => import('../../../support/vscodeStub'));

describe('how a pull is', () => {
  it('has no time left in the first second', () => {
    const clock = new ProgressClock(() => 0);
    const progress = clock.timed({ stage: 'download', done: 123e6, total: 491e6 });
    expect(pullText({ kind: 'running', progress }, 491e6)).toBe('fetching · 123 MB of 491 MB');
  });

  it('says how long each stage still takes, each by its own speed', () => {
    let now = 0;
    const clock = new ProgressClock(() => now);
    const tell = (progress: ModelJobProgress, afterMs: number): string => {
      now += afterMs;
      return progressText(clock.timed(progress));
    };
    // 100 MB lay there from an earlier try.
    tell({ stage: 'download', done: 100e6, total: 500e6 }, 0);
    const fetching = tell({ stage: 'download', done: 200e6, total: 500e6 }, 10_000);
    expect(fetching).toBe('fetching · 200 MB of 500 MB · 30 s left');
    expect(tell({ stage: 'convert', done: 0, total: 50 }, 30_000)).toBe('converting · 0 %');
    const converting = tell({ stage: 'convert', done: 5, total: 50 }, 20_000);
    expect(converting).toBe('converting · 10 % · 3 min left');
  });
});
