import { badLine, readJsonLines } from './jsonLines';

/** One answer of a model to a training question, as a line of a chains file. */
export interface ChainRecord {
  /** Line of the questions file, from 0. */
  readonly i: number;
  /** The whole output: chain and answer. */
  readonly text: string;
  /** Tokens of the output, as the model that wrote it counts them. */
  readonly n: number;
  /** False when it was cut off at the token limit. */
  readonly fin: boolean;
  /** Whether its answer is the right one. */
  readonly correct: boolean;
  /** What it answers, where the line says so itself. */
  readonly question?: string;
  /** −log p of each token of the chain, nats, where `tokenskip data surprise` has added it. */
  readonly surprise?: readonly number[];
  /** What each token of the chain does for the answer, where `tokenskip data relevance` added it. */
  readonly relevance?: readonly number[];
}

/**
 * The chains of a JSONL file, streamed. Members beyond those of {@link ChainRecord} are passed over.
 *
 * @throws AppError `invalid-argument` naming file and line, `folder-unreadable`; AbortError
 */
export async function* readChains(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<ChainRecord, void, undefined> {
  for await (const { value, line } of readJsonLines(path, signal)) {
    const chain = parseChain(value);
    if (typeof chain === 'string') throw badLine(path, line, `this is no chain: ${chain}`);
    yield chain;
  }
}

/** The chain in a parsed line, or what is wrong with it. */
function parseChain(value: unknown): ChainRecord | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'it must be an object';
  }
  const record: Partial<Record<keyof ChainRecord, unknown>> = value;
  const { i, text, n, fin, correct, question, surprise, relevance } = record;
  if (!isCount(i)) return '"i" must be the line of its question, counted from 0';
  if (typeof text !== 'string') return '"text" must be a string';
  if (!isCount(n)) return '"n" must be its number of tokens';
  if (typeof fin !== 'boolean') return '"fin" must be true or false';
  if (typeof correct !== 'boolean') return '"correct" must be true or false';
  if (question !== undefined && (typeof question !== 'string' || question.trim() === '')) {
    return '"question" must be its text';
  }
  if (!isNumbers(surprise)) return '"surprise" must be a list of numbers';
  if (!isNumbers(relevance)) return '"relevance" must be a list of numbers';
  return {
    ...{ i, text, n, fin, correct },
    ...(question === undefined ? {} : { question }),
    ...(surprise === undefined ? {} : { surprise }),
    ...(relevance === undefined ? {} : { relevance }),
  };
}

function isNumbers(value: unknown): value is readonly number[] | undefined {
  return (
    value === undefined || (Array.isArray(value) && value.every((item) => Number.isFinite(item)))
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
