/** Eighths of a block, from none to a whole one. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const width = 6;

/** A bar of up to six blocks for a share of 0 to 1; what is above 0 is always seen. */
export function textBar(share: number): string {
  if (!(share > 0)) return '';
  const steps = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  return '█'.repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? '');
}
