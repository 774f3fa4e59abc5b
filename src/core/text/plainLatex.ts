/** Commands that one sign says as well. */
const signs: ReadonlyMap<string, string> = new Map([
  ['times', '×'],
  ['cdot', '·'],
  ['div', '÷'],
  ['pm', '±'],
  ['approx', '≈'],
  ['le', '≤'],
  ['leq', '≤'],
  ['ge', '≥'],
  ['geq', '≥'],
  ['ne', '≠'],
  ['neq', '≠'],
  ['to', '→'],
  ['rightarrow', '→'],
  ['Rightarrow', '⇒'],
  ['implies', '⇒'],
  ['therefore', '∴'],
  ['infty', '∞'],
  ['pi', 'π'],
  ['circ', '°'],
  ['degree', '°'],
  ['ldots', '…'],
  ['dots', '…'],
  ['left', ''],
  ['right', ''],
  ['displaystyle', ''],
  ['quad', ' '],
  ['qquad', ' '],
  ['bmod', 'mod'],
  ['land', '∧'],
  ['lor', '∨'],
  ['lnot', '¬'],
]);

/** Commands whose group is read as it stands. */
const wrappers =
  /\\(?:text(?:bf|it|rm)?|math(?:rm|bf|it)|operatorname|boxed|fbox|mbox) ?\{([^{}]*)\}/g;
const fraction = /\\[cdt]?frac ?\{([^{}]*)\} ?\{([^{}]*)\}/g;
const root = /\\sqrt ?\{([^{}]*)\}/g;
const command = /\\([A-Za-z]+)/g;

/** Where a fraction would run into the number before it: `3\frac{1}{2}` is not 31/2. */
const behindNumber = /(?<=\d\}?(?:\\!)?)(?=\\[cdt]?frac(?![A-Za-z]))/g;

/** Between the digits of a number: `1{,}000`, `1,\!000`. */
const digitComma = /(?<=\d)(?:\{,\}|,\\!)(?=\d)/g;

/** Groups inside groups that are unfolded; deeper LaTeX stays as it is. */
const maxDepth = 6;

/**
 * The text with the LaTeX in it as a person would type it: `\frac{1}{2} \times 4` → `1/2 × 4`. What
 * has no plain form stays as it is.
 */
export function plainLatex(text: string): string {
  let plain = text.replace(digitComma, ',');
  if (!plain.includes('\\')) return plain;
  // Signs first: a group that is unfolded behind one would make its name longer (`\times\frac{x}{2}`).
  plain = plain
    .replace(behindNumber, ' ')
    .replace(/\^ ?(?:\{ ?\\circ ?\}|\\circ\b)/g, '°')
    .replace(command, (whole, name: string) => signs.get(name) ?? whole);
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const unfolded = plain
      .replace(wrappers, '$1')
      .replace(fraction, (_, over: string, under: string) => `${factor(over)}/${factor(under)}`)
      .replace(root, (_, inner: string) => `√${factor(inner)}`);
    if (unfolded === plain) break;
    plain = unfolded;
  }
  return plain
    .replace(/\\[()[\]]/g, '')
    .replace(/\\[,;: ]/g, ' ')
    .replace(/\\!/g, '')
    .replace(/\\([$%&#_{}])/g, '$1');
}

/** In parentheses where a slash or a root would otherwise take only a part of it. */
function factor(text: string): string {
  const trimmed = text.trim();
  return /^(?:[\d.,]+|[A-Za-z])$/.test(trimmed) ? trimmed : `(${trimmed})`;
}
