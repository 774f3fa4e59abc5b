/**
 * A sign for texts in lower case: one of these words or phrases, and not as part of a longer word.
 * English; digits, signs and code are the same in every language.
 */
export function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})(?![\\p{L}\\d])`, 'u');
}

/** From two on: «zero» and «one» stand in texts about anything. */
export const numberWords: readonly string[] = [
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  '(?:thir|four|fif|six|seven|eigh|nine)teen',
  '(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\p{L}+)?',
  'hundreds?',
  'thousands?',
  'millions?',
  'billions?',
];
