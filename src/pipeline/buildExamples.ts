import { answerLineStart, formatAnswerLine } from '../core/answer/answerLine';
import type { ChainRecord } from './chain';
import { chooseRatios } from './chooseRatios';
import { pruneChain } from './pruneChain';
import { scoreChain } from './scoredChain';
import type { ChainScorer } from './scorers/chainScorer';
import type { TextTokenizer } from './textTokenizer';
import type { EarlierTurn, TrainingQuestion } from './trainingQuestions';

/** Longest chain that is trained on, tokens. Source: hemingkx/TokenSkip@ef02f53:LLMLingua.py */
export const defaultMaxChainTokens = 500;

/** How examples are made of chains. */
export interface ExampleOptions {
  readonly questions: readonly TrainingQuestion[];
  readonly tokenizer: TextTokenizer;
  readonly scorer: ChainScorer;
  readonly seed: number;
  /** 1 to 6, see {@link chooseRatios}. */
  readonly ratiosPerChain: number;
  readonly maxChainTokens: number;
  /** Lines of questions that are never used. */
  readonly reserve: ReadonlySet<number>;
  /** Prune as the reference does. */
  readonly paper: boolean;
}

/** One training example. */
export interface TrainingExample {
  /** Line of the question, from 0. */
  readonly i: number;
  readonly question: string;
  /** The turns that it goes on from, oldest first, where there are any. */
  readonly before?: readonly EarlierTurn[];
  readonly ratio: number;
  /** The whole chain, as the model reads it. */
  readonly chain: string;
  /** Its tokens. */
  readonly ids: readonly number[];
  /** A digit per token: 1 kept, 0 dropped. */
  readonly kept: string;
  /** Importance per token, to four decimals. */
  readonly scores: readonly number[];
  /** What is learnt: kept text, blank line, answer line. */
  readonly target: string;
}

/** Chains by what became of them. */
export interface ExampleCounts {
  chains: number;
  used: number;
  examples: number;
  wrong: number;
  unfinished: number;
  tooLong: number;
  reserved: number;
  /** The chain is empty: only the answer was written. */
  empty: number;
}

/** Counts with nothing counted yet. */
export function noCounts(): ExampleCounts {
  return {
    chains: 0,
    used: 0,
    examples: 0,
    wrong: 0,
    unfinished: 0,
    tooLong: 0,
    reserved: 0,
    empty: 0,
  };
}

/**
 * The training examples of these chains, in their order: only of right, finished ones outside the
 * reserve with at most `maxChainTokens` tokens. `counts` is kept up to date.
 *
 * The answer is the question's own, so that the target ends in a plain one. Throws a RangeError for
 * a chain whose `i` is no question.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 4.2; hemingkx/TokenSkip@ef02f53:LLMLingua.py
 */
export async function* buildExamples(
  chains: AsyncIterable<ChainRecord>,
  options: ExampleOptions,
  counts: ExampleCounts,
): AsyncGenerator<TrainingExample, void, undefined> {
  for await (const record of chains) {
    counts.chains += 1;
    const question = options.questions[record.i];
    if (question === undefined) {
      throw new RangeError(`A chain is of question ${record.i}, which is not in the questions.`);
    }
    const refusal = refusalOf(record, options);
    if (refusal !== undefined) {
      counts[refusal] += 1;
      continue;
    }
    const chain = await scoreChain(record, options.tokenizer, options.scorer);
    const { text, spans, scores } = chain;
    if (spans.length === 0 || spans.length > options.maxChainTokens) {
      counts[spans.length === 0 ? 'empty' : 'tooLong'] += 1;
      continue;
    }
    counts.used += 1;
    for (const ratio of chooseRatios(options.seed, record.i, options.ratiosPerChain)) {
      const pruned = await pruneChain(chain, ratio, options.scorer, options.paper);
      const isKept = new Set(pruned.kept);
      counts.examples += 1;
      yield {
        i: record.i,
        question: question.question,
        ...(question.before === undefined ? {} : { before: question.before }),
        ratio,
        chain: text,
        ids: spans.map(({ id }) => id),
        kept: Array.from(spans, (_, at) => (isKept.has(at) ? '1' : '0')).join(''),
        scores: Array.from(scores, (score) => Math.round(score * 1e4) / 1e4),
        target: targetText(pruned.text, question.answer),
      };
    }
  }
}

type Refusal = 'wrong' | 'unfinished' | 'reserved';

function refusalOf(record: ChainRecord, { reserve }: ExampleOptions): Refusal | undefined {
  if (reserve.has(record.i)) return 'reserved';
  if (!record.fin) return 'unfinished';
  return record.correct ? undefined : 'wrong';
}

/** Chain, blank line and answer line; without blanks around the chain, and none before no chain. */
function targetText(chain: string, answer: string): string {
  const blankLine = answerLineStart.slice(0, answerLineStart.search(/\S/));
  return `${chain.trim()}${blankLine}${formatAnswerLine(answer)}`;
}
