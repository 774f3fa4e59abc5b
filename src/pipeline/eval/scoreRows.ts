import { splitAnswer } from '../../core/answer/splitAnswer';
import { sum } from '../../core/statistics';
import type { TextTokenizer } from '../textTokenizer';
import type { EvalQuestion } from './benchmark';
import type { EvalRow } from './evalLog';
import { isRight } from './isRight';
import type { EvalMethod, EvalRun } from './method';
import { timedKey } from './method';
import { replayVotes } from './replayVotes';
import { truncationCap } from './truncate';

/** One answer as a method counts it. */
export interface ScoredRow {
  readonly index: number;
  readonly correct: boolean;
  /** Whether the model ended it itself, within the method's budget. */
  readonly isFinished: boolean;
  readonly chainTokens: number;
  readonly tokens: number;
  /** Only where the question was asked alone. */
  readonly seconds?: number;
  /** Numbers that exact arithmetic replaced; absent where it was off. */
  readonly corrections?: number;
}

/** The rows of one method, by question. Chains are counted in the model's own tokens. */
export function scoreRows(
  method: EvalMethod,
  rows: readonly EvalRow[],
  questions: readonly EvalQuestion[],
  tokenizer: TextTokenizer,
): readonly ScoredRow[] {
  if (method.chains !== undefined) {
    const timed = rows.filter(({ run }) => run === timedKey(method)).map(scoreTimedVote);
    return [...timed, ...scoreVotes(method.chains, rows, tokenizer)];
  }
  const own = rows.filter((row) => row.run === method.run.key);
  const kept =
    method.truncateTo === undefined
      ? own.map((row) => ({ row, text: row.text, isCut: false }))
      : truncate(own, method.truncateTo, tokenizer);
  return kept.map(({ row, text, isCut }) => {
    const { chain, answer } = splitAnswer(text);
    const asked = questions[row.index];
    return {
      index: row.index,
      correct: isCut
        ? answer !== undefined && isRight(answer, asked?.question ?? '', asked?.gold ?? '')
        : row.correct,
      isFinished: !isCut && row.finishReason === 'stop',
      chainTokens: tokenizer.count(chain),
      tokens: isCut ? tokenizer.count(text) : row.tokens,
      // Nobody waited for the part that truncation keeps.
      ...(row.seconds === undefined || method.truncateTo !== undefined
        ? {}
        : { seconds: row.seconds }),
      ...(row.corrections === undefined ? {} : { corrections: row.corrections }),
    };
  });
}

/** A vote that was held alone; its text is that of the winner, so the tokens of all stand for chains. */
function scoreTimedVote(row: EvalRow): ScoredRow {
  const { index, correct, tokens, seconds, answer } = row;
  return {
    ...{ index, correct, isFinished: answer !== null, chainTokens: tokens, tokens },
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** All that was written counts: the shown chain alone would look cheap. */
function scoreVotes(
  chains: readonly EvalRun[],
  rows: readonly EvalRow[],
  tokenizer: TextTokenizer,
): readonly ScoredRow[] {
  return replayVotes(chains, rows).map(({ index, winner, written }) => ({
    index,
    correct: winner?.correct ?? false,
    isFinished: winner !== undefined,
    chainTokens: sum(
      written.map(({ row, tokens }) =>
        Math.min(tokens, tokenizer.count(splitAnswer(row.text).chain)),
      ),
    ),
    tokens: sum(written.map(({ tokens }) => tokens)),
  }));
}

function truncate(
  rows: readonly EvalRow[],
  keepRatio: number,
  tokenizer: TextTokenizer,
): readonly { readonly row: EvalRow; readonly text: string; readonly isCut: boolean }[] {
  const tokenised = rows.map((row) => ({ row, ...tokenizer.tokenise(row.text) }));
  const cap = truncationCap(
    tokenised.map(({ spans }) => spans.length),
    keepRatio,
  );
  return tokenised.map(({ row, text, spans }) => {
    if (spans.length <= cap) return { row, text: row.text, isCut: false };
    return { row, text: text.slice(0, spans[cap - 1]?.endOffset ?? 0), isCut: true };
  });
}
