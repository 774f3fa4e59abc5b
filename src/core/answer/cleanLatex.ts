import { plainSigns } from './plainSigns';

/** Commands that only say how their argument is set in type. */
const typeCommand =
  /\\(?:text(?:bf|it|rm|sf|tt|normal)?|math(?:rm|bf|it|sf|bb|cal)|mbox|operatorname|boxed|fbox|displaystyle)\s*\{([^{}]*)\}/g;

/** Quotes around the whole, as programs print strings. */
const quoted = /^["'`“‘«]{1,3}([^"'`“”‘’«»]+)["'`”’»]{1,3}$/;

/**
 * An answer without what only concerns its looks: maths delimiters, currency signs, `\left` and
 * `\right`, spacing, type commands, degree signs, thousands separators in LaTeX dress, a final stop.
 * What is left keeps its meaning. Linear in the length of the text.
 */
export function cleanLatex(raw: string): string {
  let text = plainSigns(raw);
  // 13{,}535 and 13,\!535 and 10\,000: one number each, while (1,\,234) with a blank is a pair.
  text = text.replace(/(\d)(?:\{,\}|,\\! ?|,?\\[,!]|\\ )(?=\d{3}(?!\d))/g, '$1');
  // 1_000, but not 101_2, whose base has one or two digits.
  text = text.replace(/(?<![\w.])\d{1,3}(?:\\?_\d{3})+(?!\w)/g, (number) =>
    number.replace(/\\?_/g, ''),
  );
  // A double backslash is a new row; what follows it is not escaped.
  text = text.replace(/\\\\|\\[$()[\],;:! ]|\$/g, (found) =>
    found === '\\\\' ? found : found === '$' || found === '\\$' ? '' : ' ',
  );
  text = text.replace(/\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*\.?/g, '');
  text = text.replace(/\\(?:q?quad|displaystyle|limits)(?![A-Za-z])|~/g, ' ');
  text = text.replace(/\\[dtc]frac(?![A-Za-z])/g, '\\frac');
  text = text.replace(/\^\s*(?:\\circ(?![A-Za-z])|\{\s*\\circ\s*\})|\\degrees?(?![A-Za-z])/g, '');
  // Twice: \textbf{\text{x}} is as deep as it gets in practice.
  text = text.replace(typeCommand, ' $1 ').replace(typeCommand, ' $1 ');
  text = text.replace(/\\%/g, '%').replace(/\*\*(?=\s*$)|^\s*\*\*/g, '');
  return trimEnds(trimEnds(text.replace(/\s+/g, ' ')).replace(quoted, '$1'));
}

/** Blanks and closing punctuation off both ends, by index: a pattern would look again at each blank. */
function trimEnds(text: string): string {
  let end = text.length;
  while (end > 0 && ' .,;:'.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end).trimStart();
}

/**
 * Text in a form in which two spellings of one answer are the same: no case, no braces around a
 * single sign, no blanks but that of a mixed number (3 1/2 is not 31/2). For comparing what could
 * not be read as a value.
 */
export function canonicalText(cleaned: string): string {
  return cleaned
    .replace(/\s(?!(?<=\d\s)\d+\/\d)/g, '')
    .replace(/\{([A-Za-z0-9])\}/g, '$1')
    .replace(/\\(?:le|leq)(?![A-Za-z])|<=/g, '≤')
    .replace(/\\(?:ge|geq)(?![A-Za-z])|>=/g, '≥')
    .toLowerCase();
}
