import { readFile } from 'node:fs/promises';
import { asFileError } from '../../files/fileErrors';
import type { EvalHeader, EvalRow } from './evalLog';
import { parseRow } from './evalLog';

/** A log as it is on the disk. */
export interface ReadLog {
  /** What its first line says, unchecked; undefined where that is no header. */
  readonly header: Partial<Record<keyof EvalHeader, unknown>> | undefined;
  readonly rows: readonly EvalRow[];
}

/** The log of an evaluation; lines that are no rows are passed over. Codes of `asFileError`. */
export async function readEvalLog(path: string): Promise<ReadLog> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw asFileError(error, path);
  });
  const [first = '', ...lines] = text.split('\n');
  return { header: headerOf(first), rows: lines.flatMap((line) => parseRow(line) ?? []) };
}

function headerOf(line: string): ReadLog['header'] {
  try {
    const value: unknown = JSON.parse(line);
    const found: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, 'eval') : undefined;
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}
