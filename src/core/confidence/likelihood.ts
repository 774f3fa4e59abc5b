import { answerSpan } from './answerSpan';

/** An output with how sure the model was of each token. */
export interface ScoredText {
  readonly text: string;
  /** Natural logarithms, one per token; what follows the last token of the text is not read. */
  readonly logProbabilities: ArrayLike<number>;
  /** Log-probability of each token less that of the best other one. */
  readonly margins: ArrayLike<number>;
  /** Where each token ends in `text`: UTF-16 units. */
  readonly tokenEnds: ArrayLike<number>;
}

/** How likely the model found what it wrote. */
export interface Likelihood {
  /** Mean over the answer's tokens, at most 0. */
  readonly answerLogProb: number;
  /** Smallest of the answer's tokens: negative where a likelier token was passed over. */
  readonly answerMargin: number;
  /** Mean over the tokens before the answer; 0 where there are none. */
  readonly chainLogProb: number;
  /** Mean over the unlikeliest tenth of those: one wrong turn shows here and not in the mean. */
  readonly weakestLogProb: number;
}

/** Part of the chain's tokens that {@link Likelihood.weakestLogProb} looks at. */
const weakestShare = 0.1;

/** How likely the model found its answer and the chain before it; undefined without an answer. */
export function likelihoodOf(scored: ScoredText): Likelihood | undefined {
  const span = answerSpan(scored.text);
  if (span === undefined) return undefined;
  const answer: number[] = [];
  const chain: number[] = [];
  let answerMargin = Infinity;
  let startOffset = 0;
  for (let i = 0; i < scored.tokenEnds.length; i += 1) {
    const endOffset = scored.tokenEnds[i]!;
    const logProb = finite(scored.logProbabilities[i]!);
    if (endOffset <= span.startOffset) chain.push(logProb);
    else if (startOffset < span.endOffset) {
      answer.push(logProb);
      answerMargin = Math.min(answerMargin, scored.margins[i]!);
    }
    startOffset = endOffset;
  }
  if (answer.length === 0) return undefined;
  const weakest = chain
    .toSorted((a, b) => a - b)
    .slice(0, Math.max(1, Math.round(chain.length * weakestShare)));
  return {
    answerLogProb: meanOf(answer),
    answerMargin: Math.min(answerMargin, largestLogProb),
    chainLogProb: meanOf(chain),
    weakestLogProb: meanOf(weakest),
  };
}

/** A token of probability 0 has no finite logarithm; e^-100 is as good as none. */
const largestLogProb = 100;

function finite(logProb: number): number {
  return Math.max(logProb, -largestLogProb);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
