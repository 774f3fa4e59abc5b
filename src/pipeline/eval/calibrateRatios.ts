import { splitAnswer } from '../../core/answer/splitAnswer';
import { isFullRatio } from '../../core/ratio';
import { quantile, ratioBootstrap, sum, wilsonInterval } from '../../core/statistics';
import type { RatioCalibration } from '../../protocol/modelManifest';
import type { TextTokenizer } from '../textTokenizer';
import type { CalibrationRows } from './calibrate';
import type { EvalRow } from './evalLog';
import { modeOf } from './gradedSignals';
import type { EvalMethod } from './method';
import { bootstrapSeed } from './summary';

/** Between these lie 8 of 10 questions. */
const shownQuantiles = [0.1, 0.9] as const;

/** The answers to one question, in full and at a lower ratio. */
interface Pair {
  readonly own: EvalRow;
  readonly full: EvalRow;
}

/**
 * ρ(γ) and the accuracy at each ratio of `methods`, high ratios first, over the questions that were
 * answered in full too; empty where no ratio under 1.0 has such answers. Chains are counted in the
 * model's own tokens.
 */
export function calibrateRatios(
  sets: readonly CalibrationRows[],
  methods: readonly EvalMethod[],
  tokenizer: Pick<TextTokenizer, 'count'>,
): readonly RatioCalibration[] {
  const greedy = methods.filter((method) => modeOf(method) === 'greedy');
  const full = greedy.find(({ run }) => isFullRatio(run.keepRatio))?.run.key;
  if (full === undefined) return [];
  const keys = new Map(greedy.map(({ run }) => [run.keepRatio, run.key]));
  const found = [...keys]
    .toSorted(([a], [b]) => b - a)
    .flatMap(([keepRatio, own]) => {
      const pairs = sets.flatMap(({ rows }) => pairsOf(rows, own, full));
      return pairs.length === 0 ? [] : [ratioOf(keepRatio, pairs, tokenizer)];
    });
  return found.some(({ keepRatio }) => !isFullRatio(keepRatio)) ? found : [];
}

function pairsOf(rows: readonly EvalRow[], own: string, full: string): readonly Pair[] {
  const batch = rows.filter(({ mode }) => mode === 'batch');
  const whole = new Map(batch.filter(({ run }) => run === full).map((row) => [row.index, row]));
  return batch
    .filter(({ run }) => run === own)
    .flatMap((row) => {
      const other = whole.get(row.index);
      return other === undefined ? [] : [{ own: row, full: other }];
    });
}

function ratioOf(
  keepRatio: number,
  pairs: readonly Pair[],
  tokenizer: Pick<TextTokenizer, 'count'>,
): RatioCalibration {
  const count = ({ text }: EvalRow): number => tokenizer.count(splitAnswer(text).chain);
  const kept = pairs.map(({ own }) => count(own));
  const whole = pairs.map(({ full }) => count(full));
  const right = pairs.filter(({ own }) => own.correct).length;
  const mean = ratioBootstrap(kept, whole, { seed: bootstrapSeed });
  const accuracy = wilsonInterval(right, pairs.length);
  // A question without a full chain has no ratio of its own.
  const each = kept.flatMap((tokens, i) => (whole[i] ? [tokens / whole[i]] : []));
  const [low, high] = shownQuantiles;
  return {
    keepRatio,
    actualRatio: rounded(sum(kept) / sum(whole)),
    interval: [rounded(mean.low), rounded(mean.high)],
    questionInterval: [rounded(quantile(each, low)), rounded(quantile(each, high))],
    accuracy: rounded(right / pairs.length),
    accuracyInterval: [rounded(accuracy.low), rounded(accuracy.high)],
    questions: pairs.length,
  };
}

/** As the file holds it, far below what its intervals span. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
