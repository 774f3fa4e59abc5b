import { createRng } from '../sampling/rng';
import type { Interval } from '../statistics';
import { quantile } from '../statistics';
import { sigmoid } from './calibration';

/** A chance that was given, and what came of it. */
export interface Prediction {
  /** Which question was answered, where several answers to one are among the predictions. */
  readonly question?: string;
  /** 0 to 1. */
  readonly probability: number;
  readonly correct: boolean;
}

/** Predictions of about the same chance. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean chance. */
  readonly predicted: number;
  /** Share that was right. */
  readonly observed: number;
}

const binCount = 10;

/** The predictions in ten bins of equal width, lowest first; empty bins are left out. */
export function reliabilityBins(predictions: readonly Prediction[]): readonly ReliabilityBin[] {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, predicted: 0, right: 0 }));
  for (const { probability, correct } of predictions) {
    const bin = bins[binOf(probability)]!;
    bin.count += 1;
    bin.predicted += probability;
    bin.right += Number(correct);
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ count, predicted, right }) => ({
      count,
      predicted: predicted / count,
      observed: right / count,
    }));
}

/**
 * The mean distance between chance and share over ten bins, weighted by their size (ECE); NaN for
 * no predictions. Source: Naeini, Cooper and Hauskrecht, «Obtaining Well Calibrated Probabilities
 * Using Bayesian Binning», 2015.
 */
export function calibrationError(predictions: readonly Prediction[]): number {
  const distance = reliabilityBins(predictions).reduce(
    (sum, { count, predicted, observed }) => sum + count * Math.abs(predicted - observed),
    0,
  );
  return distance / predictions.length;
}

/**
 * What 95 of 100 samples of this size would show as {@link calibrationError} if every chance were
 * true: outcomes are drawn from the chances themselves, those of one question together (one is right
 * before another that is less likely), as answers to it mostly agree. The same seed gives the same
 * interval.
 */
export function perfectErrorBand(
  predictions: readonly Omit<Prediction, 'correct'>[],
  options: { readonly seed: number; readonly samples?: number },
): Interval {
  const rng = createRng(options.seed);
  const places = new Map<string, number>();
  const drawOf = predictions.map(({ question }, i) => {
    const name = question ?? `#${i}`;
    if (!places.has(name)) places.set(name, places.size);
    return places.get(name)!;
  });
  const errors = Array.from({ length: options.samples ?? 2_000 }, () => {
    const draws = Array.from(places, () => rng.nextFloat());
    return calibrationError(
      predictions.map(({ probability }, i) => ({
        probability,
        correct: draws[drawOf[i]!]! < probability,
      })),
    );
  });
  return { low: quantile(errors, 0.025), high: quantile(errors, 0.975) };
}

/** A logistic line through what was predicted and what came: 1 and 0 for a perfect calibration. */
export interface Recalibration {
  /** Below 1: the chances are too far from the middle; above 1: too near. */
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The line logit(true chance) = intercept + slope · logit(chance) that fits best; undefined where
 * there is none (one outcome only, one chance only, or the two told apart without error).
 * Source: Cox, «Two further applications of a model for binary regression», 1958.
 */
export function recalibration(predictions: readonly Prediction[]): Recalibration | undefined {
  const logits = predictions.map(({ probability }) => {
    const inside = Math.min(Math.max(probability, 1e-6), 1 - 1e-6);
    return Math.log(inside / (1 - inside));
  });
  let [slope, intercept] = [1, 0];
  for (let round = 0; round < 100; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    for (let i = 0; i < logits.length; i += 1) {
      const x = logits[i]!;
      const p = sigmoid(intercept + slope * x);
      const residual = Number(predictions[i]!.correct) - p;
      const weight = p * (1 - p);
      g0 += residual;
      g1 += residual * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-9)) return undefined;
    const d0 = (h11 * g0 - h01 * g1) / determinant;
    const d1 = (h00 * g1 - h01 * g0) / determinant;
    // Newton's step may overshoot far from the optimum.
    const scale = Math.min(1, 2 / Math.max(Math.abs(d0), Math.abs(d1)));
    intercept += scale * d0;
    slope += scale * d1;
    if (Math.max(Math.abs(d0), Math.abs(d1)) < 1e-9) return { slope, intercept };
  }
  return undefined;
}

function binOf(probability: number): number {
  return Math.min(Math.floor(probability * binCount), binCount - 1);
}
