import { isFullRatio } from '../ratio';
import type { PromptPart } from './promptPart';
import type { PromptRequest, PromptTemplate, PromptTurn } from './promptTemplate';
import { renderPrompt } from './promptTemplate';

/**
 * The sentence that asks for less reasoning in words: the paper's LC-Prompt. Models hear it badly
 * (LLaMA-3.1-8B at 0.5: 89 % of the tokens are left, with TokenSkip 53 %).
 *
 * Source: TokenSkip, arXiv 2502.12067, section 5.1 and Table 1.
 */
export function reductionInstruction(keepRatio: number): string {
  const percent = Math.round((1 - keepRatio) * 100);
  return `Please reduce ${percent}% of the words in your Chain-of-Thought process.`;
}

/** What a model is asked with. */
export interface AskedModel {
  readonly prompt: PromptTemplate;
  /** Empty: not trained for ratios. */
  readonly trainedRatios: readonly number[];
}

/**
 * The prompt for one question: with the ratio's marker for a model that was trained for it, else in
 * words, since a marker that was never learned is noise in the question.
 */
export function questionPrompt(
  { prompt, trainedRatios }: AskedModel,
  request: PromptRequest,
): readonly PromptPart[] {
  if (trainedRatios.length > 0) return renderPrompt(prompt, request);
  const { history = [] } = request;
  return renderPrompt(prompt, { ...inWords(request), history: history.map(inWords) });
}

function inWords<T extends Pick<PromptTurn, 'question' | 'keepRatio'>>(turn: T): T {
  const { question, keepRatio = 1 } = turn;
  if (isFullRatio(keepRatio)) return turn;
  return { ...turn, question: `${question}\n${reductionInstruction(keepRatio)}`, keepRatio: 1 };
}
