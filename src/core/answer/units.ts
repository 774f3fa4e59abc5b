import { functionNames } from './functionNames';

/** Units of one or two letters; longer ones are told from variables by their length. */
export const shortUnits: ReadonlySet<string> = new Set(
  'm g s h l cm mm km kg mg lb oz ml hr ft in yd mi am pm mb gb kb tb hz'.split(' '),
);
/** Short ones that are written just so: mA is a unit, ma a product, and b a variable. */
const exactUnits: ReadonlySet<string> = new Set(
  'B PB W V A J kW MW kV mV mA kJ dB ms us ns um ug'.split(' '),
);
/** Short words inside a longer unit: «dollars a day». */
const shortWords: ReadonlySet<string> = new Set('a an at to by of or in is as on p'.split(' '));

/** Words that scale the number before them. */
export const scaleWords: Readonly<Record<string, bigint>> = {
  dozen: 12n,
  hundred: 100n,
  thousand: 1000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  trillion: 1_000_000_000_000n,
};

/** Hexadecimal and binary numbers end in letters that are no unit. */
const numberLiteral = /^[+-]?0(?:[xX][0-9A-Fa-f]+|[bB][01]+)$/;

/** Most words a unit has; «more apples than his older brother» is about as long as it gets. */
const maxWords = 8;

/** A quantity taken apart. */
export interface Quantity {
  readonly text: string;
  readonly scale: bigint;
  readonly isPercent: boolean;
}

/** The halves of the day are words for sums of times, but 3 PM is not 3 AM. */
function isShortUnit(word: string): boolean {
  if (/^[ap]m$/i.test(word)) return false;
  return exactUnits.has(word) || shortUnits.has(word.toLowerCase());
}

function isUnitWord(word: string, isGlued: boolean, isOnly: boolean): boolean {
  const lower = word.toLowerCase();
  if (functionNames.has(lower) || lower === 'sqrt' || lower === 'infty') return false;
  if (word.length >= 3) return true;
  // A single letter right after a number is a variable: «5m» may be 5·m, «5 m» is a length.
  if (isOnly) return isShortUnit(word) && !(isGlued && word.length === 1);
  return isShortUnit(word) || shortWords.has(lower);
}

/**
 * `cleaned` without the words that follow its number: units, «dollars each», «percent». The scale
 * words dozen to trillion come back as a factor. Units are dropped and not compared, as graders of
 * GSM8K and MATH do. Text without a number before the words is left as it is.
 */
export function stripUnit(cleaned: string): Quantity {
  if (numberLiteral.test(cleaned)) return { text: cleaned, scale: 1n, isPercent: false };
  let head = cleaned;
  // A power of a unit: cm^2, m^{3}.
  head = head.replace(/(?<=[A-Za-z])\s?\^\s?(?:[23]|\{\s?[23]\s?\})$/, '');
  // µs, and \mu s where it is no factor: 500 \mu s.
  head = head.replace(/(?<=[\d)}] ?)[µμ](?=[smg]$)|(?<=[\d)}] )\\mu ?(?=[smg]$)/, 'u');
  let start = head.length;
  while (start > 0 && /[A-Za-z .'/-]/.test(head[start - 1]!)) start -= 1;
  const tail = head.slice(start).replace(/[.'/-]/g, ' ');
  const words = tail.split(' ').filter((word) => word !== '');
  const number = head.slice(0, start);
  const isPercentSign = number.endsWith('%');
  const isQuantity = /[\d})]$/.test(number) || isPercentSign;
  const isGlued = /^[A-Za-z]/.test(head.slice(start));
  const areUnits =
    words.length > 0 &&
    words.length <= maxWords &&
    words.every((word) => isUnitWord(word, isGlued, words.length === 1));
  if (isQuantity && areUnits) {
    return {
      text: isPercentSign ? number.slice(0, -1) : number,
      scale: scaleWords[words[0]!.toLowerCase()] ?? 1n,
      isPercent: isPercentSign || words[0]!.toLowerCase() === 'percent',
    };
  }
  const isPercent = cleaned.endsWith('%');
  return { text: isPercent ? cleaned.slice(0, -1) : cleaned, scale: 1n, isPercent };
}
