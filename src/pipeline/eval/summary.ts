import type { PairedDifference } from '../../core/statistics';
import { mean, pairedBootstrap, wilsonInterval } from '../../core/statistics';
import type { EvalMethod } from './method';
import type { ScoredRow } from './scoreRows';

/** Of the bootstrap: the same rows give the same intervals. */
export const bootstrapSeed = 2502;

/** One line of an evaluation. */
export interface MethodSummary {
  readonly method: string;
  /** γ that the method aims at; null where it names none. */
  readonly ratio: number | null;
  readonly questions: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** 95 % interval of the accuracy (Wilson). */
  readonly interval: readonly [number, number];
  /** Mean per question, as `tokens`. */
  readonly chainTokens: number;
  readonly tokens: number;
  /** Chain tokens over those of `original` on the same questions; null without such rows. */
  readonly actualRatio: number | null;
  /** Mean of the questions that were asked alone; null without such. */
  readonly seconds: number | null;
  /** Share of answers that the model ended itself. */
  readonly finished: number;
  /** Numbers that exact arithmetic replaced, mean per question; absent where it was off. */
  readonly corrections?: number;
  /** Accuracy less that of `original`, same questions; null for `original` and without its rows. */
  readonly againstOriginal: { readonly points: number; readonly interval: [number, number] } | null;
}

/** What is known of one method: every question in a batch, and some of them alone. */
export interface MethodRows {
  readonly method: EvalMethod;
  readonly batch: readonly ScoredRow[];
  readonly single: readonly ScoredRow[];
}

/** One summary for each method, in order. `original` is needed for ratios and differences. */
export function summarise(
  methods: readonly MethodRows[],
  original: readonly ScoredRow[],
): readonly MethodSummary[] {
  const reference = new Map(original.map((row) => [row.index, row]));
  return methods.map(({ method, batch, single }) => {
    const right = batch.filter(({ correct }) => correct).length;
    const { low, high } = wilsonInterval(right, batch.length);
    const isOriginal = method.run.key === 'original' && method.truncateTo === undefined;
    const corrections = batch.flatMap((row) => row.corrections ?? []);
    const difference = isOriginal ? undefined : againstOriginal(batch, reference);
    return {
      method: method.name,
      ratio: method.target ?? null,
      questions: batch.length,
      accuracy: batch.length === 0 ? 0 : right / batch.length,
      interval: [low, high],
      chainTokens: meanOrZero(batch.map((row) => row.chainTokens)),
      tokens: meanOrZero(batch.map((row) => row.tokens)),
      actualRatio: actualRatio(batch, reference),
      seconds: meanOrNull(single.flatMap((row) => row.seconds ?? [])),
      finished: meanOrZero(batch.map(({ isFinished }) => (isFinished ? 1 : 0))),
      ...(corrections.length > 0 ? { corrections: meanOrZero(corrections) } : {}),
      againstOriginal:
        difference === undefined
          ? null
          : {
              points: difference.difference * 100,
              interval: [difference.interval.low * 100, difference.interval.high * 100],
            },
    };
  });
}

function againstOriginal(
  rows: readonly ScoredRow[],
  reference: ReadonlyMap<number, ScoredRow>,
): PairedDifference | undefined {
  const pairs = rows.flatMap((row) => {
    const other = reference.get(row.index);
    return other === undefined ? [] : [{ own: row.correct, other: other.correct }];
  });
  if (pairs.length === 0) return undefined;
  return pairedBootstrap(
    pairs.map(({ own }) => Number(own)),
    pairs.map(({ other }) => Number(other)),
    { seed: bootstrapSeed },
  );
}

function actualRatio(
  rows: readonly ScoredRow[],
  reference: ReadonlyMap<number, ScoredRow>,
): number | null {
  let kept = 0;
  let whole = 0;
  for (const row of rows) {
    const full = reference.get(row.index);
    if (full === undefined) continue;
    kept += row.chainTokens;
    whole += full.chainTokens;
  }
  return whole === 0 ? null : kept / whole;
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values);
}

/** Of no questions 0: JSON has no NaN. */
function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}
