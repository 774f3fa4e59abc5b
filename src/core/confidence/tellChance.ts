import type { ConfidenceWord } from './confidenceWord';

/**
 * A chance out of ten: a calibration on some hundred answers carries no second digit. Nothing is
 * certain, so the ends are open.
 */
export type OutOfTen =
  | { readonly kind: 'lessThanOne' }
  | { readonly kind: 'about'; readonly inTen: number }
  | { readonly kind: 'moreThanNine' };

/** What is said of a chance: «Likely right, about 8 in 10», «Not sure: …». Surfaces translate it. */
export interface ToldChance {
  /** Not sure is said first. */
  readonly kind: 'sure' | 'notSure';
  readonly word: ConfidenceWord;
  readonly number: OutOfTen;
}

/** How the chance of an answer is told, the same on every surface; `probability` is of 0 to 1. */
export function tellChance(chance: {
  readonly probability: number;
  readonly word: ConfidenceWord;
  readonly isSure: boolean;
}): ToldChance {
  const { probability, word, isSure } = chance;
  return { kind: isSure ? 'sure' : 'notSure', word, number: outOfTen(probability) };
}

function outOfTen(probability: number): OutOfTen {
  const inTen = Math.round(probability * 10);
  if (inTen <= 0) return { kind: 'lessThanOne' };
  return inTen >= 10 ? { kind: 'moreThanNine' } : { kind: 'about', inTen };
}
