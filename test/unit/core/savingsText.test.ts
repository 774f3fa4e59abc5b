import { describe, expect, it } from 'vitest';
import type { SavingsEntry } from '../../../src/core/savingsLedger';
import {
  combinedText,
  formatSeconds,
  formatTokens,
  intervalText,
  sumText,
} from '../../../src/core/savingsText';

describe('formatTokens', () => {
  it.each([
    [0, '0'],
    [-0.4, '0'],
    [138.4, '138'],
    [-7, '−7'],
    [999.4, '999'],
    [999.5, '1k'],
    [1_000, '1k'],
    [1_234, '1.2k'],
    [-1_234, '−1.2k'],
    [999_949, '999.9k'],
    [999_950, '1M'],
    [3_440_000, '3.4M'],
  ])('%d is %s', (tokens, text) => {
    expect(formatTokens(tokens, 'en')).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0, '0 s'],
    [-0.04, '0 s'],
    [0.05, '0.1 s'],
    [3.14, '3.1 s'],
    [3, '3 s'],
    [9.94, '9.9 s'],
    [9.95, '10 s'],
    [-34.4, '−34 s'],
    [59.4, '59 s'],
    [59.5, '1 min'],
    [125, '2 min 5 s'],
    [3_599.4, '59 min 59 s'],
    [3_599.5, '1 h'],
    [3_840, '1 h 4 min'],
    [90_000, '25 h'],
  ])('%d is %s', (seconds, text) => {
    expect(formatSeconds(seconds, 'en')).toBe(text);
  });
});

it('writes decimals as the language does', () => {
  expect(formatTokens(1_234, 'de')).toBe('1,2k');
  expect(formatSeconds(3.14, 'de')).toBe('3,1 s');
});

describe('sums', () => {
  const measured = { answers: 1, tokens: 1_200, seconds: 5 };

  it('have ≈ where any of it is estimated', () => {
    expect(sumText(measured, false, 'en')).toEqual({ tokens: '1.2k', seconds: '5 s' });
    expect(sumText(measured, true, 'en')).toEqual({ tokens: '≈ 1.2k', seconds: '≈ 5 s' });
    const none = { answers: 0, tokens: 0, seconds: 0 };
    expect(combinedText({ measured, estimated: none }, 'en')).toEqual(
      sumText(measured, false, 'en'),
    );
    expect(combinedText({ measured, estimated: measured }, 'en')).toEqual({
      tokens: '≈ 2.4k',
      seconds: '≈ 10 s',
    });
  });

  it('name the ends of an interval, where there is one', () => {
    const entry: SavingsEntry = {
      id: '1',
      day: '2026-01-01',
      workspace: 'w',
      kind: 'estimated',
      tokens: 9,
      seconds: 1,
    };
    expect(intervalText(entry, 'en')).toBeUndefined();
    expect(intervalText({ ...entry, tokensInterval: { low: -4.4, high: 1_500 } }, 'en')).toEqual([
      '−4',
      '1.5k',
    ]);
  });
});
