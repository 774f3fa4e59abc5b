const numberWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** Words that would be products of two letters: «no» is not «on». */
const twoLetterWords: ReadonlySet<string> = new Set('no on up do go is of to in at'.split(' '));

/** The number that a single word names, up to twenty. */
export function namedNumber(text: string): bigint | undefined {
  const value = numberWords.indexOf(text.toLowerCase());
  return value < 0 ? undefined : BigInt(value);
}

/**
 * Whether `text`, two letters alone, is a word or a name rather than a product. The names of segments,
 * blood groups and rows of guests are two capitals, and their order matters.
 */
export function isTwoLetterText(text: string): boolean {
  return /^[A-Z]{2}$/.test(text) || twoLetterWords.has(text.toLowerCase());
}

/** The letter of `Option B` and `choice (c)`, or `text` as it is. */
export function withoutOption(text: string): string {
  return text.replace(/^(?:option|choice|answer) \(?([a-z])\)?$/i, '$1');
}
