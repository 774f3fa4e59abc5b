import type { TextTokenizer } from '../textTokenizer';
import type { EvalQuestion } from './benchmark';
import type { EvalRow } from './evalLog';
import type { EvalMethod } from './method';
import { parseMethods } from './method';
import type { ScoredRow } from './scoreRows';
import { scoreRows } from './scoreRows';
import type { AutoChoice } from './scoreAuto';
import { scoreAuto } from './scoreAuto';
import type { MethodSummary, References } from './summary';
import { summarise } from './summary';

/** What an evaluation found: over all questions, and for each kind that the file names. */
export interface Evaluation {
  readonly whole: readonly MethodSummary[];
  readonly groups: readonly { readonly name: string; readonly summary: readonly MethodSummary[] }[];
}

/** What an evaluation may hold beside the methods that were asked. */
export interface EvaluationExtras {
  /** Adds the line `auto`, which is worked out from the answers of other methods. */
  readonly auto?: AutoChoice | undefined;
  /** Answers of `original` of another run to the same questions, for a difference from them. */
  readonly other?: readonly EvalRow[] | undefined;
}

/** Scores `rows` for each method and sums them up. */
export function evaluationOf(
  methods: readonly EvalMethod[],
  rows: readonly EvalRow[],
  questions: readonly EvalQuestion[],
  tokenizer: TextTokenizer,
  { auto, other }: EvaluationExtras = {},
): Evaluation {
  const score = (method: EvalMethod, mode: EvalRow['mode']): readonly ScoredRow[] =>
    scoreRows(
      method,
      rows.filter((row) => row.mode === mode),
      questions,
      tokenizer,
    );
  const scored = [
    ...methods.map((method) => ({
      method,
      batch: score(method, 'batch'),
      single: score(method, 'single'),
    })),
    ...(auto === undefined
      ? []
      : [
          {
            method: {
              name: 'auto',
              run: auto.ways.short.run,
              target: undefined,
              truncateTo: undefined,
            },
            batch: scoreAuto(auto, rows, questions, tokenizer),
            single: [],
          },
        ]),
  ];
  const [original] = parseMethods('original');
  const of = (mode: EvalRow['mode']): readonly ScoredRow[] =>
    original === undefined ? [] : score(original, mode);
  const whole = { batch: of('batch'), single: of('single') };
  const others =
    other === undefined || original === undefined
      ? undefined
      : scoreRows(original, other, questions, tokenizer);
  const references = (isIn: (row: ScoredRow) => boolean): References => ({
    original: { batch: whole.batch.filter(isIn), single: whole.single.filter(isIn) },
    ...(others === undefined ? {} : { other: others.filter(isIn) }),
  });
  const names = [...new Set(questions.map(({ group }) => group))].filter(
    (name) => name !== undefined,
  );
  return {
    whole: summarise(
      scored,
      references(() => true),
    ),
    groups: names.toSorted().map((name) => {
      const inGroup = ({ index }: ScoredRow): boolean => questions[index]?.group === name;
      const own = scored.map(({ method, batch, single }) => ({
        method,
        batch: batch.filter(inGroup),
        single: single.filter(inGroup),
      }));
      return { name, summary: summarise(own, references(inGroup)) };
    }),
  };
}
