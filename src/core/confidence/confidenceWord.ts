/** How sure an answer is, in words; surfaces translate them. */
export const confidenceWords = [
  'very likely right',
  'likely right',
  'may be right',
  'likely wrong',
  'very likely wrong',
] as const;
export type ConfidenceWord = (typeof confidenceWords)[number];

/** The word for a chance between 0 and 1. */
export function confidenceWord(probability: number): ConfidenceWord {
  if (probability >= 0.9) return 'very likely right';
  if (probability >= 0.7) return 'likely right';
  if (probability >= 0.4) return 'may be right';
  return probability >= 0.15 ? 'likely wrong' : 'very likely wrong';
}

/** Below this an answer is shown as not sure, unless a person says otherwise. */
export const defaultNotSureBelow = 0.5;
