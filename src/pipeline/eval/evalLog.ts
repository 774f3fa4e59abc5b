import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AnswerSignals } from '../../core/confidence/signals';
import { asFileError, systemCode } from '../../files/fileErrors';
import { AppError } from '../../protocol/appError';
import { dropCutLine } from '../jsonLines';

/** What a run depends on: rows of another run may not be mixed in. */
export interface EvalHeader {
  readonly benchmark: string;
  readonly fileSha256: string;
  readonly model: string;
  readonly modelSha256: string;
  /** Of the adapter that is merged into it; absent without one. */
  readonly adapterSha256?: string;
  readonly format: string;
  readonly maxTokens: number;
  /** Only where the budget shrinks with γ. */
  readonly paperBudget?: true;
  /** Only where results were computed exactly. */
  readonly exactArithmetic?: true;
  /** Only where the questions are those that chances are fitted on. */
  readonly reserve?: 'calibration';
  /** Of the file that names them, where they are lines of a larger one. */
  readonly reserveSha256?: string;
}

/** One answered question. */
export interface EvalRow {
  /** Index into the file, from 0. */
  readonly index: number;
  /** Key of the run it belongs to. */
  readonly run: string;
  /** Among others, or alone. */
  readonly mode: 'batch' | 'single';
  readonly correct: boolean;
  readonly answer: string | null;
  readonly tokens: number;
  readonly finishReason: string;
  /** What a person waits; absent in a batch, whose rows share their time. */
  readonly seconds?: number;
  readonly text: string;
  /** Numbers that exact arithmetic replaced; absent where it was off. */
  readonly corrections?: number;
  /** What can be seen of the answer; absent without one, and for a run without log-probabilities. */
  readonly signals?: AnswerSignals;
}

/**
 * The rows of an evaluation, kept in a JSONL file if there is one: a header line, then a line for
 * each row. A run that was cut off goes on where it ended; a line that was cut off is dropped.
 */
export class EvalLog {
  readonly #rows: EvalRow[] = [];
  readonly #seen = new Set<string>();
  readonly #path: string | undefined;
  #file: FileHandle | undefined;

  private constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Codes `invalid-argument` when the file is of another run, `folder-unreadable`, `disk-full`. */
  static async open(path: string | undefined, header: EvalHeader): Promise<EvalLog> {
    const log = new EvalLog(path);
    if (path === undefined) return log;
    try {
      await mkdir(dirname(path), { recursive: true });
      const text = await readFile(path, 'utf8').catch((error: unknown) => {
        if (systemCode(error) === 'ENOENT') return '';
        throw error;
      });
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      log.#readBack(whole, header, path);
      // Only now: a file of another run stays as it is.
      await dropCutLine(path, whole === '' ? headerLine(header) : '{"index":');
      log.#file = await open(path, 'a');
      if (whole === '') await log.#file.write(`${headerLine(header)}\n`);
    } catch (error) {
      throw asFileError(error, path);
    }
    return log;
  }

  get rows(): readonly EvalRow[] {
    return this.#rows;
  }

  has(index: number, run: string, mode: EvalRow['mode']): boolean {
    return this.#seen.has(`${mode}/${run}/${index}`);
  }

  async add(row: EvalRow): Promise<void> {
    this.#keep(row);
    await this.#file?.write(`${JSON.stringify(row)}\n`).catch((error: unknown) => {
      throw asFileError(error, this.#path ?? '');
    });
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  #keep(row: EvalRow): void {
    this.#rows.push(row);
    this.#seen.add(`${row.mode}/${row.run}/${row.index}`);
  }

  #readBack(text: string, header: EvalHeader, path: string): void {
    const [first, ...lines] = text.split('\n').filter((line) => line !== '');
    if (first === undefined) return;
    if (first !== headerLine(header)) {
      throw new AppError(
        'invalid-argument',
        `${path} holds another evaluation (other model, file or settings): choose another --out.`,
      );
    }
    for (const line of lines) {
      const row = parseRow(line);
      if (row !== undefined) this.#keep(row);
    }
  }
}

function headerLine(header: EvalHeader): string {
  return JSON.stringify({ eval: header });
}

/** The row in a line of a log; undefined for anything else. */
export function parseRow(line: string): EvalRow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isRow(value) ? withNumbersUsed(value) : undefined;
}

/** Logs that are older than this signal lack it: it is read off the text when they are graded anew. */
function withNumbersUsed(row: EvalRow): EvalRow {
  const { signals } = row;
  return signals === undefined ? row : { ...row, signals: { ...unseen, ...signals } };
}

const unseen: Pick<AnswerSignals, 'numbersUsed'> = { numbersUsed: 1 };

function isRow(value: unknown): value is EvalRow {
  if (typeof value !== 'object' || value === null) return false;
  const row: Partial<Record<keyof EvalRow, unknown>> = value;
  return (
    Number.isSafeInteger(row.index) &&
    typeof row.run === 'string' &&
    (row.mode === 'batch' || row.mode === 'single') &&
    typeof row.correct === 'boolean' &&
    (row.answer === null || typeof row.answer === 'string') &&
    Number.isSafeInteger(row.tokens) &&
    typeof row.finishReason === 'string' &&
    (typeof row.seconds === 'number' || (row.seconds === undefined && row.mode === 'batch')) &&
    typeof row.text === 'string' &&
    (row.corrections === undefined || Number.isSafeInteger(row.corrections)) &&
    (row.signals === undefined || isSignals(row.signals))
  );
}

const signalNumbers = [
  'answerLogProb',
  'answerMargin',
  'chainLogProb',
  'weakestLogProb',
  'holding',
  'failing',
  'tokenCount',
  'lead',
] as const satisfies readonly (keyof AnswerSignals)[];

function isSignals(value: unknown): value is AnswerSignals {
  if (typeof value !== 'object' || value === null) return false;
  const signals: Partial<Record<keyof AnswerSignals, unknown>> = value;
  return (
    signalNumbers.every((name) => Number.isFinite(signals[name])) &&
    typeof signals.isFinished === 'boolean' &&
    (signals.numbersUsed === undefined || Number.isFinite(signals.numbersUsed)) &&
    (signals.fitsQuestion === null || typeof signals.fitsQuestion === 'boolean')
  );
}
