import { fences } from './fences';
import type { TextSpan } from './lineAt';
import { lineAt, lineBelow, textOf } from './lineAt';
import type { Place } from './place';

const tableRow = /^[\s>]*\|/;
const underline = /^[\s>]*(?:=+|-+)\s*$/;

/**
 * The last line of what a question stands in, in Markdown: a formula in `$$`, a table, a heading with
 * its underline are broken by a line within them. Linear in the document.
 */
export function lastLineOfBlock({ document, last, line }: Place): TextSpan {
  const formula = formulaEnd(document, last);
  if (formula !== undefined) return lineAt(document, formula);
  let end = line;
  let next = lineBelow(document, end);
  if (tableRow.test(textOf(document, line))) {
    while (next !== undefined && tableRow.test(textOf(document, next))) {
      end = next;
      next = lineBelow(document, end);
    }
    return end;
  }
  return next !== undefined && underline.test(textOf(document, next)) ? next : end;
}

/** Where the `$$` is that ends the formula around `offset`. */
function formulaEnd(document: string, offset: number): number | undefined {
  const marks = formulaMarks(document);
  const closes = marks.findIndex((index) => index > offset);
  return closes % 2 === 1 ? marks[closes] : undefined;
}

/** Where each `$$` is, but for those in fenced code. */
function formulaMarks(document: string): readonly number[] {
  const blocks = fences(document);
  const marks: number[] = [];
  let next = 0;
  for (const { index } of document.matchAll(/(?<!\\)\$\$/g)) {
    while (next < blocks.length && blocks[next]!.endOffset <= index) next += 1;
    if (index < (blocks[next]?.startOffset ?? document.length)) marks.push(index);
  }
  return marks;
}
