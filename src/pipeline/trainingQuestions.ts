import { promptTurns } from '../core/conversation/promptTurns';
import type { PromptRequest } from '../core/prompt/promptTemplate';
import { badLine, readJsonLines } from './jsonLines';

/** What a question goes on from: the whole earlier question, and what its box held. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer: string;
}

/** Most earlier turns of a question. */
const maxEarlierTurns = 3;

/** A question as it is put, with the earlier turns, oldest first, where it stands in a conversation. */
export interface AskedQuestion {
  readonly question: string;
  readonly before?: readonly EarlierTurn[];
}

/** A training question with its right answer. */
export interface TrainingQuestion extends AskedQuestion {
  /** As it goes into the box: without thousands separators. */
  readonly answer: string;
}

/** The question as a conversation asks it: the earlier turns have the same ratio. */
export function askedAt({ question, before = [] }: AskedQuestion, keepRatio = 1): PromptRequest {
  const history = promptTurns(before.map((turn) => ({ ...turn, keepRatio })));
  return { question, keepRatio, history };
}

/**
 * The questions of a JSONL file (`question`; `answer` that is the answer or ends in `#### answer`, as
 * GSM8K's do; `before`, one to three of the same, where it stands in a conversation), in order: a
 * chain's `i` is an index into them.
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
        `a question needs "question" and "answer", both text; "before" is a list of 1 to ${maxEarlierTurns} such`,
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
  const turn = { question: question.trim(), answer: plain };
  if (before === undefined) return turn;
  const turns = parseTurns(before);
  return turns && { ...turn, before: turns };
}

function parseTurns(value: unknown): readonly EarlierTurn[] | undefined {
  if (!Array.isArray(value) || value.length < 1 || value.length > maxEarlierTurns) return undefined;
  const turns = value.flatMap((each) => parseQuestion(each) ?? []);
  if (turns.length < value.length) return undefined;
  return turns.map(({ question, answer }) => ({ question, answer }));
}
