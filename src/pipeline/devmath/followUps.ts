import { createRng } from '../../core/sampling/rng';
import type { Rng } from '../../core/sampling/rng';
import { AppError } from '../../protocol/appError';
import { drawTurn, drawTurnCount } from '../earlierTurns';
import type { EarlierTurn } from '../trainingQuestions';
import type { ChangedNumber } from './changedNumber';
import { changedNumber } from './changedNumber';
import { devMathKinds } from './devMathKinds';
import type { DevMathRow } from './devMathRow';
import type { Draft } from './form';
import type { Cell } from './generateDevMath';
import { cellsFrom, cellsOf, draftQuestion, isOf, opened } from './generateDevMath';
import { Pick } from './pick';
import { putRelation, relations, wholeNumber } from './relations';
import { renderChain } from './renderChain';
import { inSingular, vary } from './template';

/** A question within a conversation; the earlier turns say what it leaves out. */
export interface FollowUpRow extends DevMathRow {
  /** One to three, oldest first. */
  readonly before: readonly EarlierTurn[];
}

const seed = 71_000_000;
/** Of the follow-ups; to them the earlier turns say nothing. */
const completeShare = 0.25;
/** Of the others: those that name the new number by its relation to the old one, if they can. */
const relativeShare = 0.35;
/** Of the others: those that change a number of a follow-up. */
const againShare = 0.2;
/** Of the others: those with a turn in front that has nothing to do with them. */
const aloofShare = 0.2;
/** Of the turns without a bearing on the question, where there are other questions. */
const otherShare = 0.5;
/** Of the changes that leave the answer as it was. */
const sameAnswerShare = 0.05;
/** Questions of a cell that are tried before it counts as one without numbers to change. */
const maxAttempts = 40;
/** The largest number that a generator gives, nearly. */
const almostOne = 1 - 2 ** -40;

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
 * `count` questions of train's part that stand in a conversation, always the same ones for the same
 * `others`: about three of four change one number of an earlier question, the rest are whole questions
 * after turns of other kinds, or, half of them, from `others`.
 *
 * Two questions that differ in one number come from the same random choices but for one, so each
 * has been drawn, put and solved by its form as any other question has.
 *
 * @throws AppError `invalid-argument` when there are not as many
 */
export function generateFollowUps(
  count: number,
  others: readonly EarlierTurn[] = [],
): FollowUpRow[] {
  const cells = cellsOf(devMathKinds);
  const used = new Set<string>();
  const usedUp = new Set<Cell>();
  return Array.from({ length: count }, (_, index) => {
    const rng = createRng(seed + index);
    const drawing: Drawing = { rng, pick: new Pick(rng), cells, used, others };
    const { pick } = drawing;
    const { cell, before, question, draft, lead } = pick.chance(completeShare)
      ? completeTurn(drawing)
      : changedTurn(drawing, index, usedUp);
    used.add(draft.question);
    const chain = inSingular(renderChain(pick, draft.solution));
    return {
      id: `devmath-train-after-${String(index + 1).padStart(4, '0')}`,
      split: 'train',
      kind: cell.kind.name,
      difficulty: cell.difficulty,
      question,
      answer: draft.solution.answer,
      chain: lead === undefined ? chain : `${lead}\n\n${chain}`,
      before,
    };
  });
}

/** What one follow-up is drawn with. */
interface Drawing {
  readonly rng: Rng;
  /** Of the same generator. */
  readonly pick: Pick;
  readonly cells: readonly Cell[];
  /** Questions in full that were asked already. */
  readonly used: ReadonlySet<string>;
  readonly others: readonly EarlierTurn[];
}

interface Turn {
  readonly cell: Cell;
  readonly before: readonly EarlierTurn[];
  readonly question: string;
  /** What the question means in full. */
  readonly draft: Draft;
  /** How its chain begins. */
  readonly lead?: string | undefined;
}

/** A question with the numbers of the generator that it came from. */
interface Drawn {
  readonly cell: Cell;
  readonly draft: Draft;
  readonly floats: readonly number[];
}

/** A follow-up and what it means in full. */
interface Change {
  readonly question: string;
  readonly drawn: Drawn;
  readonly lead?: string;
}

function completeTurn(drawing: Drawing): Turn {
  const { pick, cells, used } = drawing;
  const cell = pick.of(cells);
  const draft = pick.until(
    () => draftQuestion(pick, cell, 'train'),
    ({ question }) => isOf('train', question) && !used.has(question),
  );
  const before = Array.from({ length: drawTurnCount(pick) }, () => aloofTurn(drawing, cell));
  return { cell, before, question: opened(pick, draft.question, 'train'), draft };
}

/** A turn that has nothing to do with a question of the cell. */
function aloofTurn({ pick, cells, others }: Drawing, { kind }: Cell): EarlierTurn {
  if (others.length > 0 && pick.chance(otherShare)) return drawTurn(pick, others, '');
  const otherCells = cells.filter((cell) => cell.kind !== kind);
  const draft = pick.until(
    () => draftQuestion(pick, pick.of(otherCells), 'train'),
    ({ question }) => isOf('train', question),
  );
  return asTurn(opened(pick, draft.question, 'train'), draft);
}

function asTurn(question: string, { solution }: Draft): EarlierTurn {
  return { question, answer: solution.answer };
}

function changedTurn(drawing: Drawing, index: number, usedUp: Set<Cell>): Turn {
  const [first, ...next] = cellsFrom(drawing.cells, index);
  // Kinds without a number to change must not always leave their turn to the same one.
  for (const cell of [first, ...drawing.pick.shuffle(next)]) {
    if (cell === undefined || usedUp.has(cell)) continue;
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const turn = changedTurnOf(drawing, cell);
      if (turn !== undefined) return turn;
    }
    usedUp.add(cell);
  }
  throw new AppError(
    'invalid-argument',
    `There are no more than ${drawing.used.size} follow-ups: ask for fewer.`,
  );
}

/** A question of the cell and a follow-up, often with another one or another turn before it. */
function changedTurnOf(drawing: Drawing, cell: Cell): Turn | undefined {
  const { pick, rng, used } = drawing;
  let drawn = draw(cell, [], rng);
  if (!isOf('train', drawn.draft.question)) return undefined;
  const before = pick.chance(aloofShare) ? [aloofTurn(drawing, cell)] : [];
  before.push(asTurn(opened(pick, drawn.draft.question, 'train'), drawn.draft));
  if (pick.chance(againShare)) {
    // Its number is written there: what comes after it may name it.
    const again = changeAny(drawing, drawn);
    if (again === undefined) return undefined;
    before.push(asTurn(again.question, again.drawn.draft));
    drawn = again.drawn;
  }
  const isRelative = pick.chance(relativeShare);
  const change =
    (isRelative ? changeByRelation(drawing, drawn) : undefined) ?? changeAny(drawing, drawn);
  if (change === undefined || used.has(change.drawn.draft.question)) return undefined;
  return { cell, before, question: change.question, draft: change.drawn.draft, lead: change.lead };
}

/** One number becomes any other one. */
function changeAny({ pick, rng, used }: Drawing, old: Drawn): Change | undefined {
  for (const at of pick.shuffle([...old.floats.keys()])) {
    const drawn = draw(old.cell, old.floats.with(at, rng.nextFloat()), rng);
    const change = changedNumber(old.draft.question, drawn.draft.question);
    if (change === undefined || !isWorthAsking(pick, old, drawn, used)) continue;
    return { question: inSingular(followUp(pick, change)), drawn };
  }
  return undefined;
}

/** One number becomes twice what it is, half of it, ten times it, one more or one less. */
function changeByRelation({ pick, rng, used }: Drawing, old: Drawn): Change | undefined {
  for (const at of pick.shuffle([...old.floats.keys()])) {
    const range = rangeAt(old, at, rng);
    if (range === undefined) continue;
    const { from, low, high } = range;
    for (const relation of pick.shuffle(relations)) {
      const to = relation.to(from);
      if (to < low || to > high) continue;
      // Whole numbers of equal steps are drawn evenly: this is within the new one's part.
      const float = Math.min((to - low) / (high - low), almostOne);
      const drawn = draw(old.cell, old.floats.with(at, float), rng);
      const change = changedNumber(old.draft.question, drawn.draft.question);
      if (change === undefined || wholeNumber(change.to) !== to) continue;
      if (!isWorthAsking(pick, old, drawn, used)) continue;
      const { question, lead } = putRelation(pick, relation, old.draft.question, change);
      return { question: inSingular(question), lead, drawn };
    }
  }
  return undefined;
}

/** What the question's one number that depends on the float `at` is, and what it can be. */
function rangeAt(
  old: Drawn,
  at: number,
  rng: Rng,
): { readonly from: number; readonly low: number; readonly high: number } | undefined {
  const { question } = old.draft;
  const ends: { readonly from: number; readonly to: number }[] = [];
  for (const float of [0, almostOne]) {
    const end = draw(old.cell, old.floats.with(at, float), rng).draft.question;
    if (end === question) continue;
    const change = changedNumber(question, end);
    const [from, to] = [wholeNumber(change?.from), wholeNumber(change?.to)];
    if (from === undefined || to === undefined) return undefined;
    ends.push({ from, to });
  }
  const from = ends[0]?.from;
  if (from === undefined || ends.some((end) => end.from !== from)) return undefined;
  // An end that is the question itself is its own number.
  const values = [from, ...ends.map(({ to }) => to)];
  return { from, low: Math.min(...values), high: Math.max(...values) };
}

function isWorthAsking(
  pick: Pick,
  old: Drawn,
  { draft }: Drawn,
  used: ReadonlySet<string>,
): boolean {
  if (!isOf('train', draft.question) || used.has(draft.question)) return false;
  return draft.solution.answer !== old.draft.solution.answer || pick.chance(sameAnswerShare);
}

/** A question from `floats`, and from the generator when they are used up. */
function draw(cell: Cell, floats: readonly number[], rng: Rng): Drawn {
  const given: number[] = [];
  const draft = draftQuestion(new Pick(replaying(floats, rng, given)), cell, 'train');
  return { cell, draft, floats: given };
}

/** Gives `floats`, then those of `rng`, and puts what it gave into `given`. */
function replaying(floats: readonly number[], rng: Rng, given: number[]): Rng {
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
