import { badLine, readJsonLines } from './jsonLines';

/** A training question with its right answer. */
export interface TrainingQuestion {
  readonly question: string;
  /** As it goes into the box: without thousands separators. */
  readonly answer: string;
}

/**
 * The questions of a JSONL file (`question`, and `answer` that is the answer or ends in
 * `#### answer`, as GSM8K's do), in order: a chain's `i` is an index into them.
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
      throw badLine(path, line, 'a question needs "question" and "answer", both text');
    }
    questions.push(found);
  }
  return questions;
}

function parseQuestion(value: unknown): TrainingQuestion | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { question, answer }: { question?: unknown; answer?: unknown } = value;
  if (typeof question !== 'string' || typeof answer !== 'string') return undefined;
  const gold = /####\s*(\S[^\n]*)$/.exec(answer.trimEnd())?.[1] ?? answer;
  const plain = gold.trim().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (question.trim() === '' || plain === '') return undefined;
  return { question: question.trim(), answer: plain };
}
