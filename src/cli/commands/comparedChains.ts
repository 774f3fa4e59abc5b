import { resolve } from 'node:path';
import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import { readReserve } from '../../pipeline/reserve';
import type { AskedQuestion } from '../../pipeline/trainingQuestions';
import { readTrainingQuestions } from '../../pipeline/trainingQuestions';
import { AppError } from '../../protocol/appError';

/** A chain that two models read, with its question. */
export interface ComparedChain {
  readonly record: ChainRecord;
  readonly question: AskedQuestion;
}

interface ChainFiles {
  readonly chains: string;
  /** Of the chains whose lines hold no question. */
  readonly questions: string | undefined;
  /** Its list `trial` names the questions whose chains are read; absent: all. */
  readonly reserve: string | undefined;
}

/**
 * The finished right chains of a file with their questions, the first `count` of them.
 * Code `invalid-argument` for none, and for a chain whose question is nowhere.
 */
export async function readComparedChains(
  files: ChainFiles,
  count: number,
  signal: AbortSignal,
): Promise<readonly ComparedChain[]> {
  const { reserve } = files;
  const lines = reserve === undefined ? undefined : await readReserve(resolve(reserve), 'trial');
  const questions =
    files.questions === undefined
      ? undefined
      : await readTrainingQuestions(resolve(files.questions), signal);
  const found: ComparedChain[] = [];
  for await (const record of readChains(files.chains, signal)) {
    if (!record.fin || !record.correct || lines?.has(record.i) === false) continue;
    const question =
      record.question === undefined ? questions?.[record.i] : { question: record.question };
    if (question === undefined) throw withoutQuestion(record.i, files);
    found.push({ record, question });
    if (found.length === count) break;
  }
  if (found.length > 0) return found;
  const kind = lines === undefined ? '' : `, and of a question of the list "trial" of ${reserve}`;
  throw new AppError(
    'invalid-argument',
    `No chain of ${files.chains} is finished and right${kind}.`,
  );
}

function withoutQuestion(line: number, { chains, questions }: ChainFiles): AppError {
  return new AppError(
    'invalid-argument',
    questions === undefined
      ? `A chain of ${chains} (of question ${line}) does not hold its question: name the file of them with --questions.`
      : `A chain is of question ${line}, which ${questions} lacks.`,
  );
}
