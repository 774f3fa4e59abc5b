import { answersEqual } from '../../core/answer/answersEqual';

/** A number in hexadecimal or binary, however it is set. */
const literal = /\b0(?<base>[xb])[\da-f]+\b/i;

/**
 * Whether `answer` is the right one, as {@link answersEqual} says, and written as asked: where the right
 * answer is a literal in another base it is one of that base, and a literal that stands in the question is
 * no answer to what it is in decimal.
 */
export function isRight(answer: string, question: string, gold: string): boolean {
  if (!answersEqual(answer, gold)) return false;
  const [own, wanted] = [literal.exec(answer), literal.exec(gold)];
  if (wanted !== null)
    return own?.groups?.base?.toLowerCase() === wanted.groups?.base?.toLowerCase();
  return own === null || !question.toLowerCase().includes(own[0].toLowerCase());
}
