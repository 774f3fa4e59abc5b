import { fenceAt } from './fenceAt';
import type { TextSpan } from './lineAt';
import { lineAt, textOf } from './lineAt';
import type { Place } from './place';

const tableRow = /^[\s>]*\|/;
const underline = /^[\s>]*(?:=+|-+)\s*$/;

/**
 * The last line of what a question stands in, in Markdown: a formula in `$$`, a table, a heading with
 * its underline are broken by a line within them. Reads the document once for each `$$`.
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
  const marks = [...document.matchAll(/(?<!\\)\$\$/g)].filter(
    ({ index }) => fenceAt(document, index) === undefined,
  );
  const closes = marks.findIndex(({ index }) => index > offset);
  return closes % 2 === 1 ? marks[closes]?.index : undefined;
}

function lineBelow(document: string, { endOffset }: TextSpan): TextSpan | undefined {
  const newline = document.indexOf('\n', endOffset);
  return newline === -1 ? undefined : lineAt(document, newline + 1);
}
