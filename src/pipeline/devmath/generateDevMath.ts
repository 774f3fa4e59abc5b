import { createRng } from '../../core/sampling/rng';
import { devMathKinds } from './devMathKinds';
import { difficulties } from './devMathRow';
import type { DevMathRow, DevMathSplit, Difficulty } from './devMathRow';
import type { DevMathKind, Draft } from './form';
import { devOpeners, openers } from './openers';
import { Pick } from './pick';
import { renderChain } from './renderChain';

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

/** Draws before a form is given up as used up. The smallest one has some hundred questions. */
const maxAttempts = 2000;

/** 32 bits of `text`. Source: FNV-1a, Fowler, Noll and Vo. */
function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x0100_0193);
  return hash >>> 0;
}

/**
 * One question of a kind. Dev uses its own wordings only; every other split uses the others.
 * Throws RangeError if the kind has no form of this difficulty.
 */
function draftQuestion(
  pick: Pick,
  kind: DevMathKind,
  difficulty: Difficulty,
  split: DevMathSplit,
): Draft {
  const forms = kind.forms.filter((form) => form.difficulties.includes(difficulty));
  return pick.of(forms).draft(pick, difficulty, split === 'dev');
}

/**
 * The questions of a split with answers and worked chains: always the same ones. Kinds and
 * difficulties take turns, so every part of the list holds about as many of each. No question
 * occurs twice, in a split or in two, even with another opening sentence.
 */
export function generateDevMath(split: DevMathSplit): DevMathRow[] {
  const { count, seed } = plans[split];
  const used = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const pick = new Pick(createRng(seed + index));
    const kind = turn(devMathKinds, index);
    const difficulty = turn(difficulties, Math.floor(index / devMathKinds.length));
    const { question, solution } = draftUnused(pick, kind, difficulty, split, used);
    used.add(question);
    return {
      id: `devmath-${split}-${String(index + 1).padStart(4, '0')}`,
      split,
      kind: kind.name,
      difficulty,
      question: opened(pick, question, split),
      answer: solution.answer,
      chain: renderChain(pick, solution),
    };
  });
}

function draftUnused(
  pick: Pick,
  kind: DevMathKind,
  difficulty: Difficulty,
  split: DevMathSplit,
  used: ReadonlySet<string>,
): Draft {
  const [low, high] = plans[split].buckets;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const draft = draftQuestion(pick, kind, difficulty, split);
    const bucket = hashText(draft.question) % bucketCount;
    if (bucket >= low && bucket <= high && !used.has(draft.question)) return draft;
  }
  throw new RangeError(`no new question of kind ${kind.name} for ${split}`);
}

function opened(pick: Pick, question: string, split: DevMathSplit): string {
  // Code that stands first stays first.
  if (question.startsWith('`') || !/^[A-Z0-9]/.test(question) || !pick.chance(0.3)) return question;
  return `${pick.of(split === 'dev' ? devOpeners : openers)} ${question}`;
}

/** Item number `index` of the endless repetition of `items`. */
function turn<T>(items: readonly T[], index: number): T {
  const [item] = items.slice(index % items.length);
  if (item === undefined) throw new RangeError('nothing to take turns with');
  return item;
}
