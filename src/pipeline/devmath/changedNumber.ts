/** Two numbers as two questions have them, which are alike but for that. */
export interface ChangedNumber {
  readonly from: string;
  readonly to: string;
  /** What is counted, as the questions name it behind the number: ` files`, ` MB`; else empty. */
  readonly unit: string;
  /** Whether the new number alone, with its unit, says which one it stands for. */
  readonly isTelling: boolean;
}

/**
 * Dates, times, literals, and numbers with separators, a fraction or a percent sign; not what follows a
 * slash: a prefix length, or the lower part of a fraction.
 */
const numbers =
  /(?<![\w.:,/-])(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d|0x[\dA-F]+|0b[01]+|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?)(?![\w:]|[-.,]\d)/g;

/** A unit or a plural. */
const unitAfter = /^ (?:[KMGT]i?B|ms|[a-z]{3,}s)\b(?! (?:and|or)\b)/;
/** Verbs and what else looks like a plural: «when 8 divides its number». */
const noUnit = new Set(
  'chooses counts divides does falls gives goes hangs has is minus pass plus sends takes this times was writes'
    .split(' ')
    .map((word) => ` ${word}`),
);

const timeAmount = String.raw`\d+ (?:(?:week|day|hour|minute|second)s?|h|min|s)\b`;
/** «4 hours 36 minutes» is one amount: a number of it with its unit would stand for the whole. */
const durations = new RegExp(`${timeAmount}(?:(?:,? and)? ${timeAmount})+`, 'g');

/** What sets two texts apart, where that is one number that the first one has nowhere else. */
export function changedNumber(first: string, second: string): ChangedNumber | undefined {
  const [found, others] = [numbersOf(first), numbersOf(second)];
  const at = found.findIndex(({ text }, index) => text !== others[index]?.text);
  const [old, now] = [found[at], others[at]];
  if (old === undefined || now === undefined) return undefined;
  const before = first.slice(0, old.start);
  const after = first.slice(old.start + old.text.length);
  if (`${before}${now.text}${after}` !== second || occurrences(first, old.text) !== 1) {
    return undefined;
  }
  const isAlone = found.filter(({ shape }) => shape === old.shape).length === 1;
  const isOnlyUnit =
    !old.isOfDuration && found.filter(({ unit }) => unit === old.unit).length === 1;
  const isTelling = isAlone || (old.unit !== '' && isOnlyUnit);
  return { from: old.text, to: now.text, unit: isOnlyUnit ? old.unit : '', isTelling };
}

interface FoundNumber {
  readonly text: string;
  readonly start: number;
  readonly unit: string;
  /** Whether it is a part of a duration in two units. */
  readonly isOfDuration: boolean;
  /** The text with its digits left out: `%`, `:`, `0x`. */
  readonly shape: string;
}

function numbersOf(text: string): readonly FoundNumber[] {
  const spans = [...text.matchAll(durations)].map(({ 0: { length }, index }) => ({
    startOffset: index,
    endOffset: index + length,
  }));
  return [...text.matchAll(numbers)].map((match) => {
    const start = match.index;
    const unit = unitAfter.exec(text.slice(start + match[0].length))?.[0] ?? '';
    const shape = /^0[xb]|[%:-]/.exec(match[0])?.[0] ?? '';
    const isOfDuration = spans.some(
      ({ startOffset, endOffset }) => startOffset <= start && start < endOffset,
    );
    return { text: match[0], start, unit: noUnit.has(unit) ? '' : unit, isOfDuration, shape };
  });
}

/** How often a number stands in the text, also as a part of a time or of a literal. */
function occurrences(text: string, number: string): number {
  const digits = number.replace(/%$/, '').replace(/[.]/g, '\\.');
  return [...text.matchAll(new RegExp(`(?<!\\d)${digits}(?!\\d)`, 'g'))].length;
}
