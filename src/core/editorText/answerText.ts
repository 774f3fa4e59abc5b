import { plainLatex } from '../text/plainLatex';

/** An answer as it is written into a document. */
export interface AnswerText {
  /** What it is called there, such as `Answer`. */
  readonly label: string;
  /** As the model wrote it, LaTeX included. */
  readonly latex: string;
}

/** The answer on one line, as {@link plainLatex} writes it, without the dollars around it. */
export function plainAnswer({ latex }: AnswerText): string {
  return oneLine(plainLatex(latex.trim().replace(/^\$+([^$]*)\$+$/, '$1')));
}

/** The answer in `$…$` where it needs that to be read, names of code in backticks. */
export function markdownAnswer(answer: AnswerText): string {
  const text = oneLine(answer.latex);
  if (needsMaths(text)) return `$${text}$`;
  const plain = plainAnswer(answer);
  return plain.includes('`') ? plain : plain.replace(codeName, '`$&`');
}

/** The answer in `$…$`, or as text where it is made of words. */
export function latexAnswer({ latex }: AnswerText): string {
  const text = oneLine(latex);
  if (isMaths(text) || /^[\p{L}][\p{L}\s.,'-]*$/u.test(text)) return text;
  return `$${text.replace(/(?<!\\)[%#&$]/g, '\\$&')}$`;
}

/** False for an amount of dollars, whose sign would open a formula without an end. */
function isMaths(text: string): boolean {
  return text.startsWith('$') && (text.match(/(?<!\\)\$/g)?.length ?? 0) % 2 === 0;
}

/** `my_var`, `__init__`, but not `x_1`: as a formula, it would hang one letter below the line. */
const codeName = /\b\w*(?:[A-Za-z]{2}_\w|_\w{2})\w*/g;

function needsMaths(text: string): boolean {
  if (/[$`]/.test(text)) return false;
  return /\\[A-Za-z]/.test(text) || (/[_^]/.test(text) && text.search(codeName) === -1);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
