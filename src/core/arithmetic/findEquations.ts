import { segmentSides } from './segmentSides';
import type { SegmentSides } from './segmentSides';
import type { Side } from './side';
import type { Token } from './token';
import { tokenizeArithmetic } from './tokenizeArithmetic';

/** Deeper brackets are no brackets. The deepest in GSM8K and MATH have 6. */
const maxBracketDepth = 24;

/** A chain of expressions that are said to be equal: `3 + 4 = 7`, `2 × 10/4 = 20/4 = 5`. */
export interface Equation {
  /** UTF-16 units, end exclusive. */
  readonly startOffset: number;
  readonly endOffset: number;
  /** Two or more. */
  readonly sides: readonly Side[];
  /** Between each side and the next; `≈` also for «= about». */
  readonly relations: readonly ('=' | '≈')[];
}

/**
 * The equations of `text`, prose or LaTeX, in order. Labels («Total = 5 × 3 = 15») and assignments
 * (x = 5) are left out; sides with letters are kept, without a value. `isLineStart`: whether the text
 * begins at the start of a line. Never throws; linear in the length of the text.
 */
export function findEquations(text: string, isLineStart = true): readonly Equation[] {
  const tokens = tokenizeArithmetic(text, isLineStart);
  const partners = bracketPartners(tokens);
  const equations: Equation[] = [];
  let start = 0;
  for (let at = 0; at <= tokens.length; at += 1) {
    if (at < tokens.length && tokens[at]!.kind !== 'break') continue;
    addEquations(equations, tokens, partners, [start, at]);
    start = at + 1;
  }
  return equations;
}

/** The side before the relation that `tokens` end with, if they end with one that is exact. */
export function sideBeforeRelation(tokens: readonly Token[]): Side | undefined {
  const end = tokens.length - 1;
  const last = tokens[end];
  if (last?.kind !== 'relation' || last.sign !== '=') return undefined;
  let start = end;
  while (start > 0 && !['break', 'relation'].includes(tokens[start - 1]!.kind)) start -= 1;
  const {
    first,
    last: side,
    isWhole,
  } = segmentSides(tokens, bracketPartners(tokens), [start, end]);
  // Behind another relation, half of a segment is a new statement: = 8 so 3 + 4 =.
  return isWhole ? first : side;
}

/** For each bracket the index of its partner within the same statement and side, or -1. */
function bracketPartners(tokens: readonly Token[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  let open: number[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === 'break' || token.kind === 'relation') open = [];
    else if (token.kind === 'open') open.push(at);
    else if (token.kind === 'close') {
      const partner = open.pop();
      if (partner === undefined) return;
      const opener = tokens[partner]!;
      const isPair = opener.kind === 'open' && closers[opener.sign] === token.sign;
      if (!isPair || open.length >= maxBracketDepth) return;
      partners[partner] = at;
      partners[at] = partner;
    }
  });
  return partners;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function addEquations(
  equations: Equation[],
  tokens: readonly Token[],
  partners: Int32Array,
  [start, end]: readonly [number, number],
): void {
  const relationsAt: number[] = [];
  for (let at = start; at < end; at += 1) {
    if (tokens[at]!.kind === 'relation') relationsAt.push(at);
  }
  if (relationsAt.length === 0) return;
  let chain = new Chain();
  let from = start;
  for (const to of [...relationsAt, end]) {
    const segment = segmentSides(tokens, partners, [from, to]);
    const relation = tokens[from - 1];
    if (from > start && relation?.kind === 'relation') chain.add(relation.sign, segment);
    if (from === start || !segment.isWhole) {
      chain.addTo(equations);
      chain = new Chain(segment.last);
    }
    from = to + 1;
  }
  chain.addTo(equations);
}

class Chain {
  readonly #sides: Side[] = [];
  readonly #relations: ('=' | '≈')[] = [];

  constructor(first?: Side) {
    if (first) this.#sides.push(first);
  }

  add(sign: '=' | '≈', segment: SegmentSides): void {
    if (!segment.first) return;
    if (this.#sides.length > 0) this.#relations.push(segment.isRounded ? '≈' : sign);
    this.#sides.push(segment.first);
  }

  addTo(equations: Equation[]): void {
    const [first, last] = [this.#sides[0], this.#sides.at(-1)];
    if (!first || !last || !this.#isStatement()) return;
    const sides = this.#sides;
    const relations = this.#relations;
    const { startOffset } = first;
    equations.push({ startOffset, endOffset: last.endOffset, sides, relations });
  }

  /** True if there is something to check: an operator, or a number in two forms. */
  #isStatement(): boolean {
    const values = this.#sides.filter(hasValue);
    if (this.#sides.length < 2 || values.length === 0) return false;
    const isPlain = this.#sides.every(({ traits }) => traits.operatorCount === 0);
    if (isPlain) return new Set(values.map(formOf)).size > 1;
    // x = 35 - 12 says what a letter stands for.
    const isDefinition = this.#sides.some((side) => isLoneVariable(side));
    return values.length > 1 || !isDefinition;
  }
}

/** 50% = 0.5, 20 = 0b10100 */
function formOf({ isPercent, traits }: Side): string {
  const radix = traits.literals.find((literal) => literal.radix !== 10)?.radix ?? 10;
  return `${radix} ${String(isPercent)}`;
}

function hasValue({ value, problem }: Side): boolean {
  return value !== undefined || problem === 'divisionByZero';
}

function isLoneVariable({ problem, traits }: Side): boolean {
  return problem === 'variable' && traits.operatorCount === 0;
}
