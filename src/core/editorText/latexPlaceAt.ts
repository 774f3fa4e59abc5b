/** What a place in LaTeX stands in, as far as text cannot be written there. */
type LatexPlace =
  | { readonly kind: 'text' }
  /** A displayed formula or a table: only a comment changes nothing. */
  | { readonly kind: 'formula' }
  /** Printed as it stands, comments too; `endOffset` is past its `\end{…}`. */
  | { readonly kind: 'verbatim'; readonly endOffset: number };

const environments =
  /^(?:equation|align|alignat|flalign|gather|multline|eqnarray|IEEEeqnarray|dmath|displaymath|math|array|cases|tabular|tabularx|longtable)$/;

/** All that opens and ends formulas, and what it does not count in: comments, listings, `\\[2pt]`. */
const token =
  /(?<verbatim>\\begin\{((?:[Vv]erbatim|lstlisting|minted)\*?)\}[^]*?\\end\{\2\})|%.*|\\(?<bound>begin|end)\{(?<name>[A-Za-z]+)\*?\}|\\[^]|\$\$/g;

/** What the position `offset` stands in: behind the characters before it; linear in `offset`. */
export function latexPlaceAt(document: string, offset: number): LatexPlace {
  let depth = 0;
  let isInDollars = false;
  for (const { 0: text, index, groups } of document.matchAll(token)) {
    if (index >= offset) break;
    const endOffset = index + text.length;
    if (groups?.verbatim !== undefined && offset < endOffset)
      return { kind: 'verbatim', endOffset };
    if (text === '$$') isInDollars = !isInDollars;
    else depth = Math.max(0, depth + opened(text, groups?.bound, groups?.name));
  }
  return { kind: depth > 0 || isInDollars ? 'formula' : 'text' };
}

/** 1 for what opens a formula, -1 for what ends one, else 0. */
function opened(text: string, bound: string | undefined, name = ''): number {
  if (text === '\\[' || text === '\\]') return text === '\\[' ? 1 : -1;
  if (!environments.test(name)) return 0;
  return bound === 'begin' ? 1 : -1;
}
