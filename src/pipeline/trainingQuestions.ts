import { promptTurns } from '../core/conversation/promptTurns';
import type { PromptRequest } from '../core/prompt/promptTemplate';
import { badLine, readJsonLines } from './jsonLines';

/** What a question goes on from: the whole earlier question, and what its box held. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer: string;
}

/** A question as it is put, with the earlier turn where it is a follow-up. */
export interface AskedQuestion {
  readonly question: string;
  readonly before?: EarlierTurn;
}

/** A training question with its right answer. */
export interface TrainingQuestion extends AskedQuestion {
  /** As it goes into the box: without thousands separators. */
  readonly answer: string;
}

/** The question as a conversation asks it: the earlier turn has the same ratio. */
export function askedAt({ question, before }: AskedQuestion, keepRatio = 1): PromptRequest {
  const history = before === undefined ? [] : promptTurns([{ ...before, keepRatio }]);
  return { question, keepRatio, history };
}

/**
 * The questions of a JSONL file (`question`; `answer` that is the answer or ends in `#### answer`, as
 * GSM8K's do; `before` with `question` and `answer` where it is a follow-up), in order: a chain's `i` is an index into them.
 *
 * @throws AppError `invalid-argument` naming file and line, `folder-unreadable`; AbortError
 */
export async function readTrainingQuestions(
  path: string,
  signal?: AbortSignal,
): Promise<readonly TrainingQuestion[]> {
  const questions: TrainingQuestion[] = [];
  for await (const { value, line } of readJsonLines(path, signal)) {
    const found = parseQuestion(value);
    if (found === undefined) {
      throw badLine(
        path,
        line,
        'a question needs "question" and "answer", both text, and so has "before"',
      );
    }
    questions.push(found);
  }
  return questions;
}

function parseQuestion(value: unknown): TrainingQuestion | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { question, answer, before }: Partial<Record<keyof TrainingQuestion, unknown>> = value;
  if (typeof question !== 'string' || typeof answer !== 'string') return undefined;
  const gold = /####\s*(\S[^\n]*)$/.exec(answer.trimEnd())?.[1] ?? answer;
  const plain = gold.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (question.trim() === '' || plain === '') return undefined;
  if (before === undefined) return { question: question.trim(), answer: plain };
  const earlier = parseQuestion(before);
  if (earlier === undefined) return undefined;
  const turn = { question: earlier.question, answer: earlier.answer };
  return { question: question.trim(), answer: plain, before: turn };
}
