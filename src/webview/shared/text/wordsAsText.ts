/** What stands after these in braces is no mathematics, or no longer once it is changed. */
const verbatim =
  /\\(?:(?:text|math|operatorname|mbox|hbox|tag|label|end|color|[hv]space|[hkm]skip|kern|rule)[A-Za-z]*\*?\s*\{[^{}]*\}|begin\s*\{[^{}]*\}(?:\s*\{[^{}]*\})?|\\(?:\[[^\]]*\])?|[A-Za-z]+|.)/u;
const words = /\s*\p{L}{2,}(?:\s+\p{L}{2,})*\s*/u;
const parts = new RegExp(`${verbatim.source}|${words.source}`, 'gu');

/**
 * The formula with its words set as words: in mathematics each letter is a quantity and blanks say nothing, so
 * that «12 boxes» would read as 12 times b, o, x, e and s. Two letters alone are a product, behind a number a unit.
 */
export function wordsAsText(tex: string): string {
  return tex.replace(parts, (part: string, at: number) => {
    const isWord =
      !part.startsWith('\\') && (/\p{L}{3}/u.test(part) || /\d/.test(tex.charAt(at - 1)));
    return isWord ? `\\text{${part}}` : part;
  });
}
