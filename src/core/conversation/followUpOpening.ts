import type { PromptTurn } from '../prompt/promptTemplate';
import type { AskedModel } from '../prompt/questionPrompt';

/**
 * What a model that was not trained on conversations begins its answer to a follow-up with. Earlier
 * turns show answers without their reasoning, and a model imitates what it sees: without this,
 * Qwen2.5-Coder-0.5B answered nine of ten follow-ups of one conversation in a line, eight of them
 * wrongly; with it, it reasons.
 */
export const stepByStep = "Let's work through this step by step.\n\n";

/**
 * How the model's turn begins: with nothing for a first question. For a follow-up the template says
 * it; where it does not, a model that was not trained for ratios begins with {@link stepByStep}
 * (models converted before templates said it), a trained one with nothing.
 */
export function followUpOpening(
  { prompt, trainedRatios }: AskedModel,
  history: readonly PromptTurn[],
): string {
  if (history.length === 0) return '';
  return prompt.followUpOpening ?? (trainedRatios.length === 0 ? stepByStep : '');
}
