import { answersEqual } from '../answer/answersEqual';
import { answerValue } from '../answer/answerValue';
import { evaluateNumeric, isConstantName } from '../answer/evaluateNumeric';
import { someExpression } from '../answer/expression';

/**
 * What a question asks for: `count` whole and not negative, `amount` not negative, `hex` and
 * `binary` written so; undefined where nothing can be said.
 */
export type AskedFor = 'count' | 'amount' | 'hex' | 'binary';

/** What can be halved: «how many hours» may be answered with 2.5. */
const measures =
  /^(?:more |fewer |less |additional |extra |total |full )*(?:times|percent|percentage|hours?|minutes?|seconds?|days?|weeks?|months?|years?|miles?|kilomet(?:er|re)s?|met(?:er|re)s?|centimet(?:er|re)s?|feet|foot|inches|inch|yards?|acres?|square|cubic|pounds?|ounces?|grams?|kilograms?|kg|tons?|lit(?:er|re)s?|gallons?|quarts?|pints?|cups?|teaspoons?|tablespoons?|dollars?|euros?|cents?|calories|degrees?|units?|points?|[kmgt]i?b|[kmgt](?:ebi|ibi|iga|ega|era|ilo)bytes?|bytes?|milliseconds?|ms|watts?|volts?|amps?|joules?|hectares?|servings?|scoops?|slices?|laps?|pages?|bags?|boxes|bottles?|cans?|batches)\b/;

/** What `question` asks for, by its last asking sentence. Linear in the length. */
export function askedFor(question: string): AskedFor | undefined {
  const text = question.toLowerCase().replace(/\s+/g, ' ');
  const at = Math.max(text.lastIndexOf('how many '), text.lastIndexOf('how much '));
  const base = lastBase(text);
  // «Write 45 in binary: how many of its digits are 1?» asks for a count.
  if (base !== undefined && base.at > at) return base.asked;
  const long = /\bhow (?:long|far|old|tall|heavy|wide|deep|fast)\b/.test(text);
  if (at < 0) return long ? 'amount' : undefined;
  const asked = text.slice(at);
  // «What is the average of how many …»: an average of counts need not be whole.
  if (/\b(?:average|mean|on average|per|each|probability|percent)\b/.test(asked)) return 'amount';
  if (asked.startsWith('how much ')) {
    // A profit or a change may be below zero.
    return /^how much (?:more|less|longer|farther|older|heavier|taller)\b/.test(asked)
      ? 'amount'
      : undefined;
  }
  return measures.test(asked.slice('how many '.length)) ? 'amount' : 'count';
}

/** Words for the base that a number is to be written in; «in binary search», «not in decimal» name none. */
const bases =
  /(?<!\bnot )\b(?:in|as|to) (?:a )?(?:(?<hex>hex\b|hexadecimal|base[- ]?16)|(?<binary>binary\b(?! search)|base[- ]?2\b)|(?:octal|decimal|base[- ]?(?:8|10|ten))\b)/g;

/** «The decimal value of 110», but not «the decimal number 45». */
const decimalValue = /\bdecimal (?:value|number|equivalent|form|representation)\b(?! \d)/;

/** Before words for a base, where they say how a number is written: «1101 in binary», «read as hex». */
const writtenBefore =
  /\b(?:read|interpret(?:ed)?|taken?|treat(?:ed)?|parsed?)(?: \S+)? $|\b(?:what|which) (?:number|value) is \S+ $/;
const digitsBefore = {
  binary: /(?<![\w.,])[01]{2,}[`'"»”]? $/,
  // All digits or all letters may be a decimal number or a word.
  hex: /(?<![\w.,])(?=[\da-f]*\d)\d*[a-f][\da-f]*[`'"»”]? $/,
};
/** Likewise after them: «stored as hex 1F90». */
const digitsAfter = {
  binary: /^(?: number)? [01]{2,}\b/,
  hex: /^(?: number)? (?:0x)?(?=[a-f]*\d)\d*[a-f][\da-f]*\b/,
};

/** Most characters of a number and a word before it. */
const maxBefore = 80;

interface AskedBase {
  readonly asked: 'hex' | 'binary';
  readonly at: number;
}

function lastBase(text: string): AskedBase | undefined {
  if (decimalValue.test(text)) return undefined;
  let last: AskedBase | undefined;
  for (const { 0: words, index: at, groups } of text.matchAll(bases)) {
    if (groups?.hex === undefined && groups?.binary === undefined) {
      last = undefined;
      continue;
    }
    const asked = groups.hex === undefined ? 'binary' : 'hex';
    const before = text.slice(Math.max(0, at - maxBefore), at);
    const after = text.slice(at + words.length, at + words.length + maxBefore);
    const isWritten =
      writtenBefore.test(before) ||
      digitsBefore[asked].test(before) ||
      digitsAfter[asked].test(after);
    if (!isWritten) last = { asked, at };
  }
  return last;
}

/** Whether `answer` has the form that `question` asks for; undefined where that cannot be said. */
export function fitsQuestion(question: string, answer: string): boolean | undefined {
  const asked = askedFor(question);
  switch (asked) {
    case undefined:
      return undefined;
    case 'hex':
      return /^(?:0x|\\?#)?[0-9a-f\s]+(?:h|_\{?16\}?)?$/i.test(plain(answer));
    case 'binary':
      return /^(?:0b)?[01\s]+(?:b|_\{?2\}?)?$/i.test(plain(answer));
    case 'count':
    case 'amount':
      return fitsNumber(answer, asked);
  }
}

function fitsNumber(answer: string, asked: 'count' | 'amount'): boolean | undefined {
  const value = answerValue(answer);
  const inner = value.kind === 'labelled' ? value.value : value;
  // A name or a list answers no «how many», but what it is cannot be told from here.
  if (inner.kind !== 'expression') return inner.kind === 'text' ? undefined : false;
  const isFormula = someExpression(
    inner.expression,
    (part) => part.kind === 'variable' && !isConstantName(part.name),
  );
  if (isFormula) return undefined;
  const { re, im } = evaluateNumeric(inner.expression, 0);
  if (!Number.isFinite(re) || im !== 0) return undefined;
  if (re < 0) return false;
  if (asked === 'amount') return true;
  return !inner.isPercent && answersEqual(answer, String(Math.round(re)));
}

/** Without the wrappers in which a literal stands. */
function plain(answer: string): string {
  return answer
    .replace(/\\(?:text|texttt|mathrm|mathtt)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\?_(?=[\da-f]{4})/gi, '')
    .trim();
}
