import type { ScorerInput } from '../../core/pruning/scorers/importanceScorer';
import type { TextRange, TokenSpan } from '../../core/pruning/tokenSpan';
import type { ClassifiedText } from '../llmlingua2/compress';
import { classifyText, compressWords, plainWord } from '../llmlingua2/compress';
import type { CountTokens } from '../llmlingua2/keepWords';
import type { CompressionRules, KnownRules } from '../llmlingua2/rules';
import { rulesFor } from '../llmlingua2/rules';
import type { TokenClassifier } from '../llmlingua2/tokenClassifier';
import { wordRanges } from '../llmlingua2/wordRanges';
import type { ChainScorer, CompressedChain } from './chainScorer';

/** The classified words of a text, and where they stand in it. */
interface ReadChain {
  readonly text: string;
  readonly chunks: ClassifiedText;
  readonly ranges: readonly (TextRange | undefined)[];
}

/**
 * The paper's scorer: a token's score is the probability that LLMLingua-2's classifier gives the
 * word it is part of, the highest where it is part of several. Blanks and what the classifier cannot
 * read share the score of the word behind them, at the end of the text of the one before.
 *
 * `compress` gives the text of the released code instead of a choice of the model's tokens. Each
 * chain is classified once, whatever the number of ratios.
 *
 * Source: TokenSkip, arXiv 2502.12067, section 3; Pan et al., «LLMLingua-2», arXiv 2403.12968
 */
export class Llmlingua2Scorer implements ChainScorer {
  readonly name = 'llmlingua2';
  readonly #classifier: TokenClassifier;
  readonly #rules: KnownRules;
  readonly #countTokens: CountTokens;
  #latest: ReadChain | undefined;

  /** @throws AppError `invalid-argument` when the classifier does not know a force token */
  constructor(classifier: TokenClassifier, rules: CompressionRules, countTokens: CountTokens) {
    this.#classifier = classifier;
    this.#rules = rulesFor(classifier, rules);
    this.#countTokens = countTokens;
  }

  async score({ text, spans }: ScorerInput): Promise<Float64Array> {
    const { chunks, ranges } = await this.#read(text);
    const words = chunks.flat();
    const found = ranges.flatMap((range, index) =>
      range === undefined ? [] : [{ ...range, keep: words[index]?.keep ?? 0 }],
    );
    return spanScores(spans, found);
  }

  async compress(text: string, keepRatio: number): Promise<CompressedChain> {
    const { chunks, ranges } = await this.#read(text);
    const result = compressWords(chunks, keepRatio, this.#rules, this.#countTokens);
    const kept = ranges.filter((range, index) => range !== undefined && result.isKept[index]);
    return { text: result.text, ranges: kept.filter((range) => range !== undefined) };
  }

  close(): Promise<void> {
    return this.#classifier.close();
  }

  async #read(text: string): Promise<ReadChain> {
    if (this.#latest?.text !== text) {
      const chunks = await classifyText(text, this.#classifier, this.#rules);
      const ranges = wordRanges(text, chunks.flat().map(plainWord));
      this.#latest = { text, chunks, ranges };
    }
    return this.#latest;
  }
}

interface ScoredRange extends TextRange {
  readonly keep: number;
}

/** Score of each span from the words; both are in order. O(spans + words). */
function spanScores(spans: readonly TokenSpan[], words: readonly ScoredRange[]): Float64Array {
  const scores = new Float64Array(spans.length);
  let first = 0;
  spans.forEach(({ startOffset, endOffset }, index) => {
    while ((words[first]?.endOffset ?? Infinity) <= startOffset) first += 1;
    // Without a word in it, a span goes with the next one.
    let score = (words[first] ?? words.at(-1))?.keep ?? 0;
    for (let at = first + 1; (words[at]?.startOffset ?? Infinity) < endOffset; at += 1) {
      score = Math.max(score, words[at]?.keep ?? 0);
    }
    scores[index] = score;
  });
  return scores;
}
