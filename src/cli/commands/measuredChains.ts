import type { ChainRecord } from '../../pipeline/chain';
import { readChains } from '../../pipeline/chain';
import type { TrainingQuestion } from '../../pipeline/trainingQuestions';
import { readTrainingQuestions } from '../../pipeline/trainingQuestions';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { CliContext } from '../cliContext';
import { parseFlags, parseWholeNumber } from '../parseFlags';
import type { DeviceChoice } from '../withEngine';
import { parseDevice } from '../withEngine';
import { refusePositionals, requirePath } from './dataInput';

export const defaultBatch = 8;

const flags = {
  chains: { type: 'string' },
  questions: { type: 'string' },
  out: { type: 'string' },
  model: { type: 'string' },
  batch: { type: 'string' },
  device: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** A chain of a file with its question. */
interface QuestionedRecord {
  readonly record: ChainRecord;
  readonly question: TrainingQuestion;
}

/** What a command that measures chains with a model was given. */
export interface MeasuredChains {
  readonly chains: readonly QuestionedRecord[];
  readonly out: string;
  readonly model: string | undefined;
  readonly batchSize: number;
  readonly device: DeviceChoice;
  readonly json: boolean;
}

/**
 * The flags of `tokenskip data surprise` and `data relevance`, and the chains with their questions.
 * Code `invalid-argument` for a bad flag, and for a chain whose question is not there.
 */
export async function readMeasuredChains(
  command: string,
  args: readonly string[],
  { signal }: CliContext,
): Promise<MeasuredChains> {
  const { values, positionals } = parseFlags(command, args, flags);
  refusePositionals(command, positionals);
  const chainsPath = requirePath('--chains FILE', values.chains);
  const questionsPath = requirePath('--questions FILE', values.questions);
  const out = requirePath('--out FILE', values.out);
  const batchSize = parseWholeNumber('--batch', values.batch, 1, limits.batchSize) ?? defaultBatch;
  const device = parseDevice(values.device);
  const chains = await readQuestionedChains(chainsPath, questionsPath, signal);
  const json = values.json === true;
  return { chains, out, model: values.model, batchSize, device, json };
}

/** The chains of a file with their questions. Code `invalid-argument` for a chain without one. */
async function readQuestionedChains(
  chainsPath: string,
  questionsPath: string,
  signal: AbortSignal,
): Promise<readonly QuestionedRecord[]> {
  const questions = await readTrainingQuestions(questionsPath, signal);
  const chains: QuestionedRecord[] = [];
  for await (const record of readChains(chainsPath, signal)) {
    const question = questions[record.i];
    if (question === undefined) {
      throw new AppError(
        'invalid-argument',
        `A chain is of question ${record.i}, which ${questionsPath} lacks.`,
      );
    }
    chains.push({ record, question });
  }
  return chains;
}

/** A measured number as the file holds it. */
export function rounded(values: Iterable<number>): readonly number[] {
  return Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
}
