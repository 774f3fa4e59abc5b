/** A formula without the dollar signs around it, which KaTeX does not read. */
export function withoutDollars(tex: string): string {
  return tex.replace(/^\s*\$+([^$]*)\$+\s*$/, '$1');
}
