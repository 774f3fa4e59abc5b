export interface Frames {
  readonly frames: number;
  readonly dropped: number;
  readonly longestMs: number;
}

export function countFrames(times: readonly number[]): Frames;
