import { answersEqual } from '../../core/answer/answersEqual';

/** A number in hexadecimal or binary, however it is set. */
const literal = /\b0(?<base>[xb])(?<digits>[\da-f]+)\b/i;

/**
 * Whether `answer` is the right one, as {@link answersEqual} says, and written as asked: where the right
 * answer is a literal in another base it is one of that base, and a literal whose digits stand in the
 * question, with or without their prefix, is no answer to what it is in decimal.
 */
export function isRight(answer: string, question: string, gold: string): boolean {
  if (!answersEqual(answer, gold)) return false;
  const [own, wanted] = [literal.exec(answer)?.groups, literal.exec(gold)?.groups];
  if (wanted !== undefined) return own?.base?.toLowerCase() === wanted.base?.toLowerCase();
  return own === undefined || !isWrittenIn(question, own);
}

function isWrittenIn(
  question: string,
  { base = '', digits = '' }: Record<string, string>,
): boolean {
  const significant = digits.replace(/^0+(?=.)/, '');
  return new RegExp(`\\b(?:0${base})?0*${significant}\\b`, 'i').test(question);
}
