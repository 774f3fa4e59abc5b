/** exp(-40) * 200,000 terms < 1e-12: what lies further down cannot change the sum visibly. */
const negligible = -40;

/** 2^-n for every n that `negligible` allows: 40 / ln 2 < 58. */
const powersOfHalf = Float64Array.from({ length: 64 }, (_, n) => 2 ** -n);

/**
 * The sum of exp((x - best) / temperature) over `logits` `[n]`, where `best` is the largest of
 * them; relative error below 1e-9. Float64, no allocation.
 *
 * exp is 2^-n · p(r) with |r| <= ln(2) / 2 and p its series to r^8 (error 2e-10): with `Math.exp`
 * 151,936 logits take 2.8 ms instead of 1.8. An index loop, since `for … of` over a typed array
 * takes 2.5 times as long.
 */
export function sumOfExponentials(logits: Float32Array, best: number, temperature: number): number {
  const scale = 1 / temperature;
  let sum = 0;
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- measured: 2.0 ms against 5.0 ms
  for (let i = 0; i < logits.length; i += 1) {
    const x = (logits[i]! - best) * scale;
    if (!(x > negligible)) continue;
    const n = (0.5 - x * Math.LOG2E) | 0;
    const r = x + n * Math.LN2;
    const tail = 1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320))));
    sum += powersOfHalf[n]! * (1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * tail))));
  }
  return sum;
}
