import { createRng } from '../../core/sampling/rng';
import { AppError } from '../../protocol/appError';
import { devMathKinds } from './devMathKinds';
import { difficulties } from './devMathRow';
import type { DevMathRow, DevMathSplit, Difficulty } from './devMathRow';
import type { DevMathKind, Draft } from './form';
import { devOpeners, openers } from './openers';
import { Pick } from './pick';
import { renderChain } from './renderChain';
import { inSingular } from './template';

interface SplitPlan {
  readonly count: number;
  readonly seed: number;
  /** A question belongs to the split if its hash modulo 16 is in this range, ends included. */
  readonly buckets: readonly [number, number];
}

const bucketCount = 16;

/** Which question can be in which split does not depend on the seeds: the hash of its text decides. */
const plans: Readonly<Record<DevMathSplit, SplitPlan>> = {
  train: { count: 2000, seed: 11_000_000, buckets: [0, 9] },
  trial: { count: 200, seed: 23_000_000, buckets: [10, 11] },
  calibration: { count: 200, seed: 37_000_000, buckets: [12, 13] },
  dev: { count: 300, seed: 53_000_000, buckets: [14, 15] },
};

/** Draws without a new question before a cell is given up as used up. */
const maxAttempts = 2000;

/** 32 bits of `text`. Source: FNV-1a, Fowler, Noll and Vo. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x0100_0193);
  return hash >>> 0;
}

/** The questions of one kind and difficulty. */
export interface Cell {
  readonly kind: DevMathKind;
  readonly difficulty: Difficulty;
}

/** Every kind with every difficulty, in the order in which they take turns. */
export function cellsOf(kinds: readonly DevMathKind[]): readonly Cell[] {
  return difficulties.flatMap((difficulty) => kinds.map((kind) => ({ kind, difficulty })));
}

/** All cells, the one whose turn it is at `index` first, then the other difficulties of its kind. */
export function cellsFrom(cells: readonly Cell[], index: number): readonly Cell[] {
  const start = index % cells.length;
  const inTurn = [...cells.slice(start), ...cells.slice(0, start)];
  const isOther = ({ kind }: Cell): number => Number(kind !== inTurn[0]?.kind);
  return inTurn.sort((a, b) => isOther(a) - isOther(b));
}

/** True if a question with this text belongs to the split. */
export function isOf(split: DevMathSplit, question: string): boolean {
  const [low, high] = plans[split].buckets;
  const bucket = hashText(question) % bucketCount;
  return bucket >= low && bucket <= high;
}

/** One question of a cell, of the forms and in the wordings that the split has. */
export function draftQuestion(pick: Pick, { kind, difficulty }: Cell, split: DevMathSplit): Draft {
  const forms = kind.forms.filter(
    ({ difficulties: levels, wordings }) =>
      levels.includes(difficulty) && wordings[split].length > 0,
  );
  return pick.of(forms).draft(pick, difficulty, split);
}

/** How many questions a split has, where no other number is asked for. */
export function questionCount(split: DevMathSplit): number {
  return plans[split].count;
}

/**
 * The first `count` questions of a split with answers and worked chains: always the same ones. Kinds
 * and difficulties take turns, so every part of the list holds about as many of each, until one is
 * used up: then the next one stands in for it. No question occurs twice, in a split or in two, even
 * with another opening sentence.
 *
 * @throws AppError `invalid-argument` when there are not as many
 */
export function generateDevMath(
  split: DevMathSplit,
  count = questionCount(split),
  kinds: readonly DevMathKind[] = devMathKinds,
): DevMathRow[] {
  const cells = cellsOf(kinds);
  const used = new Set<string>();
  const usedUp = new Set<Cell>();
  return Array.from({ length: count }, (_, index) => {
    const pick = new Pick(createRng(plans[split].seed + index));
    const { cell, draft } = draftUnused(pick, cellsFrom(cells, index), split, used, usedUp);
    used.add(draft.question);
    return {
      id: `devmath-${split}-${String(index + 1).padStart(4, '0')}`,
      split,
      kind: cell.kind.name,
      difficulty: cell.difficulty,
      question: opened(pick, draft.question, split),
      answer: draft.solution.answer,
      chain: asPut(renderChain(pick, draft.solution), split),
    };
  });
}

/** A new question of the first cell that has any left. */
function draftUnused(
  pick: Pick,
  cells: readonly Cell[],
  split: DevMathSplit,
  used: ReadonlySet<string>,
  usedUp: Set<Cell>,
): { readonly cell: Cell; readonly draft: Draft } {
  for (const cell of cells) {
    if (usedUp.has(cell)) continue;
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const draft = draftQuestion(pick, cell, split);
      if (isOf(split, draft.question) && !used.has(draft.question)) return { cell, draft };
    }
    usedUp.add(cell);
  }
  throw new AppError(
    'invalid-argument',
    `There are no more than ${used.size} different questions of ${split}: ask for fewer.`,
  );
}

/** The question as it is put, sometimes with an opening sentence. */
export function opened(pick: Pick, drafted: string, split: DevMathSplit): string {
  const question = asPut(drafted, split);
  // Code that stands first stays first.
  if (question.startsWith('`') || !/^[A-Z0-9]/.test(question) || !pick.chance(0.3)) return question;
  return `${pick.of(split === 'dev' ? devOpeners : openers)} ${question}`;
}

/** One of something in the singular, but in the splits that stay as they are. */
function asPut(text: string, split: DevMathSplit): string {
  return split === 'train' ? inSingular(text) : text;
}
