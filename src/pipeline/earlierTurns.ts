import { createRng } from '../core/sampling/rng';
import { AppError } from '../protocol/appError';
import { Pick } from './devmath/pick';
import type { AskedQuestion, EarlierTurn, TrainingQuestion } from './trainingQuestions';
import { readTrainingQuestions } from './trainingQuestions';

/** How many turns stand before a question of a conversation, drawn: mostly one. */
export function drawTurnCount(pick: Pick): number {
  return pick.of([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
}

/** One of the turns that is not the question itself. Throws RangeError where there is none. */
export function drawTurn(pick: Pick, turns: readonly EarlierTurn[], question: string): EarlierTurn {
  return pick.until(
    () => pick.of(turns),
    (turn) => turn.question !== question,
  );
}

/** Lines that nothing may be trained on. */
interface ReservedLines {
  readonly lines: ReadonlySet<number>;
  /** The questions whose lines they are; default: those of the file that is read. */
  readonly of?: readonly AskedQuestion[];
}

/**
 * The questions of a file as earlier turns of others, without the reserved ones, in whatever line
 * they stand.
 * @throws those of {@link readTrainingQuestions}; AppError `invalid-argument` for fewer than two
 */
export async function readEarlierTurns(
  path: string,
  reserve: ReservedLines,
  signal?: AbortSignal,
): Promise<readonly EarlierTurn[]> {
  const questions = await readTrainingQuestions(path, signal);
  const reserved = (reserve.of ?? questions).filter((_, line) => reserve.lines.has(line));
  const leftOut = new Set(reserved.map(({ question }) => question));
  const turns = new Map<string, EarlierTurn>();
  for (const { question, answer, before } of questions) {
    // What goes on from another turn says nothing alone.
    if (before === undefined && !leftOut.has(question)) turns.set(question, { question, answer });
  }
  if (turns.size > 1) return [...turns.values()];
  throw new AppError('invalid-argument', `${path} needs two questions or more that may be used.`);
}

/** The questions, each behind one to three drawn turns that have nothing to do with it. */
export function inConversations(
  questions: readonly TrainingQuestion[],
  turns: readonly EarlierTurn[],
  seed: number,
): readonly TrainingQuestion[] {
  return questions.map((question, index) => {
    if (question.before !== undefined) return question;
    const pick = new Pick(createRng(seed * 1_000_003 + index));
    const before = Array.from({ length: drawTurnCount(pick) }, () =>
      drawTurn(pick, turns, question.question),
    );
    return { ...question, before };
  });
}
