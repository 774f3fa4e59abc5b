import { readJsonFile } from '../modelkit/source/jsonFile';
import { AppError } from '../protocol/appError';

/** Largest reserve file read, bytes. */
const maxReserveBytes = 4_000_000;

/**
 * The questions that nothing may be trained on: every number in the lists of a JSON object, such as
 * `{"trial": [3, 7], "calibration": [5]}`, whatever the lists are called; only that of `list` where it
 * is given.
 *
 * @throws AppError `invalid-argument` when there is no list of line numbers in it, and the errors of
 *   reading a JSON file
 */
export async function readReserve(path: string, list?: string): Promise<ReadonlySet<number>> {
  const entries = Object.entries(await readJsonFile(path, maxReserveBytes));
  const lines = entries.flatMap(([name, value]) =>
    Array.isArray(value) && (list === undefined || name === list) ? (value as unknown[]) : [],
  );
  if (lines.length > 0 && lines.every(isLine)) return new Set(lines);
  throw new AppError(
    'invalid-argument',
    `${path} is no reserve: it must hold ${list === undefined ? 'lists' : `a list "${list}"`} of line numbers, counted from 0.`,
  );
}

function isLine(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
