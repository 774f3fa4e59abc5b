import { describe, expect, it } from 'vitest';
import { costBars } from '../../../../src/webview/shared/answer/costBars';
import { endingText } from '../../../../src/webview/shared/answer/endingText';
import { TokenRate } from '../../../../src/webview/shared/answer/tokenRate';
import { answerReport } from '../../support/sampleAnswer';

describe('costBars', () => {
  it('counts what was written of what the full reasoning would have been', () => {
    const bars = costBars({
      ...answerReport,
      tokens: 71,
      seconds: 3.1,
      saved: {
        kind: 'estimated',
        tokens: 67,
        seconds: 2.8,
        tokensInterval: { low: 40, high: 90 },
        secondsInterval: { low: 1, high: 4 },
      },
    });
    expect(bars?.isEstimate).toBe(true);
    expect(bars?.tokens).toMatchObject({ spent: 71, full: 138 });
    expect(bars?.tokens.share).toBeCloseTo(71 / 138);
    expect(bars?.seconds.full).toBeCloseTo(5.9);
  });

  it('is full when more was spent than the full reasoning would have cost', () => {
    const bars = costBars({
      ...answerReport,
      tokens: 100,
      saved: { kind: 'measured', tokens: -20, seconds: -1 },
    });
    expect(bars?.isEstimate).toBe(false);
    expect(bars?.tokens).toEqual({ spent: 100, full: 80, share: 1 });
  });

  it('says nothing without a calibration', () => {
    expect(costBars({ ...answerReport, saved: null })).toBeUndefined();
    expect(
      costBars({ ...answerReport, saved: { kind: 'none', reason: 'notCalibrated' } }),
    ).toBeUndefined();
  });
});

describe('endingText', () => {
  it('names the limit by its setting, as the tokens of a report are those of all attempts', () => {
    expect(endingText('length')).toBe(
      'Ended at the limit of tokens (setting tokenskip.maxTokens).',
    );
    expect(endingText('stop')).toBeUndefined();
  });
});

describe('TokenRate', () => {
  it('counts from the first token, once there is enough to count', () => {
    const rate = new TokenRate();
    rate.add({ state: 'reading', tokenCount: 0, seconds: 3 });
    rate.add({ state: 'writing', tokenCount: 1, seconds: 4 });
    expect(rate.perSecond).toBeUndefined();
    rate.add({ state: 'writing', tokenCount: 21, seconds: 5 });
    expect(rate.perSecond).toBeCloseTo(20);
  });

  it('begins anew with a second attempt', () => {
    const rate = new TokenRate();
    rate.add({ state: 'writing', tokenCount: 1, seconds: 1 });
    rate.add({ state: 'writing', tokenCount: 50, seconds: 2 });
    rate.add({ state: 'writing', tokenCount: 1, seconds: 3 });
    rate.add({ state: 'writing', tokenCount: 11, seconds: 4 });
    expect(rate.perSecond).toBeCloseTo(10);
  });
});
