import { clearSigns, faintSigns, otherTopics, writingTasks } from './questionSigns';

/**
 * Whether `question` looks like what the model was made for: maths, logic, quantities, reading code
 * for its result. A rule of words and signs, not a judgement: it is meant to be wrong rarely about
 * real questions (at most 2 in 100 on the development questions) and to catch what is plainly
 * something else. Follow-ups such as «and for Ben?» are to be judged by their conversation, not
 * by this. False for an empty text. Linear in the length, of which the first 4,000 characters count.
 */
export function isMathsOrLogic(question: string): boolean {
  // Longer texts carry their signs early; a pasted file must not cost a second.
  const text = question.slice(0, 4000).trim().toLowerCase().replace(/\s+/g, ' ');
  const hasOne = (signs: readonly RegExp[]): boolean => signs.some((sign) => sign.test(text));
  if (hasOne(writingTasks)) return false;
  if (hasOne(clearSigns)) return true;
  return hasOne(faintSigns) && !hasOne(otherTopics);
}
