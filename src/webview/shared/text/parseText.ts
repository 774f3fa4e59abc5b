import type { Atom } from './findAtoms';
import { findAtoms } from './findAtoms';
import type { BlockNode, InlineNode, ListItem, SourceRange } from './textNode';

interface ParseOptions {
  /** More text is to come: what is not finished yet is left out. */
  readonly isOpen: boolean;
}

/**
 * A text of a model as blocks: paragraphs with their line breaks, lists, headings and code, with
 * formulas and bold words in them. Every other sign is text. O(length).
 */
export function parseText(text: string, { isOpen }: ParseOptions): readonly BlockNode[] {
  const { atoms, shownEnd } = findAtoms(text, isOpen);
  const builder = new BlockBuilder(text, atoms);
  for (const line of linesOf(text, atoms, shownEnd)) builder.add(line);
  return builder.finish();
}

/** Lines of the text; a line break inside an atom ends none. */
function linesOf(text: string, atoms: readonly Atom[], end: number): readonly SourceRange[] {
  const lines: SourceRange[] = [];
  let start = 0;
  let next = 0;
  for (let at = 0; at < end; at += 1) {
    while ((atoms[next]?.endOffset ?? Infinity) <= at) next += 1;
    const atom = atoms[next];
    if (atom !== undefined && atom.startOffset <= at) at = atom.endOffset - 1;
    else if (text[at] === '\n') {
      lines.push({ startOffset: start, endOffset: at });
      start = at + 1;
    }
  }
  lines.push({ startOffset: start, endOffset: end });
  return lines;
}

/** Before a number a plus is that of a sum over several lines. */
const bullet = /^\s*(?:[-*•]|\+(?! *\d)) +/;
const numbered = /^\s*(\d{1,3})[.)] +/;
const headingStart = /^\s*#{1,6} +/;

type CodeBlock = Extract<Atom, { readonly kind: 'codeBlock' }>;

class BlockBuilder {
  readonly #text: string;
  readonly #atoms: readonly Atom[];
  readonly #codeBlocks: ReadonlyMap<number, CodeBlock>;
  /** Atoms before this one belong to lines that are done. */
  #nextAtom = 0;
  readonly #blocks: BlockNode[] = [];
  /** Lines of the paragraph or of the list item that is being read. */
  #lines: SourceRange[] = [];
  #items: ListItem[] = [];
  /** The list that is being read: its kind and the number of its open item. */
  #list: { readonly isNumbered: boolean; number: number | undefined } | undefined;
  /** An empty line came after the open item: what is not indented ends the list. */
  #hasGap = false;

  constructor(text: string, atoms: readonly Atom[]) {
    this.#text = text;
    this.#atoms = atoms;
    this.#codeBlocks = new Map(
      atoms.flatMap((atom) => (atom.kind === 'codeBlock' ? [[atom.startOffset, atom]] : [])),
    );
  }

  add(line: SourceRange): void {
    const source = this.#text.slice(line.startOffset, line.endOffset);
    if (source.trim() === '') {
      if (this.#list === undefined) this.#endParagraph();
      this.#hasGap = true;
      return;
    }
    const block = this.#codeBlocks.get(line.startOffset);
    if (block !== undefined) {
      this.#endAll();
      this.#blocks.push(block);
      // A line may go on behind a closing fence.
      if (block.endOffset < line.endOffset) this.add({ ...line, startOffset: block.endOffset });
      return;
    }
    if (this.#addMarked(line, source)) return;
    if (this.#list !== undefined && this.#hasGap && !/^\s/.test(source)) this.#endAll();
    this.#hasGap = false;
    this.#lines.push(line);
  }

  finish(): readonly BlockNode[] {
    this.#endAll();
    return this.#blocks;
  }

  /** A heading or a list item; false for any other line. */
  #addMarked(line: SourceRange, source: string): boolean {
    const heading = headingStart.exec(source);
    if (heading !== null) {
      this.#endAll();
      const inner = { ...line, startOffset: line.startOffset + heading[0].length };
      this.#blocks.push({ kind: 'heading', ...line, children: this.#inline(inner) });
      return true;
    }
    const number = numbered.exec(source);
    const marker = number ?? bullet.exec(source);
    if (marker === null) return false;
    const isNumbered = number !== null;
    if (this.#list?.isNumbered !== isNumbered) this.#endAll();
    else this.#endItem();
    this.#list = { isNumbered, number: isNumbered ? Number(number[1]) : undefined };
    this.#hasGap = false;
    this.#lines.push({ ...line, startOffset: line.startOffset + marker[0].length });
    return true;
  }

  #endParagraph(): void {
    const range = rangeOf(this.#lines);
    if (range === undefined) return;
    this.#blocks.push({ kind: 'paragraph', ...range, children: this.#children() });
  }

  #endItem(): void {
    const range = rangeOf(this.#lines);
    if (range === undefined || this.#list === undefined) return;
    this.#items.push({ ...range, number: this.#list.number, children: this.#children() });
  }

  #endAll(): void {
    if (this.#list === undefined) {
      this.#endParagraph();
    } else {
      this.#endItem();
      const range = rangeOf(this.#items);
      if (range !== undefined) {
        const { isNumbered } = this.#list;
        this.#blocks.push({ kind: 'list', ...range, isNumbered, items: this.#items });
      }
      this.#items = [];
      this.#list = undefined;
    }
    this.#hasGap = false;
  }

  /** The open lines as one run of inline nodes; they are used up. */
  #children(): readonly InlineNode[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines.flatMap((line, i): readonly InlineNode[] => {
      const nodes = this.#inline(line);
      if (i === 0) return nodes;
      const at = line.startOffset;
      return [{ kind: 'break', startOffset: at - 1, endOffset: at }, ...nodes];
    });
  }

  /** Called for lines in their order, so that each atom is looked at once. */
  #inline(line: SourceRange): readonly InlineNode[] {
    const inside: Atom[] = [];
    for (; ; this.#nextAtom += 1) {
      const atom = this.#atoms[this.#nextAtom];
      if (atom === undefined || atom.startOffset >= line.endOffset) break;
      if (atom.startOffset >= line.startOffset && atom.endOffset <= line.endOffset)
        inside.push(atom);
    }
    return inlineNodes(this.#text, line, inside);
  }
}

function rangeOf(parts: readonly SourceRange[]): SourceRange | undefined {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { startOffset: first.startOffset, endOffset: last.endOffset };
}

/**
 * Whether the stars at `at` are a power: `2 ** 3` always, `2**3` unless bold text may begin there, or end
 * where `isInBold`.
 */
function isPower(text: string, at: number, isInBold: boolean): boolean {
  const before = text[at - 1] ?? '';
  const after = text[at + 2] ?? '';
  if (/\s/.test(before) && /\s/.test(after)) return true;
  return /[\dA-Za-z)\]}]/.test(before) && (!isInBold || /\d/.test(after));
}

/** Text, formulas, code and bold parts of one line. An unclosed `**` reaches to its end. */
function inlineNodes(
  text: string,
  line: SourceRange,
  atoms: readonly Atom[],
): readonly InlineNode[] {
  const nodes: InlineNode[] = [];
  let strong: { readonly startOffset: number; readonly children: InlineNode[] } | undefined;
  const target = (): InlineNode[] => strong?.children ?? nodes;
  const endStrong = (endOffset: number): void => {
    if (strong === undefined) return;
    const { startOffset, children } = strong;
    strong = undefined;
    if (children.length > 0) nodes.push({ kind: 'strong', startOffset, endOffset, children });
  };
  const addText = (from: number, to: number): void => {
    let start = from;
    for (;;) {
      const stars = text.slice(start, to).search(/\*\*/);
      const end = stars < 0 ? to : start + stars;
      if (end > start) {
        target().push({
          kind: 'text',
          text: text.slice(start, end),
          startOffset: start,
          endOffset: end,
        });
      }
      if (stars < 0) return;
      if (isPower(text, end, strong !== undefined))
        target().push({ kind: 'text', text: '**', startOffset: end, endOffset: end + 2 });
      else if (strong === undefined) strong = { startOffset: end, children: [] };
      else endStrong(end + 2);
      start = end + 2;
    }
  };
  let at = line.startOffset;
  for (const atom of atoms) {
    addText(at, atom.startOffset);
    if (atom.kind === 'maths') target().push(atom);
    else target().push({ ...atom, kind: 'code' });
    at = atom.endOffset;
  }
  addText(at, line.endOffset);
  endStrong(line.endOffset);
  return nodes;
}
