import type { ConfidenceCalibration } from '../../core/confidence/calibration';
import type { AutoNextStep } from '../../protocol/modelManifest';
import type { TextTokenizer } from '../textTokenizer';
import type { AutoWays } from './autoWays';
import { isEnough, isSurer } from './autoWays';
import type { EvalQuestion } from './benchmark';
import { byQuestion } from './byQuestion';
import type { EvalRow } from './evalLog';
import type { ScoredRow } from './scoreRows';
import { scoreRows } from './scoreRows';

/** How a model is asked at `auto`. */
export interface AutoChoice {
  readonly ways: AutoWays;
  readonly next: AutoNextStep;
  /** By which it is told whether a short answer is sure. */
  readonly greedy: ConfidenceCalibration;
}

/**
 * What `auto` would have shown and spent, from the answers of the methods that it is made of, in batches;
 * questions that lack one of them are left out. A vote after a short chain costs both.
 */
export function scoreAuto(
  { ways, next, greedy }: AutoChoice,
  rows: readonly EvalRow[],
  questions: readonly EvalQuestion[],
  tokenizer: TextTokenizer,
): readonly ScoredRow[] {
  const batch = rows.filter(({ mode }) => mode === 'batch');
  const second = next === 'vote' ? ways.vote : ways.full;
  const scored = byQuestion(scoreRows(ways.short, batch, questions, tokenizer));
  const others = byQuestion(scoreRows(second, batch, questions, tokenizer));
  const full = byQuestion(batch.filter(({ run }) => run === ways.full.run.key));
  return batch
    .filter(({ run }) => run === ways.short.run.key)
    .flatMap((row) => {
      const [first, other] = [scored.get(row.index), others.get(row.index)];
      const whole = full.get(row.index);
      if (first === undefined || other === undefined || whole === undefined) return [];
      if (isEnough(row, greedy)) return [first];
      // A vote without a winner leaves the first answer as it was.
      const isFirstKept = next === 'vote' ? !other.isFinished : isSurer(row, whole, greedy);
      return [
        {
          ...(isFirstKept ? first : other),
          tokens: first.tokens + other.tokens,
          chainTokens: first.chainTokens + other.chainTokens,
        },
      ];
    });
}
