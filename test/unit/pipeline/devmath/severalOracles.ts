import type { Oracle } from './oracles';
import { severalCountingOracles } from './severalCountingOracles';
import { severalNumberOracles } from './severalNumberOracles';
import { severalPuzzleOracles } from './severalPuzzleOracles';
import { severalRateOracles } from './severalRateOracles';

/**
 * Answers to the questions of several steps, by another way than the generator's: each is given only
 * what the question states.
 */
export const severalOracles: Readonly<Record<string, Oracle>> = {
  ...severalNumberOracles,
  ...severalRateOracles,
  ...severalCountingOracles,
  ...severalPuzzleOracles,
};
