import { expect, it } from 'vitest';
import { lowestRatio } from '../../../src/host/ask/lowestRatio';

it.each([
  [[], '0.5'],
  [[1, 0.8, 0.6], '0.6'],
  [[1], '1.0'],
] as const)('the lowest ratio of a model trained for %j is %s', (trained, lowest) => {
  expect(lowestRatio(trained)).toBe(lowest);
});
