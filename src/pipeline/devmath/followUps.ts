import { createRng } from '../../core/sampling/rng';
import type { Rng } from '../../core/sampling/rng';
import { AppError } from '../../protocol/appError';
import type { ChangedNumber } from './changedNumber';
import { changedNumber } from './changedNumber';
import { devMathKinds } from './devMathKinds';
import type { EarlierTurn } from '../trainingQuestions';
import type { DevMathRow } from './devMathRow';
import type { Draft } from './form';
import type { Cell } from './generateDevMath';
import { cellsFrom, cellsOf, draftQuestion, isOf, opened } from './generateDevMath';
import { Pick } from './pick';
import { renderChain } from './renderChain';
import { vary } from './template';

/** A question that goes on from an earlier one, which says what it leaves out. */
export interface FollowUpRow extends DevMathRow {
  readonly before: EarlierTurn;
}

const seed = 71_000_000;
/** Of the follow-ups; to them the earlier turn says nothing. */
const completeShare = 0.25;
/** Questions of a cell that are tried before it counts as one without numbers to change. */
const maxAttempts = 20;

/** Wordings that say which number is another one. */
const exactWordings = [
  '[And|So] if it were {to} instead of {from}?',
  '[And what|What] if it [were|was] {to} instead of {from}?',
  '[Now|And now] with {to} instead of {from}.',
  'Same question, but [with |]{to} rather than {from}.',
  'What if the {from} were {to}?',
  '[And|Now] with {to} in place of {from}?',
  'Change {from} to {to}. What is it then?',
  'Sorry, I meant {to}, not {from}.',
  'The same with {to} instead of {from}, please.',
  'Replace {from} by {to}. What do we get [now|then]?',
];

/** Wordings for a number that can stand for one of the question's alone. */
const shortWordings = [
  '[What|And what|How] about {to}?',
  '[And|And what] if it were {to}?',
  '[And for|and for|For] {to}?',
  '[And with|Now with|and with] {to}?',
  'What would it be [for|with] {to}?',
  'The same for {to}, please.',
];

/**
 * `count` questions of train's part that follow upon another one, always the same ones: about three of
 * four change one number of the earlier question, the others are whole questions of another kind.
 *
 * Two questions that differ in one number come from the same random choices but for one, so each
 * has been drawn, put and solved by its form as any other question has.
 *
 * @throws AppError `invalid-argument` when there are not as many
 */
export function generateFollowUps(count: number): FollowUpRow[] {
  const cells = cellsOf(devMathKinds);
  const used = new Set<string>();
  const usedUp = new Set<Cell>();
  return Array.from({ length: count }, (_, index) => {
    const rng = createRng(seed + index);
    const pick = new Pick(rng);
    const turn = pick.chance(completeShare)
      ? completeTurn(pick, cells, used)
      : changedTurn(rng, pick, cellsFrom(cells, index), used, usedUp);
    used.add(turn.draft.question);
    return {
      id: `devmath-train-after-${String(index + 1).padStart(4, '0')}`,
      split: 'train',
      kind: turn.cell.kind.name,
      difficulty: turn.cell.difficulty,
      question: turn.question,
      answer: turn.draft.solution.answer,
      chain: renderChain(pick, turn.draft.solution),
      before: {
        question: opened(pick, turn.first.question, 'train'),
        answer: turn.first.solution.answer,
      },
    };
  });
}

interface Turn {
  readonly cell: Cell;
  readonly first: Draft;
  readonly question: string;
  /** What the question means in full. */
  readonly draft: Draft;
}

function isNew(draft: Draft, used: ReadonlySet<string>): boolean {
  return isOf('train', draft.question) && !used.has(draft.question);
}

function completeTurn(pick: Pick, cells: readonly Cell[], used: ReadonlySet<string>): Turn {
  const cell = pick.of(cells);
  const others = cells.filter(({ kind }) => kind !== cell.kind);
  const draft = pick.until(
    () => draftQuestion(pick, cell, 'train'),
    (drawn) => isNew(drawn, used),
  );
  const first = pick.until(
    () => draftQuestion(pick, pick.of(others), 'train'),
    ({ question }) => isOf('train', question),
  );
  return { cell, first, question: opened(pick, draft.question, 'train'), draft };
}

function changedTurn(
  rng: Rng,
  pick: Pick,
  cells: readonly Cell[],
  used: ReadonlySet<string>,
  usedUp: Set<Cell>,
): Turn {
  for (const cell of cells) {
    if (usedUp.has(cell)) continue;
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const drawn: number[] = [];
      const first = draftQuestion(new Pick(replaying([], rng, drawn)), cell, 'train');
      if (!isOf('train', first.question)) continue;
      for (const at of pick.shuffle([...drawn.keys()])) {
        const again = replaying(drawn.with(at, rng.nextFloat()), rng);
        const draft = draftQuestion(new Pick(again), cell, 'train');
        const change = changedNumber(first.question, draft.question);
        if (change === undefined || !isNew(draft, used)) continue;
        return { cell, first, question: followUp(pick, change), draft };
      }
    }
    usedUp.add(cell);
  }
  throw new AppError(
    'invalid-argument',
    `There are no more than ${used.size} follow-ups: ask for fewer.`,
  );
}

/** Gives `floats`, then those of `rng`, and puts what it gave into `given`. */
function replaying(floats: readonly number[], rng: Rng, given: number[] = []): Rng {
  const nextFloat = (): number => {
    const float = floats[given.length] ?? rng.nextFloat();
    given.push(float);
    return float;
  };
  return { ...rng, nextFloat };
}

function followUp(pick: Pick, { from, to, unit, isTelling }: ChangedNumber): string {
  const isShort = isTelling && pick.chance(0.6);
  const named = isShort || pick.chance(0.3) ? `${to}${unit}` : to;
  return vary(pick, pick.of(isShort ? shortWordings : exactWordings))
    .replace('{from}', from)
    .replace('{to}', named);
}
