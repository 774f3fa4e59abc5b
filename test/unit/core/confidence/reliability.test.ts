import { describe, expect, it } from 'vitest';
import { areaUnderRoc, riskCoverage } from '../../../../src/core/confidence/discrimination';
import type { Prediction } from '../../../../src/core/confidence/reliability';
import {
  calibrationError,
  perfectErrorBand,
  recalibration,
  reliabilityBins,
} from '../../../../src/core/confidence/reliability';
import { createRng } from '../../../../src/core/sampling/rng';
import { mean } from '../../../../src/core/statistics';

/** `right` of `count` predictions of one chance. */
function group(probability: number, count: number, right: number): readonly Prediction[] {
  return Array.from({ length: count }, (_, i) => ({ probability, correct: i < right }));
}

const overconfident = [...group(0.2, 10, 4), ...group(0.8, 10, 6)];

describe('calibrationError', () => {
  it('is the mean distance of chance and share', () => {
    expect(calibrationError(overconfident)).toBeCloseTo(0.2, 12);
    expect(calibrationError([...group(0.5, 4, 2), ...group(1, 6, 6)])).toBe(0);
    // 30 of 40 at 0.65 and 5 of 10 at 0.05: (40 · 0.1 + 10 · 0.45) / 50.
    expect(calibrationError([...group(0.65, 40, 30), ...group(0.05, 10, 5)])).toBeCloseTo(0.17, 12);
    expect(calibrationError([])).toBeNaN();
  });

  it('puts neighbours in one bin, where over and under may cancel', () => {
    const bins = reliabilityBins([...group(0.31, 1, 0), ...group(0.39, 1, 1), ...group(1, 1, 1)]);
    expect(bins).toEqual([
      { count: 2, predicted: 0.35, observed: 0.5 },
      { count: 1, predicted: 1, observed: 1 },
    ]);
  });
});

describe('perfectErrorBand', () => {
  const rng = createRng(1);
  const chances = Array.from({ length: 319 }, () => rng.nextFloat());
  const predictions = chances.map((probability) => ({ probability }));

  it('is wide even for perfect chances: about 0.05 at 319 questions', () => {
    const { low, high } = perfectErrorBand(predictions, { seed: 1 });
    expect(low).toBeGreaterThan(0.015);
    expect(high).toBeGreaterThan(0.05);
    expect(high).toBeLessThan(0.09);
  });

  it('holds a perfect sample nearly always, and a bad one never', () => {
    const band = perfectErrorBand(predictions, { seed: 2 });
    const isInside = (distort: (chance: number) => number): number => {
      const draw = createRng(3);
      return mean(
        Array.from({ length: 200 }, () => {
          const error = calibrationError(
            chances.map((chance) => ({
              probability: distort(chance),
              correct: draw.nextFloat() < chance,
            })),
          );
          return Number(error <= band.high);
        }),
      );
    };
    expect(isInside((chance) => chance)).toBeGreaterThan(0.93);
    expect(isInside((chance) => Math.min(1, chance + 0.2))).toBeLessThan(0.02);
  });

  it('is as wide for answers that come six to a question as for one of each', () => {
    const numbered = predictions.map((each, i) => ({ ...each, question: String(i) }));
    const six = numbered.flatMap((each) => Array.from({ length: 6 }, () => each));
    const options = { seed: 4, samples: 200 };
    const [own, other] = [perfectErrorBand(six, options), perfectErrorBand(numbered, options)];
    expect(own.low).toBeCloseTo(other.low, 9);
    expect(own.high).toBeCloseTo(other.high, 9);
  });

  it('is the same for the same seed', () => {
    const options = { seed: 7, samples: 50 };
    expect(perfectErrorBand(predictions, options)).toEqual(perfectErrorBand(predictions, options));
  });
});

describe('recalibration', () => {
  it('solves two chances exactly', () => {
    const found = recalibration(overconfident);
    // logit(0.6) / logit(0.8)
    expect(found?.slope).toBeCloseTo(0.405465 / 1.386294, 5);
    expect(found?.intercept).toBeCloseTo(0, 6);
  });

  it('is 1 and 0 where the chances are true', () => {
    const found = recalibration([...group(0.2, 10, 2), ...group(0.5, 10, 5), ...group(0.8, 10, 8)]);
    expect(found?.slope).toBeCloseTo(1, 6);
    expect(found?.intercept).toBeCloseTo(0, 6);
  });

  it('does not exist for one chance, one outcome, or none', () => {
    expect(recalibration(group(0.3, 10, 4))).toBeUndefined();
    expect(recalibration([...group(0.3, 10, 10), ...group(0.6, 5, 5)])).toBeUndefined();
    expect(recalibration([])).toBeUndefined();
  });
});

describe('areaUnderRoc', () => {
  it('counts pairs in the right order, ties half', () => {
    const predictions = [
      { probability: 0.1, correct: false },
      { probability: 0.4, correct: true },
      { probability: 0.35, correct: false },
      { probability: 0.8, correct: true },
    ];
    expect(areaUnderRoc(predictions)).toBe(1);
    expect(areaUnderRoc([...predictions, { probability: 0.4, correct: false }])).toBeCloseTo(
      5.5 / 6,
      12,
    );
    expect(areaUnderRoc([...group(0.5, 4, 2), ...group(0.5, 4, 1)])).toBe(0.5);
    expect(areaUnderRoc(group(0.5, 4, 4))).toBeUndefined();
  });
});

describe('riskCoverage', () => {
  it('takes the surest first and equal ones together', () => {
    const points = riskCoverage([...group(0.9, 2, 2), ...group(0.5, 2, 1), ...group(0.1, 1, 0)]);
    expect(points).toEqual([
      { coverage: 0.4, risk: 0, threshold: 0.9 },
      { coverage: 0.8, risk: 0.25, threshold: 0.5 },
      { coverage: 1, risk: 0.4, threshold: 0.1 },
    ]);
    expect(riskCoverage([])).toEqual([]);
  });
});
