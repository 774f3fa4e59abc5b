import { expect, it } from 'vitest';
import { savingText } from '../../../src/cli/savingText';

const nothing = { low: 0, high: 0 };
const estimate = (tokens: number, seconds: number) =>
  ({
    kind: 'estimated',
    tokens,
    seconds,
    tokensInterval: nothing,
    secondsInterval: nothing,
  }) as const;

it.each([
  [null, []],
  [{ kind: 'none', reason: 'noChain' } as const, []],
  [estimate(55.4, 2.21), ['≈ 55 tokens and 2.2 s saved']],
  [estimate(-322, -7), ['≈ 322 tokens and 7.0 s more than in full']],
  [estimate(-12, 1.5), ['≈ −12 tokens and 1.5 s saved']],
  [
    { kind: 'measured', tokens: -80, seconds: -1.04 } as const,
    ['80 tokens and 1.0 s more than in full'],
  ],
])('%j is told as %j', (saved, text) => {
  expect(savingText(saved)).toEqual(text);
});
