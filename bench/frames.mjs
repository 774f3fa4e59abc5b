// What the times of a page's frames say.

/** A screen draws this often a second; a page cannot tell what the screen would do. */
const framesPerSecond = 60;

/**
 * Of the times at which a page drew, in ms and growing: how many `frames` a screen had shown in that
 * time, how many of them were `dropped` because the page was not ready, and the `longestMs` between two.
 */
export function countFrames(times) {
  const periodMs = 1000 / framesPerSecond;
  const gaps = times.slice(1).map((time, index) => time - times[index]);
  const shown = gaps.map((gap) => Math.max(1, Math.round(gap / periodMs)));
  const frames = shown.reduce((sum, count) => sum + count, 0);
  return { frames, dropped: frames - gaps.length, longestMs: Math.max(0, ...gaps) };
}
