import type { TextSpan } from './lineAt';
import { indentOf, lineAt, textOf } from './lineAt';
import { partAt } from './partAt';
import { stripCode } from './stripCode';
import { stripLatex, stripMarkdown } from './stripProse';
import type { TextForm } from './textForm';

/**
 * The question that a selection holds, without what makes it a comment, a quote or a list item in
 * its document; '' when nothing is left. Blank ends and common indentation are taken away, the
 * lines between stay as they are.
 */
export function questionFromText(document: string, selection: TextSpan, form: TextForm): string {
  const part = formAt(document, selection, form);
  const stripped = (span: TextSpan): readonly string[] =>
    strip(textOf(document, span).split(/\r?\n/), part);
  const wide = stripped(withMarker(document, selection));
  // A sign or a bracket before the selection is no marker, and makes another question of it.
  const isSame = textOf(document, selection)
    .trimStart()
    .startsWith(wide[0]?.trim() ?? '');
  return dedent(isSame ? wide : stripped(selection))
    .join('\n')
    .trim();
}

function formAt(document: string, { startOffset }: TextSpan, form: TextForm): TextForm {
  if (form.kind !== 'code') return form;
  return { kind: 'code', syntax: partAt(document, startOffset, form.syntax).syntax };
}

function strip(lines: readonly string[], form: TextForm): readonly string[] {
  switch (form.kind) {
    case 'code':
      return stripCode(lines, form.syntax);
    case 'markdown':
      return stripMarkdown(lines);
    case 'latex':
      return stripLatex(lines);
    case 'plain':
      return lines;
  }
}

/** A selection that begins right behind what may be a marker takes it in, so that all its lines look alike. */
function withMarker(document: string, selection: TextSpan): TextSpan {
  const { startOffset } = lineAt(document, selection.startOffset);
  const before = document.slice(startOffset, selection.startOffset);
  const isMarker = before.length < 40 && !/[\p{L}\p{N}]/u.test(before);
  return isMarker ? { startOffset, endOffset: selection.endOffset } : selection;
}

function dedent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => indentOf(line).length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(common, indentOf(line).length)).trimEnd());
}
