/** Whether an answer needs to be set as a formula: commands, groups, powers, indices. */
export function isLatex(text: string): boolean {
  return /[\\^_{}]/.test(text);
}
