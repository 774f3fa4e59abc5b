import { readJsonFile } from '../modelkit/source/jsonFile';
import { AppError } from '../protocol/appError';

/** Largest reserve file read, bytes. */
const maxReserveBytes = 4_000_000;

/**
 * The questions that nothing may be trained on: every number in the lists of a JSON object, such as
 * `{"trial": [3, 7], "calibration": [5]}`, whatever the lists are called.
 *
 * @throws AppError `invalid-argument` when there is no list of line numbers in it, and the errors of
 *   reading a JSON file
 */
export async function readReserve(path: string): Promise<ReadonlySet<number>> {
  const lists = Object.values(await readJsonFile(path, maxReserveBytes)).filter((value) =>
    Array.isArray(value),
  );
  const lines = lists.flat();
  if (lines.length > 0 && lines.every(isLine)) return new Set(lines);
  throw new AppError(
    'invalid-argument',
    `${path} is no reserve: it must hold lists of line numbers, counted from 0.`,
  );
}

function isLine(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
