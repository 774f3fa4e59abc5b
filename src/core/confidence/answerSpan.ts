import { extractBoxed } from '../answer/boxed';
import { splitAnswer } from '../answer/splitAnswer';

/** Where an output says its answer: UTF-16 units, end exclusive; undefined if it gives none. */
export function answerSpan(
  text: string,
): { readonly startOffset: number; readonly endOffset: number } | undefined {
  const { answer, chain, form } = splitAnswer(text);
  if (answer === undefined) return undefined;
  const from = form === 'answerLine' ? chain.length : 0;
  const box = extractBoxed(text.slice(from));
  const startOffset = text.indexOf(answer, from + (box?.startOffset ?? 0));
  return { startOffset, endOffset: startOffset + answer.length };
}
