import type { Prediction } from './reliability';

/**
 * The chance that a right answer has the higher prediction than a wrong one (AUROC), ties counted
 * half; undefined unless there are both. O(n log n).
 */
export function areaUnderRoc(predictions: readonly Prediction[]): number | undefined {
  const sorted = predictions.toSorted((a, b) => a.probability - b.probability);
  const right = sorted.filter(({ correct }) => correct).length;
  const wrong = sorted.length - right;
  if (right === 0 || wrong === 0) return undefined;
  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]!.probability === sorted[start]!.probability) end += 1;
    const rank = (start + end + 1) / 2;
    for (let i = start; i < end; i += 1) if (sorted[i]!.correct) rankSum += rank;
    start = end;
  }
  return (rankSum - (right * (right + 1)) / 2) / (right * wrong);
}

/** What is wrong among the answers that one would take. */
export interface RiskPoint {
  /** Share of the answers that are taken, surest first. */
  readonly coverage: number;
  /** Share of those that are wrong. */
  readonly risk: number;
  /** The lowest chance among them. */
  readonly threshold: number;
}

/** One point for each threshold, from the surest answers to all; equal chances are taken together. */
export function riskCoverage(predictions: readonly Prediction[]): readonly RiskPoint[] {
  const sorted = predictions.toSorted((a, b) => b.probability - a.probability);
  const points: RiskPoint[] = [];
  let wrong = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const { probability, correct } = sorted[i]!;
    if (!correct) wrong += 1;
    if (sorted[i + 1]?.probability === probability) continue;
    points.push({
      coverage: (i + 1) / sorted.length,
      risk: wrong / (i + 1),
      threshold: probability,
    });
  }
  return points;
}
