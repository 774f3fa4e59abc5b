import type { EvalHeader } from './evalLog';

/** What the list of questions depends on, whose places are the indices of rows. */
const asked = [
  'benchmark',
  'fileSha256',
  'reserve',
  'reserveSha256',
] as const satisfies readonly (keyof EvalHeader)[];

/** Whether rows of both runs with one index answer one question. */
export function haveSameQuestions(
  first: Partial<Record<keyof EvalHeader, unknown>>,
  second: Partial<Record<keyof EvalHeader, unknown>>,
): boolean {
  return asked.every((key) => first[key] === second[key]);
}
