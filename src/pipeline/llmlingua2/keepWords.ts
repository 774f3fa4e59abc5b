import type { ClassifiedWord } from './mergeWords';
import { percentile } from './percentile';
import type { KnownRules } from './rules';

/** Number of tokens of a word, by which it counts among the values of the percentile. */
export type CountTokens = (word: string) => number;

/**
 * Whether each word of a chunk is kept at γ = `rate`, above 0 and below 1: those above the
 * percentile of probabilities, each counted once for every token.
 *
 * The threshold is one percent higher than asked, and equal words fall with it, so that less than
 * γ is kept: that is the reference's rule.
 *
 * Source: PyPI llmlingua 0.2.2, prompt_compressor.py#__compress
 */
export function keepWords(
  words: readonly ClassifiedWord[],
  rate: number,
  rules: KnownRules,
  countTokens: CountTokens,
): readonly boolean[] {
  if (words.length === 0) return [];
  const forced = new Set(rules.forceTokens);
  const dropped = 100 * (1 - rate);
  const keep = words.map((word) => word.keep);
  let isSingle = !words.some(({ isForced }) => isForced);
  if (rules.dropConsecutive) {
    const repeated = repeatedWords(words, Math.trunc(dropped), forced, isSingle);
    for (const index of repeated) keep[index] = 0;
    isSingle &&= repeated.length === 0;
  }
  const perToken = words.flatMap(({ text }, index) =>
    Array.from({ length: countTokens(text) }, () => keep[index] ?? 0),
  );
  const threshold = percentile(perToken, Math.trunc(dropped + 1), isSingle);
  let last: string | undefined;
  return words.map(({ text }, index) => {
    const value = keep[index] ?? 0;
    if (!(value > threshold || (threshold === 1 && value === 1))) return false;
    if (rules.dropConsecutive && forced.has(text) && last === text) return false;
    last = text;
    return true;
  });
}

/** Force tokens that follow the same one with no word between them that is likely to be kept. */
function repeatedWords(
  words: readonly ClassifiedWord[],
  percent: number,
  forced: ReadonlySet<string>,
  isSingle: boolean,
): readonly number[] {
  const values = words.map(({ keep }) => keep);
  const threshold = percentile(values, percent, isSingle);
  const repeated: number[] = [];
  let isBetween = false;
  let previous: string | undefined;
  words.forEach(({ text, keep }, index) => {
    if (!forced.has(text)) {
      isBetween ||= keep > threshold;
      return;
    }
    if (isBetween) isBetween = false;
    else if (text === previous) repeated.push(index);
    previous = text;
  });
  return repeated;
}
