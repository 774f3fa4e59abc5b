import type { Features } from './features';
import { featureNames, featuresOf, perFeature } from './features';
import type { AnswerSignals } from './signals';

/** One chain as the model writes it, or the winner of a vote. */
export const confidenceModes = ['greedy', 'vote'] as const;
export type ConfidenceMode = (typeof confidenceModes)[number];

/** How the signals of one model's answers come to a chance of being right. */
export interface ConfidenceFit {
  readonly bias: number;
  /** None is negative. */
  readonly weights: Features;
}

/** How answers are written, apart from their mode: a fit says nothing of others. */
export interface WritingMode {
  /** Whether results were computed exactly meanwhile. */
  readonly exactArithmetic: boolean;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
}

/** The vote that a fit is of: how far one is ahead says something else in others. */
export interface VoteShape {
  /** Chains that were to vote. */
  readonly chains: number;
  readonly keepRatio: number;
}

export function isSameVote(a: VoteShape | undefined, b: VoteShape | undefined): boolean {
  return a?.chains === b?.chains && a?.keepRatio === b?.keepRatio;
}

/** A fit with what it was fitted on. */
export interface ConfidenceCalibration extends ConfidenceFit, WritingMode {
  readonly mode: ConfidenceMode;
  /** Of mode `vote` alone. */
  readonly vote?: VoteShape;
  /** Answers it was fitted on. */
  readonly n: number;
  /** ISO date. */
  readonly date: string;
  /** Question sets, such as `gsm8k, devmath`. */
  readonly measuredOn: string;
}

/** An answer whose right one is known. */
export interface GradedSignals {
  /** Which one it answers: several answers to one question are not independent. */
  readonly question: string;
  readonly signals: AnswerSignals;
  readonly correct: boolean;
}

/** Penalty on Σ w² / 2, against a log-likelihood summed over rows: hundreds of rows outweigh it. */
const penalty = 1;
const maxSweeps = 2_000;
const tolerance = 1e-6;

/**
 * The logistic model that makes the grades likeliest, with an L2 penalty and no negative weight: a
 * better signal never lowers the chance, whatever the sample says. The optimum is the only one.
 * Throws a RangeError unless there are right and wrong answers. O(rows × sweeps).
 */
export function fitConfidence(rows: readonly Omit<GradedSignals, 'question'>[]): ConfidenceFit {
  const right = rows.filter(({ correct }) => correct).length;
  if (right === 0 || right === rows.length) {
    throw new RangeError('A chance needs both right and wrong answers to be fitted on.');
  }
  const columns = featureNames.map((name) => {
    const values = rows.map(({ signals }) => featuresOf(signals)[name]);
    const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
    // Centred, the columns hardly move the bias and the descent is quick; undone at the end.
    return { centre, values: values.map((value) => value - centre) };
  });
  const outcomes = rows.map(({ correct }) => Number(correct));
  const scores = rows.map(() => 0);
  const ones = rows.map(() => 1);
  const weights = columns.map(() => 0);
  let bias = 0;
  for (let sweep = 0; sweep < maxSweeps; sweep += 1) {
    let change = 0;
    const step = (column: readonly number[], weight: number, l2: number, floor: number): number => {
      let gradient = l2 * weight;
      let curvature = l2;
      for (let i = 0; i < column.length; i += 1) {
        gradient += (sigmoid(scores[i]!) - outcomes[i]!) * column[i]!;
        // A quarter is the most that p(1 - p) can be: no step goes past the optimum.
        curvature += (column[i]! * column[i]!) / 4;
      }
      const next = Math.max(weight - gradient / curvature, floor);
      const delta = next - weight;
      for (let i = 0; i < column.length; i += 1) scores[i] = scores[i]! + delta * column[i]!;
      change = Math.max(change, Math.abs(delta));
      return next;
    };
    bias = step(ones, bias, 0, -Infinity);
    for (let j = 0; j < columns.length; j += 1) {
      weights[j] = step(columns[j]!.values, weights[j]!, penalty, 0);
    }
    if (change < tolerance) break;
  }
  const shift = columns.reduce((sum, { centre }, j) => sum + centre * weights[j]!, 0);
  return {
    bias: bias - shift,
    weights: perFeature((name) => weights[featureNames.indexOf(name)]!),
  };
}

/** The chance that an answer with these signals is right, between 0 and 1. */
export function probabilityOf({ bias, weights }: ConfidenceFit, signals: AnswerSignals): number {
  const features = featuresOf(signals);
  return sigmoid(featureNames.reduce((sum, name) => sum + weights[name] * features[name], bias));
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
