const quote = /^\s{0,3}(?:>\s?)+/;
const heading = /^\s{0,3}#{1,6}\s+/;
const bullet = /^(\s*)[-*+]\s+(?:\[[ xX]\]\s+)?/;
const numbered = /^(\s*)\d{1,9}[.)]\s+/;

/**
 * Markdown without quote marks, heading signs, bullets and the number of a lone list item. Several
 * numbers stay: the question may speak of them.
 */
export function stripMarkdown(lines: readonly string[]): readonly string[] {
  const unquoted = lines.map((line) => line.replace(quote, ''));
  const isList = unquoted.filter((line) => numbered.test(line)).length > 1;
  return unquoted.map((line) => {
    const plain = line.replace(heading, '').replace(bullet, '$1');
    return isList ? plain : plain.replace(numbered, '$1');
  });
}

/** Environments whose content means the same without them. */
const textEnvironment =
  /^\s*\\(?:begin|end)\{(?!(?:equation|align|gather|multline|cases|array|[bpvBV]?matrix|math|displaymath)\*?\})[a-zA-Z]+\*?\}(?:\[[^\]]*\]|\{[^}]*\})*\s*$/;

/** LaTeX without comment signs, comments at the end of lines, `\item` and lines that only set text. */
export function stripLatex(lines: readonly string[]): readonly string[] {
  const isComment = lines.every((line) => line.trim() === '' || /^\s*%/.test(line));
  const bare = lines.map((line) =>
    isComment ? line.replace(/^\s*%+ ?/, '') : line.replace(/(^|[^\\])%.*$/, '$1'),
  );
  return bare
    .filter((line) => !textEnvironment.test(line))
    .map((line) => line.replace(/^\s*\\item(?:\[[^\]]*\])?\s*/, ''));
}
