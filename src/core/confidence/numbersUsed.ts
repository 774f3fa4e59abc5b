/** A number as questions and chains write it: 1,200, 0x3F, 2.50, 15 %. */
const numbers = /0x[\da-f]+|0b[01]+|\d+(?:,\d{3})*(?:\.\d+)?(?:\s?\\?%|\spercent)?/gi;

/**
 * Share of the different numbers of `question` that stand in `chain`, 0 to 1; 1 where it has none. What a
 * chain leaves out it did not reckon with. A percentage also stands there as its fraction, or as what is
 * left of the whole: 20 % as 0.2, 80 or 0.8.
 */
export function numbersUsed(question: string, chain: string): number {
  const asked = new Set(found(question));
  if (asked.size === 0) return 1;
  const written = new Set(found(chain).map(bare));
  const used = [...asked].filter((number) => forms(number).some((form) => written.has(form)));
  return used.length / asked.size;
}

function found(text: string): readonly string[] {
  return Array.from(text.matchAll(numbers), ([number]) => number.toLowerCase());
}

/** Without separators, the sign of a percentage and zeros that say nothing. */
function bare(number: string): string {
  const digits = number.replace(/,|\s?\\?%|\spercent/g, '');
  return /^\d+\.\d+$/.test(digits) ? digits.replace(/\.?0+$/, '') : digits;
}

function forms(number: string): readonly string[] {
  const written = bare(number);
  if (!/%|percent/.test(number)) return [written];
  const percent = Number(written);
  const others = [percent / 100, 100 - percent, 1 - percent / 100];
  return [written, ...others.map((value) => String(Number(value.toFixed(6))))];
}
