import { createRng } from '../core/sampling/rng';
import { AppError } from '../protocol/appError';
import { Pick } from './devmath/pick';
import type { EarlierTurn, TrainingQuestion } from './trainingQuestions';
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

/**
 * The questions of a file as earlier turns of others.
 *
 * @param isLeftOut of the question's text and its index
 * @throws those of {@link readTrainingQuestions}; AppError `invalid-argument` for fewer than two
 */
export async function readEarlierTurns(
  path: string,
  isLeftOut: (question: string, index: number) => boolean,
  signal?: AbortSignal,
): Promise<readonly EarlierTurn[]> {
  const turns = new Map<string, EarlierTurn>();
  for (const [index, each] of (await readTrainingQuestions(path, signal)).entries()) {
    const { question, answer, before } = each;
    // What goes on from another turn says nothing alone.
    if (before === undefined && !isLeftOut(question, index)) {
      turns.set(question, { question, answer });
    }
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
