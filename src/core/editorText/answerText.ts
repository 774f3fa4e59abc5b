/** An answer as it is written into a document. */
export interface AnswerText {
  /** What it is called there, such as `Answer`. */
  readonly label: string;
  /** As the model wrote it, LaTeX included. */
  readonly latex: string;
}

/** LaTeX that has a sign or a plain way of writing; the rest stays as it is. */
const plainForms: readonly (readonly [RegExp, string])[] = [
  [/^\$+([^$]*)\$+$/, '$1'],
  [/\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2'],
  [/\\(?:text(?:bf|it|rm)?|math(?:rm|bf|it)|mbox|operatorname)\s*\{([^{}]*)\}/g, '$1'],
  [/\\sqrt\s*\{([^{}]*)\}/g, '√($1)'],
  [/\^\s*\{?\\circ\}?/g, '°'],
  [/\\(?:times|cdot)(?![A-Za-z])/g, '×'],
  [/\\le(?:q)?(?![A-Za-z])/g, '≤'],
  [/\\ge(?:q)?(?![A-Za-z])/g, '≥'],
  [/\\pi(?![A-Za-z])/g, 'π'],
  [/\{,\}|,\\!|\\!/g, ','],
  [/\\[,;: ]/g, ' '],
  [/\\(?:left|right)(?![A-Za-z])/g, ''],
  [/\\([$%#&_{}])/g, '$1'],
];

/** The answer on one line, readable without LaTeX as far as it goes: `\frac{1}{2}` is `1/2`. */
export function plainAnswer({ latex }: AnswerText): string {
  const plain = plainForms.reduce((text, [from, to]) => text.replace(from, to), latex.trim());
  return oneLine(plain);
}

/** The answer in `$…$` where it needs that to be read. */
export function markdownAnswer(answer: AnswerText): string {
  const text = oneLine(answer.latex);
  return needsMaths(text) ? `$${text}$` : plainAnswer(answer);
}

/** The answer in `$…$`, or as text where it is made of words. */
export function latexAnswer({ latex }: AnswerText): string {
  const text = oneLine(latex);
  if (text.startsWith('$') || /^[\p{L}][\p{L}\s.,'-]*$/u.test(text)) return text;
  return `$${text.replace(/(^|[^\\])([%#&$])/g, '$1\\$2')}$`;
}

function needsMaths(text: string): boolean {
  return /\\[A-Za-z]|[_^]/.test(text) && !text.includes('$');
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
