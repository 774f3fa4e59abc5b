import type { TextTokenizer } from '../textTokenizer';
import type { EvalQuestion } from './benchmark';
import type { EvalRow } from './evalLog';
import type { EvalMethod } from './method';
import { parseMethods } from './method';
import type { ScoredRow } from './scoreRows';
import { scoreRows } from './scoreRows';
import type { MethodSummary } from './summary';
import { summarise } from './summary';

/** What an evaluation found: over all questions, and for each kind that the file names. */
export interface Evaluation {
  readonly whole: readonly MethodSummary[];
  readonly groups: readonly { readonly name: string; readonly summary: readonly MethodSummary[] }[];
}

/** Scores `rows` for each method and sums them up. */
export function evaluationOf(
  methods: readonly EvalMethod[],
  rows: readonly EvalRow[],
  questions: readonly EvalQuestion[],
  tokenizer: TextTokenizer,
): Evaluation {
  const score = (method: EvalMethod, mode: EvalRow['mode']): readonly ScoredRow[] =>
    scoreRows(
      method,
      rows.filter((row) => row.mode === mode),
      questions,
      tokenizer,
    );
  const scored = methods.map((method) => ({
    method,
    batch: score(method, 'batch'),
    single: score(method, 'single'),
  }));
  const reference = parseMethods('original').flatMap((method) => score(method, 'batch'));
  const names = [...new Set(questions.map(({ group }) => group))].filter(
    (name) => name !== undefined,
  );
  return {
    whole: summarise(scored, reference),
    groups: names.toSorted().map((name) => {
      const inGroup = ({ index }: ScoredRow): boolean => questions[index]?.group === name;
      const own = scored.map(({ method, batch, single }) => ({
        method,
        batch: batch.filter(inGroup),
        single: single.filter(inGroup),
      }));
      return { name, summary: summarise(own, reference.filter(inGroup)) };
    }),
  };
}
