import { describe, expect, it } from 'vitest';
import { checkAgainChains, voteSeconds } from '../../../../src/core/vote/voteSeconds';

const measured = { ratio: 1, chainTokens: 100, tokensPerSecond: 20, timeToFirstToken: 3 };

describe('voteSeconds', () => {
  it('is the prefill and the chain at 2.6 times the time of a step with one row', () => {
    expect(checkAgainChains).toBe(5);
    expect(voteSeconds(measured)).toBeCloseTo(3 + (100 / 20) * 2.6, 12);
  });

  it('takes the shortest chains that were measured, against those at the ratio just used', () => {
    const lengths = [
      { keepRatio: 0.5, actualRatio: 0.6 },
      { keepRatio: 0.7, actualRatio: 0.8 },
    ];
    expect(voteSeconds(measured, lengths)).toBeCloseTo(3 + 5 * 0.6 * 2.6, 12);
    expect(voteSeconds({ ...measured, ratio: 0.7 }, lengths)).toBeCloseTo(
      3 + 5 * (0.6 / 0.8) * 2.6,
      12,
    );
    expect(voteSeconds({ ...measured, ratio: 0.4 }, lengths)).toBeCloseTo(3 + 5 * 2.6, 12);
  });

  it.each([0, -1, Number.NaN])('is unknown at a rate of %d', (tokensPerSecond) => {
    expect(voteSeconds({ ...measured, tokensPerSecond })).toBeUndefined();
  });
});
