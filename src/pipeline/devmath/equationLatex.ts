const operators: readonly (readonly [RegExp, string])[] = [
  [/ \* /g, ' \\times '],
  [/ \/ /g, ' \\div '],
  [/ mod /g, ' \\bmod '],
  [/ & /g, ' \\& '],
  [/ xor /g, ' \\oplus '],
  [/\^(\d+)/g, '^{$1}'],
];

/** An equation of a {@link Solution} in LaTeX, without delimiters. */
export function equationLatex(equation: string): string {
  const unit = /(?<=\d)( [a-zA-Z][a-zA-Z ]*)$/.exec(equation)?.[1] ?? '';
  const body = equation.slice(0, equation.length - unit.length);
  const sides = body.split(' = ').map((side) => {
    const fraction = /^(\d+) \/ (\d+)$/.exec(side);
    if (fraction) return `\\frac{${fraction[1] ?? ''}}{${fraction[2] ?? ''}}`;
    return operators.reduce((text, [from, to]) => text.replace(from, to), side);
  });
  return sides.join(' = ') + (unit === '' ? '' : ` \\text{${unit}}`);
}
