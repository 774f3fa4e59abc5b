import { conclusionSigns } from './conclusionSigns';
import { faintSigns } from './faintSigns';
import { logicSigns } from './logicSigns';
import { mathsSigns } from './mathsSigns';
import { otherTopics, settledTopics } from './otherTopics';
import { hasTwoQuantities } from './quantities';
import { writingTasks } from './writingTasks';

/**
 * Whether `question` looks like what the model was made for: maths, logic, quantities, reading code
 * for its result. A rule of words and signs, not a judgement: it is meant to be wrong rarely about
 * real questions (at most 2 in 100 on the development questions) and to catch what is plainly
 * something else. False for an empty text. Linear in the length, of which the first 4,000
 * characters count.
 */
export function isMathsOrLogic(question: string): boolean {
  const text = normalised(question);
  if (hasOne(text, writingTasks)) return false;
  return hasClearSign(text) || (hasOne(text, faintSigns) && !isAboutOther(text));
}

/**
 * Whether `question` is plainly about something else, such as a poem or a capital. For follow-ups:
 * «and for Ben?» has no sign of maths, and needs none after a question that had.
 */
export function isPlainlyOther(question: string): boolean {
  const text = normalised(question);
  return hasOne(text, writingTasks) || (isAboutOther(text) && !hasClearSign(text));
}

function normalised(question: string): string {
  // Longer texts carry their signs early; a pasted file must not cost a second.
  return question.slice(0, 4000).trim().toLowerCase().replace(/\s+/g, ' ');
}

function hasClearSign(text: string): boolean {
  return hasOne(text, mathsSigns) || hasOne(text, logicSigns) || hasOne(text, conclusionSigns);
}

function isAboutOther(text: string): boolean {
  return hasOne(text, settledTopics) || (hasOne(text, otherTopics) && !hasTwoQuantities(text));
}

function hasOne(text: string, signs: readonly RegExp[]): boolean {
  return signs.some((sign) => sign.test(text));
}
