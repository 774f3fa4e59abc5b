import type { KnownRules } from './rules';
import { wordMark } from './tokenClassifier';

/** A word of a chunk as LLMLingua-2 sees it. */
export interface ClassifiedWord {
  /** With the mark of a new word at its start, where it has one. */
  readonly text: string;
  /** Probability of being kept, in float32; 1 when it is forced. */
  readonly keep: number;
  /** Every piece was forced: a Python float in the reference, which computes with it in float64. */
  readonly isForced: boolean;
}

const special = new Set(['<s>', '<pad>', '</s>', '<unk>', '<mask>']);
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const digit = /\p{Nd}/u;

interface Piece {
  readonly text: string;
  readonly keep: number;
  readonly isForced: boolean;
}

/**
 * The words of a chunk: pieces up to the next one that begins a word. Runs of signs, force tokens
 * and whatever has the mark of a new word begin one; special and unknown pieces are left out.
 *
 * Source: PyPI llmlingua 0.2.2, prompt_compressor.py#__merge_token_to_word,
 * #__token_prob_to_word_prob, utils.py#is_begin_of_new_word (xlm-roberta-large)
 */
export function mergeWords(
  pieces: readonly string[],
  keep: Float32Array,
  rules: KnownRules,
): readonly ClassifiedWord[] {
  const forced = new Set(rules.forceTokens);
  const words: Piece[][] = [];
  pieces.forEach((name, index) => {
    if (special.has(name)) return;
    const pure = name.replace(/^▁+/, '');
    const isDigit = rules.forceReserveDigit && digit.test(name);
    const probability = keep[index] ?? 0;
    const word = words.at(-1);
    if (word !== undefined && !beginsWord(name, forced, rules)) {
      word.push({ text: pure, keep: isDigit ? 1 : probability, isForced: isDigit });
      return;
    }
    const isForced = isDigit || forced.has(pure) || rules.standIns.has(pure);
    words.push([
      { text: rules.standIns.get(name) ?? name, keep: isForced ? 1 : probability, isForced },
    ]);
  });
  return words.map((word) => ({
    text: word.map(({ text }) => text).join(''),
    keep: wordProbability(word, rules),
    isForced: word.every(({ isForced }) => isForced),
  }));
}

/** Part of the list of signs: a run of neighbours in it («()», «+,») is one too, as in Python's `in`. */
function beginsWord(name: string, forced: ReadonlySet<string>, { standIns }: KnownRules): boolean {
  return (
    punctuation.includes(name) ||
    forced.has(name) ||
    standIns.has(name) ||
    name.startsWith(wordMark)
  );
}

/** Summed and divided in float32, as NumPy does it. */
function wordProbability(word: readonly Piece[], { tokenToWord }: KnownRules): number {
  if (tokenToWord === 'first') return word[0]?.keep ?? 0;
  const sum = word.reduce((total, { keep }) => Math.fround(total + keep), 0);
  return Math.fround(sum / word.length);
}
