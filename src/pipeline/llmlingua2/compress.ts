import { chunksOf } from './chunks';
import type { CountTokens } from './keepWords';
import { keepWords } from './keepWords';
import type { ClassifiedWord } from './mergeWords';
import { mergeWords } from './mergeWords';
import type { KnownRules } from './rules';
import type { TokenClassifier } from './tokenClassifier';
import { mostPieces, piecesToText, wordMark } from './tokenClassifier';

/** The words of each chunk of a text. */
export type ClassifiedText = readonly (readonly ClassifiedWord[])[];

/** What LLMLingua-2 leaves of a text. */
export interface CompressedText {
  readonly text: string;
  /** One for each word of the classified text, all chunks together. */
  readonly isKept: readonly boolean[];
}

/** The words of a text with their probabilities. Takes one pass of the classifier for each chunk. */
export async function classifyText(
  text: string,
  classifier: TokenClassifier,
  rules: KnownRules,
): Promise<ClassifiedText> {
  const chunks: (readonly ClassifiedWord[])[] = [];
  for (const chunk of chunksOf(text, classifier, rules)) {
    // Of a chunk that is too long, first the frame's end is cut off, then pieces.
    const pieces = classifier.tokenise(chunk).slice(0, mostPieces - 1);
    const names = pieces.map((piece) => (classifier.knows(piece) ? piece : '<unk>'));
    chunks.push(mergeWords(names, await classifier.classify(names), rules));
  }
  return chunks;
}

/**
 * The text that `compress_prompt(text, rate=γ)` returns, γ above 0 and below 1: the kept words of
 * each chunk, each chunk by its own threshold. Line breaks become blanks, and unknown characters go.
 *
 * Source: PyPI llmlingua 0.2.2, prompt_compressor.py#compress_prompt_llmlingua2
 */
export function compressWords(
  chunks: ClassifiedText,
  rate: number,
  rules: KnownRules,
  countTokens: CountTokens,
): CompressedText {
  const isKept: boolean[] = [];
  let text = '';
  for (const words of chunks) {
    const kept = keepWords(words, rate, rules, countTokens);
    isKept.push(...kept);
    text += piecesToText(words.filter((_, index) => kept[index]).map((word) => word.text));
  }
  return { text, isKept };
}

/** A word as it stands in a text. */
export function plainWord({ text }: ClassifiedWord): string {
  return text.startsWith(wordMark) ? text.replace(/^▁+/, '') : text;
}
