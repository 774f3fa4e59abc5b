import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extractBoxed } from '../../core/answer/boxed';
import { asFileError, systemCode } from '../../files/fileErrors';
import { AppError } from '../../protocol/appError';

export const benchmarks = ['gsm8k', 'devmath', 'math500'] as const;
export type Benchmark = (typeof benchmarks)[number];

/** A question with its right answer, as written. */
export interface EvalQuestion {
  readonly question: string;
  readonly gold: string;
  /** Kind or subject that a table has rows for; undefined where the file names none. */
  readonly group: string | undefined;
}

/** Code `invalid-argument` for a benchmark that is not known. */
export function parseBenchmark(text: string | undefined): Benchmark {
  const found = benchmarks.find((name) => name === text);
  if (found !== undefined) return found;
  throw new AppError('invalid-argument', `--benchmark must be one of ${benchmarks.join(', ')}.`);
}

/** Bytes of the file, for its digest. Codes `invalid-argument` (no such file), `folder-unreadable`. */
export async function readBenchmarkFile(path: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw asFileError(error, path);
    throw new AppError('invalid-argument', `There is no file ${path}: name one with --file.`);
  });
}

/** By which a log names its files: SHA-256, in hexadecimal. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The questions of a JSONL file, in order. GSM8K: `question`, and `answer` that ends in
 * `#### value`. The others: `problem` (or `question`), and `answer`, or a box in `solution`.
 *
 * Code `invalid-argument` with the line that has something else.
 */
export function parseQuestions(benchmark: Benchmark, text: string): readonly EvalQuestion[] {
  const lines = text.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  if (filled.length === 0) throw new AppError('invalid-argument', 'The file has no questions.');
  return filled.map(({ line, number }) => {
    const found = parseLine(benchmark, line);
    if (found !== undefined) return found;
    throw new AppError(
      'invalid-argument',
      `Line ${number} of the file is no question of ${benchmark}: correct --file or --benchmark.`,
      { line: number },
    );
  });
}

function parseLine(benchmark: Benchmark, line: string): EvalQuestion | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const field = (name: string): string | undefined => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
  };
  const question = field('question') ?? field('problem');
  const gold = benchmark === 'gsm8k' ? goldOfGsm8k(field('answer')) : goldOfMath(field);
  const group = field('kind') ?? field('subject');
  return question === undefined || gold === undefined ? undefined : { question, gold, group };
}

function goldOfGsm8k(answer: string | undefined): string | undefined {
  // Written with thousands separators, as in 1,200.
  return /####\s*(\S[^\n]*)$/.exec(answer ?? '')?.[1]?.trim();
}

function goldOfMath(field: (name: string) => string | undefined): string | undefined {
  return field('answer') ?? extractBoxed(field('solution') ?? '')?.content;
}
