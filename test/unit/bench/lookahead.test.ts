import { describe, expect, it } from 'vitest';
import { formatLookahead, type LookaheadAsk } from '../../../bench/lookahead.mjs';
import { sectionSettings } from './sectionSettings';

const ask: LookaheadAsk = {
  tokens: 140,
  steps: 100,
  guesses: { made: 80, right: 40 },
  promptSeconds: 1,
  seconds: 2,
  plainSeconds: 3,
  isSame: true,
};

describe('section of two tokens in a step', () => {
  it('gives decoding alone, the whole answer, and how many guesses were right', () => {
    const more = { ...ask, guesses: { made: 20, right: 20 }, promptSeconds: 0, isSame: false };
    const asks = [ask, more];
    const text = formatLookahead({ ways: [{ keepRatio: 0.5, asks }] }, sectionSettings);
    expect(text.split('\n')[2]).toBe(
      '| 0.5 | 140 | 1.40 | 60 % of 100 | 3.00, 2.00 | 1.50× | 3.50, 2.50 | 1.40× | 1 of 2 |',
    );
  });

  it('says where nothing was guessed', () => {
    const asks = [{ ...ask, guesses: { made: 0, right: 0 } }];
    const text = formatLookahead({ ways: [{ keepRatio: 1, asks }] }, sectionSettings);
    expect(text).toContain('| none made |');
  });
});
