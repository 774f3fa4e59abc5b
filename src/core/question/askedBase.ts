/** A base that a question wants its answer in, and where it says so, in UTF-16 units. */
interface AskedBase {
  readonly base: 'hex' | 'binary' | 'decimal';
  readonly at: number;
}

/** Words for the base that a number is to be written in; «in binary search», «not in decimal» name none. */
const bases =
  /(?<!\bnot )\b(?:in|as|to) (?:a )?(?:(?<hex>hex\b|hexadecimal|base[- ]?16)|(?<binary>binary\b(?! search)|base[- ]?2\b)|(?<decimal>decimal(?! (?:places?|digits?|point|fraction))|base[- ]?(?:10|ten))\b|(?:octal|base[- ]?8)\b)/g;

/** «The decimal value of 110», but not «the decimal number 45». */
const decimalValue = /\bdecimal (?:value|number|equivalent|form|representation)\b(?! \d)/;

/** A number in hex or binary, which leaves no doubt about what «decimal» is asked of. */
const literal = /\b0(?:x[\da-f]|b[01])/;

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
/** «It is 63 in decimal» tells a value. */
const toldBefore = /\b(?:is|was|equals|=) \d+ $/;

/** Most characters of a number and a word before it. */
const maxBefore = 80;

/**
 * The last base that `text`, in lower case and with single blanks, asks for; undefined where it names
 * none or only says how a number in it is written. Decimal counts where a hex or binary literal stands
 * in the text: else numbers are decimal anyway.
 */
export function askedBase(text: string): AskedBase | undefined {
  const hasLiteral = literal.test(text);
  const value = decimalValue.exec(text);
  if (value) return hasLiteral ? { base: 'decimal', at: value.index } : undefined;
  let last: AskedBase | undefined;
  for (const { 0: words, index: at, groups } of text.matchAll(bases)) {
    const before = text.slice(Math.max(0, at - maxBefore), at);
    const base =
      groups?.hex !== undefined ? 'hex' : groups?.binary !== undefined ? 'binary' : undefined;
    if (base === undefined) {
      const isAsked = groups?.decimal !== undefined && hasLiteral && !toldBefore.test(before);
      last = isAsked ? { base: 'decimal', at } : undefined;
      continue;
    }
    const after = text.slice(at + words.length, at + words.length + maxBefore);
    const isWritten =
      writtenBefore.test(before) ||
      digitsBefore[base].test(before) ||
      digitsAfter[base].test(after);
    if (!isWritten) last = { base, at };
  }
  return last;
}
