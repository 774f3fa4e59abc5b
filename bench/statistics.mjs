/** `{median, least, most}` of numbers; the median of an even count is the mean of the middle two. */
export function summarise(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    least: sorted[0],
    most: sorted.at(-1),
  };
}

export function median(values) {
  return summarise(values).median;
}
