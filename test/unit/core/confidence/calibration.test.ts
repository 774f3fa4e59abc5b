import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradedSignals } from '../../../../src/core/confidence/calibration';
import { fitConfidence, probabilityOf, sigmoid } from '../../../../src/core/confidence/calibration';
import { featureNames, featuresOf } from '../../../../src/core/confidence/features';
import type { AnswerSignals } from '../../../../src/core/confidence/signals';
import { chainSignals } from '../../../../src/core/confidence/signals';
import { createRng } from '../../../../src/core/sampling/rng';
import { plain } from './plainSignals';

/** Answers whose chance grows with the weakest tokens and falls with each failed equation. */
function sample(count: number, seed: number): readonly Omit<GradedSignals, 'question'>[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => {
    const signals: AnswerSignals = {
      ...plain,
      weakestLogProb: -3 * rng.nextFloat(),
      failing: Math.floor(rng.nextFloat() * 2),
      tokenCount: 50 + Math.floor(rng.nextFloat() * 300),
      lead: rng.nextFloat() < 0.5 ? 0.2 : 0.6,
    };
    const chance = sigmoid(2 + 1.5 * signals.weakestLogProb - 1.5 * signals.failing);
    return { signals, correct: rng.nextFloat() < chance };
  });
}

describe('fitConfidence', () => {
  const rows = sample(2_000, 5);
  const fit = fitConfidence(rows);

  it('finds the chances that made the sample', () => {
    for (const weakestLogProb of [-2.5, -1, -0.2]) {
      for (const failing of [0, 1]) {
        const expected = sigmoid(2 + 1.5 * weakestLogProb - 1.5 * failing);
        const found = probabilityOf(fit, { ...plain, weakestLogProb, failing, lead: 0.4 });
        expect(Math.abs(found - expected)).toBeLessThan(0.06);
      }
    }
  });

  it('stands at the only optimum within the sign constraints', () => {
    const gradientOf = (of: (row: Omit<GradedSignals, 'question'>) => number): number =>
      rows.reduce(
        (sum, row) => sum + (probabilityOf(fit, row.signals) - Number(row.correct)) * of(row),
        0,
      );
    expect(Math.abs(gradientOf(() => 1))).toBeLessThan(0.01);
    for (const name of featureNames) {
      const weight = fit.weights[name];
      const gradient = gradientOf(({ signals }) => featuresOf(signals)[name]) + weight;
      expect(weight).toBeGreaterThanOrEqual(0);
      if (weight > 0) expect(Math.abs(gradient)).toBeLessThan(0.01);
      else expect(gradient).toBeGreaterThan(-0.01);
    }
  });

  it('gives a signal that points the wrong way no weight', () => {
    const turned = rows.map(({ signals, correct }) => ({
      signals: { ...signals, lead: correct ? 0 : 0.6 },
      correct,
    }));
    expect(fitConfidence(turned).weights.agreement).toBe(0);
  });

  it('never gives a better signal a smaller chance', () => {
    const number = (min: number, max: number): fc.Arbitrary<number> =>
      fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom<keyof AnswerSignals>(
          'weakestLogProb',
          'answerLogProb',
          'chainLogProb',
          'answerMargin',
          'lead',
        ),
        number(-4, 1),
        number(0, 2),
        (name, value, more) => {
          const low = probabilityOf(fit, { ...plain, [name]: value });
          const high = probabilityOf(fit, { ...plain, [name]: value + more });
          expect(high).toBeGreaterThanOrEqual(low);
        },
      ),
    );
  });

  it('is the same whatever the order of the rows', () => {
    const turned = fitConfidence(rows.toReversed());
    for (const name of featureNames) {
      expect(turned.weights[name]).toBeCloseTo(fit.weights[name], 3);
    }
  });

  it('refuses a sample of one outcome', () => {
    const right = rows.filter(({ correct }) => correct);
    expect(() => fitConfidence(right)).toThrow(RangeError);
    expect(() => fitConfidence([])).toThrow(RangeError);
  });

  it('keeps its head where the outcomes are told apart without error', () => {
    const easy = rows.map(({ signals }) => ({ signals, correct: signals.failing === 0 }));
    const found = fitConfidence(easy);
    expect(Object.values(found.weights).every((weight) => Number.isFinite(weight))).toBe(true);
    expect(probabilityOf(found, { ...plain, failing: 1 })).toBeGreaterThan(0);
  });
});

describe('featuresOf', () => {
  it('tells whether all numbers of the question are used, not how many are left out', () => {
    const used = (share: number): number =>
      featuresOf({ ...plain, numbersUsed: share }).numbersUsed;
    expect([1, 0.9, 0].map(used)).toEqual([1, 0, 0]);
  });
});

describe('chainSignals', () => {
  it('counts equations and looks at the form of the answer', () => {
    const { answerLogProb, answerMargin, chainLogProb, weakestLogProb } = plain;
    const likelihood = { answerLogProb, answerMargin, chainLogProb, weakestLogProb };
    const signals = chainSignals({
      question: 'How many cats are left?',
      answer: '2.5',
      chain: 'Some are left.',
      checks: [{ holds: true }, { holds: false }, { holds: true }],
      isFinished: false,
      tokenCount: 40,
      likelihood,
    });
    expect(signals).toEqual({
      ...likelihood,
      holding: 2,
      failing: 1,
      isFinished: false,
      tokenCount: 40,
      fitsQuestion: false,
      numbersUsed: 1,
      lead: 0,
    });
  });
});
