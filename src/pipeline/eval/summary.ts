import { mean, pairedBootstrap, ratioBootstrap, sum, wilsonInterval } from '../../core/statistics';
import { byQuestion } from './byQuestion';
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
  readonly againstOriginal: Difference | null;
  /** The same against the answers of another run; absent where none is given. */
  readonly againstOther?: Difference | null;
  /** Seconds of `original` over those of this method, questions that both were asked alone; null as above. */
  readonly asFast: { readonly ratio: number; readonly interval: readonly [number, number] } | null;
}

/** In points of a hundred, with the 95 % interval of a paired bootstrap. */
export interface Difference {
  readonly points: number;
  readonly interval: readonly [number, number];
}

/** What is known of one method: every question in a batch, and some of them alone. */
export interface MethodRows {
  readonly method: EvalMethod;
  readonly batch: readonly ScoredRow[];
  readonly single: readonly ScoredRow[];
}

/** What methods are compared with. */
export interface References {
  /** In batches and alone: needed for ratios, differences and how much faster a method is. */
  readonly original: Pick<MethodRows, 'batch' | 'single'>;
  /** Of another run. */
  readonly other?: readonly ScoredRow[];
}

/** One summary for each method, in order. */
export function summarise(
  methods: readonly MethodRows[],
  { original, other }: References,
): readonly MethodSummary[] {
  const reference = byQuestion(original.batch);
  const timed = byQuestion(original.single);
  const others = other === undefined ? undefined : byQuestion(other);
  return methods.map(({ method, batch, single }) => {
    const right = batch.filter(({ correct }) => correct).length;
    const { low, high } = wilsonInterval(right, batch.length);
    const isOriginal = method.run.key === 'original' && method.truncateTo === undefined;
    const corrections = batch.flatMap((row) => row.corrections ?? []);
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
      againstOriginal: isOriginal ? null : differenceFrom(batch, reference),
      ...(others === undefined ? {} : { againstOther: differenceFrom(batch, others) }),
      asFast: isOriginal ? null : asFast(single, timed),
    };
  });
}

function differenceFrom(
  rows: readonly ScoredRow[],
  reference: ReadonlyMap<number, ScoredRow>,
): Difference | null {
  const pairs = rows.flatMap((row) => {
    const other = reference.get(row.index);
    return other === undefined ? [] : [{ own: row.correct, other: other.correct }];
  });
  if (pairs.length === 0) return null;
  const { difference, interval } = pairedBootstrap(
    pairs.map(({ own }) => Number(own)),
    pairs.map(({ other }) => Number(other)),
    { seed: bootstrapSeed },
  );
  return { points: difference * 100, interval: [interval.low * 100, interval.high * 100] };
}

function asFast(
  rows: readonly ScoredRow[],
  reference: ReadonlyMap<number, ScoredRow>,
): MethodSummary['asFast'] {
  const pairs = rows.flatMap(({ index, seconds }) => {
    const whole = reference.get(index)?.seconds;
    return seconds === undefined || whole === undefined ? [] : [{ seconds, whole }];
  });
  if (pairs.length === 0) return null;
  const wholes = pairs.map(({ whole }) => whole);
  const own = pairs.map(({ seconds }) => seconds);
  const { low, high } = ratioBootstrap(wholes, own, { seed: bootstrapSeed });
  return { ratio: sum(wholes) / sum(own), interval: [low, high] };
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
