import { describe, expect, it } from 'vitest';
import { countFrames } from '../../../bench/frames.mjs';

describe('countFrames', () => {
  it('drops none where each frame comes in its turn, a little early or late', () => {
    expect(countFrames([0, 16, 34, 50, 67])).toEqual({ frames: 4, dropped: 0, longestMs: 18 });
  });

  it('counts the turns that a long gap left out', () => {
    // 50 ms are three turns, of which one was drawn.
    expect(countFrames([0, 17, 67, 83])).toEqual({ frames: 5, dropped: 2, longestMs: 50 });
  });

  it('takes two frames in one turn for one each', () => {
    expect(countFrames([0, 2, 18])).toEqual({ frames: 2, dropped: 0, longestMs: 16 });
  });

  it('has nothing to say of a single frame', () => {
    expect(countFrames([5])).toEqual({ frames: 0, dropped: 0, longestMs: 0 });
  });
});
