/** Whether an answer needs to be set as a formula: commands, powers, indices; no `max_value`, no `{1, 2}`. */
export function isLatex(text: string): boolean {
  return /[\\^]|_(?:\{|[A-Za-z\d](?![A-Za-z\d]))/.test(text);
}
