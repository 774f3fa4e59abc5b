import type { TextRange } from '../tokenSpan';

/** Words that turn a statement around or relate two amounts: never filler. */
export const relationWords: ReadonlySet<string> = new Set(
  (
    'not no none never nor without less more fewer greater larger smaller below above least most before after ' +
    'earlier later first last each every half third quarter twice double triple per than equal equals ' +
    'except only left remaining remain both neither either between if unless times ' +
    'true false odd even one two three four five six seven eight nine ten eleven twelve dozen'
  ).split(' '),
);

/** Articles, copulas and pronouns: dropped first, all through the chain. */
const emptyWords = (
  'a an the is are was were be been being has have had do does did will would can could should ' +
  'we you they he she it i them him us me this that these those there its'
).split(' ');

/** Connectors and what announces a step instead of taking it. */
const connectorWords = (
  "so then thus therefore hence since because when while and or but also just let lets let's now next " +
  'second finally step steps following follow need needs find calculate determine start starting given ' +
  'giving know using use used get gets got identify compute problem states according says say tells tell always'
).split(' ');

/** Prepositions and the rest: dropped last among the function words. */
const formWords = (
  'of to in on at for from by with as into out up which who whom whose where how many much what ' +
  'total number their his her our your my'
).split(' ');

/** What is lost with a function word, 0 (nothing) to 2; undefined for a content word. */
export function functionWordWeight(word: string): 0 | 1 | 2 | undefined {
  return functionWords.get(word);
}

const functionWords: ReadonlyMap<string, 0 | 1 | 2> = new Map<string, 0 | 1 | 2>([
  ...emptyWords.map((word): [string, 0] => [word, 0]),
  ...connectorWords.map((word): [string, 1] => [word, 1]),
  ...formWords.map((word): [string, 2] => [word, 2]),
]);

/** A word of a text. */
export interface WordRange extends TextRange {
  /** In small letters, with plain apostrophes. */
  readonly word: string;
  /** How often the word stood in the text before; a plural counts as its singular. */
  readonly mentionsBefore: number;
  /** Written with a capital inside a sentence. */
  readonly isName: boolean;
}

const wordPattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*/gu;

/** The words of a text in order. */
export function findWords(text: string): readonly WordRange[] {
  const mentions = new Map<string, number>();
  const words: WordRange[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const startOffset = match.index;
    const endOffset = startOffset + match[0].length;
    const word = match[0].toLowerCase().replaceAll('’', "'");
    const stem = word.replace(/'s$/, '').replace(/(?<=\p{L}{2}[^s])s$/u, '');
    const mentionsBefore = mentions.get(stem) ?? 0;
    mentions.set(stem, mentionsBefore + 1);
    const isInside = /[\p{L}\p{N},;)]\s$/u.test(
      text.slice(Math.max(0, startOffset - 2), startOffset),
    );
    const isName = isInside && /^\p{Lu}/u.test(match[0]);
    words.push({ startOffset, endOffset, word, mentionsBefore, isName });
  }
  return words;
}

const numberPattern = /0[xXbBoO][\dA-Fa-f_]+|\d+(?:[.,]\d+)*/g;

/** The numbers of a text in order, with how often each was written before. */
export function findNumbers(text: string): readonly WordRange[] {
  const mentions = new Map<string, number>();
  return Array.from(text.matchAll(numberPattern), (match) => {
    const word = match[0];
    const mentionsBefore = mentions.get(word) ?? 0;
    mentions.set(word, mentionsBefore + 1);
    const startOffset = match.index;
    return {
      startOffset,
      endOffset: startOffset + word.length,
      word,
      mentionsBefore,
      isName: false,
    };
  });
}
