import { AppError } from '../../protocol/appError';
import type { TokenClassifier } from './tokenClassifier';

/** How LLMLingua-2 treats words, with the names and defaults of `compress_prompt`. */
export interface CompressionRules {
  /** Words that are always kept. */
  readonly forceTokens: readonly string[];
  /** Keep every piece with a digit. */
  readonly forceReserveDigit: boolean;
  /** Of force tokens that follow one another in the kept text, keep the first. */
  readonly dropConsecutive: boolean;
  /** A word's probability: the mean of its pieces', or the first one's. */
  readonly tokenToWord: 'mean' | 'first';
}

const plainRules: CompressionRules = {
  forceTokens: [],
  forceReserveDigit: false,
  dropConsecutive: false,
  tokenToWord: 'mean',
};

/**
 * How TokenSkip's released code compressed the chains of each family.
 *
 * Source: hemingkx/TokenSkip@ef02f53:LLMLingua.py#LLMLingua
 */
export const releasedRules: Readonly<Record<'qwen' | 'llama3', CompressionRules>> = {
  qwen: plainRules,
  llama3: {
    forceTokens: ['Step', ':'],
    forceReserveDigit: true,
    dropConsecutive: true,
    tokenToWord: 'mean',
  },
};

/** Rules with what they say of one vocabulary: force token → its entry, where it is no piece. */
export interface KnownRules extends CompressionRules {
  /** Name of the vocabulary's entry (`[NEW0]`) → the force token that it stands for. */
  readonly standIns: ReadonlyMap<string, string>;
}

/**
 * Force tokens that the vocabulary has no piece for are replaced in the text by entries `[NEW0]`,
 * `[NEW1]` and so on, by their place in the list.
 *
 * @throws AppError `invalid-argument` when the classifier has no such entry. The reference adds them
 *   with random rows; an exported graph has the rows that it was exported with.
 */
export function rulesFor(classifier: TokenClassifier, rules: CompressionRules): KnownRules {
  const standIns = new Map<string, string>();
  rules.forceTokens.forEach((token, index) => {
    if (classifier.tokenise(token).length === 1) return;
    const entry = `[NEW${index}]`;
    if (!classifier.knows(entry)) {
      throw new AppError(
        'invalid-argument',
        `The classifier has no piece for the force token ${JSON.stringify(token)}: export it with the entry ${entry}, or leave the token out.`,
      );
    }
    standIns.set(entry, token);
  });
  return { ...rules, standIns };
}
