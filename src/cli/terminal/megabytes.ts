/** Bytes in MB (10^6), one decimal below 10. */
export function megabytes(bytes: number): string {
  const amount = bytes / 1e6;
  return amount.toFixed(amount < 10 ? 1 : 0);
}
