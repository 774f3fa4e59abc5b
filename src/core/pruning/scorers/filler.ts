import type { MathsRange } from '../maths/findMaths';
import type { TextRange } from '../tokenSpan';

/** How a chain opens by saying the question again; to the end of the sentence. */
const restatement =
  /^\s*(?:To (?:determine|find|solve|calculate|figure|answer|compute|work|evaluate|convert)|Let's|Let us|First, let's|We (?:need|want|have) to)\b[^\n]*?[:.](?=\s|$)/;

/** What a line of a plan begins with. */
const imperative =
  /^\**(?:Calculate|Determine|Find|Subtract|Add|Multiply|Divide|Identify|Use|Sum|Compute|Convert|Work|Set|Solve|Figure|Compare|Count|Write|Check|Combine|Understand|Apply)\b/;

/** A line of a list. */
const listLine = /^[ \t]*(?:\d+[.)]|[-*•])[ \t]+(.*)$/;

/**
 * Where a chain says the question again and lists what it is going to do: its opening sentence, and
 * a run of at least two list lines before the first equation that have no number or begin with an
 * order. Facts in such lists («Each dog has 4 legs») have numbers; a heading over them is a run of
 * one.
 */
export function findPreamble(text: string, maths: readonly MathsRange[]): readonly TextRange[] {
  const found: TextRange[] = [];
  const opening = restatement.exec(text)?.[0];
  if (opening !== undefined && !maths.some((range) => range.startOffset < opening.length)) {
    found.push({ startOffset: 0, endOffset: opening.length });
  }
  const firstEquation = maths.find((range) => range.isEquation)?.startOffset ?? text.length;
  let run: TextRange[] = [];
  const flush = (): void => {
    if (run.length >= 2) found.push(...run);
    run = [];
  };
  let startOffset = 0;
  for (const line of text.slice(0, firstEquation).split('\n')) {
    const endOffset = startOffset + line.length;
    const content = listLine.exec(line)?.[1];
    const isPlan =
      content !== undefined &&
      endOffset < firstEquation &&
      !content.includes('=') &&
      (!/\d/.test(content) || imperative.test(content));
    if (isPlan) run.push({ startOffset, endOffset: endOffset + 1 });
    else if (line.trim() !== '') flush();
    startOffset = endOffset + 1;
  }
  flush();
  return found;
}

/** What follows the start of a sentence up to its end, when it calculates nothing. */
const uncalculated = String.raw`[^\n.=]*(?:\.\d[^\n.=]*)*`;

/** A sentence that only puts the result in a box, or only concludes: the answer line says the same. */
const closing = new RegExp(
  String.raw`(?:^|(?<=[.:\]]\s))(?:${uncalculated}\\boxed\{[^{}=\n]*\}[^\n=]*` +
    String.raw`|(?:Therefore|Thus|So|Hence)\b${uncalculated}\.?)$`,
);

/** The closing sentence, when it calculates nothing itself; to the end of the text. */
export function findClosing(text: string): TextRange | undefined {
  const end = text.trimEnd().length;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const match = closing.exec(text.slice(lineStart, end));
  // A text of one sentence has nothing that it could say again.
  return match === null || text.slice(0, lineStart + match.index).trim() === ''
    ? undefined
    : { startOffset: lineStart + match.index, endOffset: text.length };
}

/** Numbers of list lines and «Step 1:», which count nothing. */
const listNumber =
  /^[ \t]*(?:#+[ \t]*)?(?:[-•](?=\s)|\**(?:(?:Step[ \t]*)?\d+[.):]|Step[ \t]+\d+\b:?)(?=\s|\*|$))/gim;

/** The markers of list lines. */
export function findListNumbers(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(listNumber), (match) => ({
    startOffset: match.index,
    endOffset: match.index + match[0].length,
  }));
}

const heading =
  /^[ \t]*(?:#+[ \t]|(?:\d+[.)]|[-*•])[ \t]+\*\*|\*\*)[^\n=\d]*(?:\d+[.:)][^\n=\d]*)?$/gm;

/** Headings of steps, without numbers of their own: what stands under them says it again. */
export function findHeadings(text: string): readonly TextRange[] {
  return Array.from(text.matchAll(heading), (match) => ({
    startOffset: match.index,
    endOffset: match.index + match[0].length,
  }));
}
