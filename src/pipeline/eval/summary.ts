import { mean, wilsonInterval } from '../../core/statistics';
import type { EvalMethod } from './method';

/** What the summary needs of a row. */
export interface ScoredRow {
  readonly index: number;
  readonly ratio: number;
  readonly correct: boolean;
  readonly tokens: number;
  readonly chainTokens: number;
  readonly finishReason: string;
  readonly seconds: number;
}

/** One line of an evaluation. */
export interface MethodSummary {
  readonly method: string;
  readonly ratio: number;
  readonly questions: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** 95 % interval of the accuracy. */
  readonly interval: readonly [number, number];
  /** Mean per question, as `tokens` and `seconds`. */
  readonly chainTokens: number;
  readonly tokens: number;
  /** Chain tokens over those of the full chain on the same questions; null without such a run. */
  readonly actualRatio: number | null;
  readonly seconds: number;
  /** Share of answers that the model ended itself. */
  readonly finished: number;
}

/** One summary for each method, in order. Methods at the same ratio share their rows. */
export function summarise(
  methods: readonly EvalMethod[],
  rows: readonly ScoredRow[],
): readonly MethodSummary[] {
  return methods.map(({ name, keepRatio }) => {
    const own = rows.filter((row) => row.ratio === keepRatio);
    const right = own.filter((row) => row.correct).length;
    const { low, high } = wilsonInterval(right, own.length);
    return {
      method: name,
      ratio: keepRatio,
      questions: own.length,
      accuracy: own.length === 0 ? 0 : right / own.length,
      interval: [low, high],
      chainTokens: meanOrZero(own.map((row) => row.chainTokens)),
      tokens: meanOrZero(own.map((row) => row.tokens)),
      actualRatio: actualRatio(own, rows),
      seconds: meanOrZero(own.map((row) => row.seconds)),
      finished: meanOrZero(own.map((row) => (row.finishReason === 'stop' ? 1 : 0))),
    };
  });
}

function actualRatio(own: readonly ScoredRow[], rows: readonly ScoredRow[]): number | null {
  const full = new Map(rows.filter((row) => row.ratio === 1).map((row) => [row.index, row]));
  let kept = 0;
  let whole = 0;
  for (const row of own) {
    const reference = full.get(row.index);
    if (reference === undefined) continue;
    kept += row.chainTokens;
    whole += reference.chainTokens;
  }
  return whole === 0 ? null : kept / whole;
}

/** Of no questions 0: JSON has no NaN. */
function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}
