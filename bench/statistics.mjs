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

/** `median (least–most)` of numbers. */
export function spreadText(values, digits = 0) {
  const { median: middle, least, most } = summarise(values);
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
