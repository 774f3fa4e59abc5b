/**
 * The index of the largest of `logits` `[n]`, the lowest one among ties; -1 if a value is NaN or
 * +Infinity, or if none is above -Infinity (also for n = 0).
 *
 * Four values a step: one after the other, the comparisons wait for each other and 151,936 logits
 * take 0.33 ms instead of 0.15.
 */
export function argmax(logits: Float32Array): number {
  let best = -Infinity;
  let bestId = -1;
  const whole = logits.length - (logits.length % 4);
  for (let i = 0; i < whole; i += 4) {
    // `<=` fails for NaN as well, so that a bad value is looked at and not skipped.
    if (
      logits[i]! <= best &&
      logits[i + 1]! <= best &&
      logits[i + 2]! <= best &&
      logits[i + 3]! <= best
    ) {
      continue;
    }
    for (let j = i; j < i + 4; j += 1) {
      if (logits[j]! <= best) continue;
      best = logits[j]!;
      bestId = j;
      if (Number.isNaN(best)) return -1;
    }
  }
  for (let j = whole; j < logits.length; j += 1) {
    if (logits[j]! <= best) continue;
    best = logits[j]!;
    bestId = j;
    if (Number.isNaN(best)) return -1;
  }
  return best === Infinity ? -1 : bestId;
}
