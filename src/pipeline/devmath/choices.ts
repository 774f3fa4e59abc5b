/** The number of orders of `n` things. */
export function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** The number of ways to choose `k` of `n` things without order. */
export function choose(n: number, k: number): number {
  return factorial(n) / factorial(k) / factorial(n - k);
}

/** `5 * 4 * 3`: `count` factors, falling from `n`. */
export function descending(n: number, count: number): string {
  return Array.from({ length: count }, (_, i) => n - i).join(' * ');
}
