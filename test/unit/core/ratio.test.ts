import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkKeepRatio,
  formatKeepRatio,
  isFullRatio,
  parseKeepRatio,
  trainedRatios,
} from '../../../src/core/ratio';

const tenths = fc.integer({ min: 1, max: 10 });

describe('parseKeepRatio', () => {
  it.each([
    ['0.5', 0.5],
    ['.5', 0.5],
    [' 0.9 ', 0.9],
    ['1', 1],
    ['1.0', 1],
    ['0.50', 0.5],
  ])('reads %j', (text, keepRatio) => {
    expect(parseKeepRatio(text)).toEqual({ ok: true, keepRatio });
  });

  it.each([
    '',
    '0',
    '0.0',
    '1.1',
    '10',
    '2',
    '-0.5',
    '0.55',
    '50%',
    '0,5',
    'NaN',
    'half',
    '1e-1',
    '5',
  ])('refuses %j with a sentence', (text) => {
    const result = parseKeepRatio(text);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.reason).toMatch(/^[A-Z].*\.$/);
  });

  it('reads back every ratio that is shown', () => {
    fc.assert(
      fc.property(tenths, (n) => {
        expect(parseKeepRatio(formatKeepRatio(n / 10))).toEqual({ ok: true, keepRatio: n / 10 });
      }),
    );
  });
});

describe('checkKeepRatio', () => {
  it('accepts exactly the trained ratios, whatever their last bit', () => {
    fc.assert(
      fc.property(fc.uniqueArray(tenths, { minLength: 1 }), tenths, (known, asked) => {
        const trained = known.map((n) => n * 0.1);
        const result = checkKeepRatio(asked / 10, trained);
        expect(result.ok).toBe(known.includes(asked));
      }),
    );
  });

  it('says why a ratio under the floor is refused', () => {
    const result = checkKeepRatio(0.1, trainedRatios);
    expect(!result.ok && result.reason).toMatch(/down to a ratio of 0\.5.*longer.*Ask for 0\.5\.$/);
    expect(result).toMatchObject({ instead: 0.5, isBelowFloor: true });
  });

  it('names the nearest ratio, the higher of two', () => {
    const result = checkKeepRatio(0.7, [1, 0.8, 0.6]);
    expect(!result.ok && result.reason).toMatch(/nearest it knows is 0\.8\.$/);
    expect(result).toMatchObject({ instead: 0.8, isBelowFloor: false });
    const lower = checkKeepRatio(0.7, [1, 0.6, 0.5]);
    expect(!lower.ok && lower.reason).toMatch(/nearest it knows is 0\.6\.$/);
    const above = checkKeepRatio(1, [0.8, 0.6]);
    expect(!above.ok && above.reason).toMatch(/nearest it knows is 0\.8\.$/);
  });

  it('lets an untrained model be asked anything, flagged', () => {
    expect(checkKeepRatio(0.1, [])).toEqual({ ok: true, untrained: true });
    expect(checkKeepRatio(0.5, trainedRatios)).toEqual({ ok: true, untrained: false });
  });

  it.each([Number.NaN, Infinity, 0, -0.5, 1.1, 0.55])('refuses %d for every model', (ratio) => {
    expect(checkKeepRatio(ratio, [])).toMatchObject({ ok: false, instead: undefined });
    expect(checkKeepRatio(ratio, trainedRatios).ok).toBe(false);
  });
});

describe('isFullRatio', () => {
  it('is true for 1.0 only', () => {
    expect(isFullRatio(1)).toBe(true);
    expect(isFullRatio(10 * 0.1)).toBe(true);
    expect(isFullRatio(0.9)).toBe(false);
    expect(isFullRatio(Number.NaN)).toBe(false);
  });
});
