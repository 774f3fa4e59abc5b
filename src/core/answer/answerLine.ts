/**
 * What stands between the chain and the answer in every training target, and what ends the chain
 * when tokens are counted.
 *
 * Source: hemingkx/TokenSkip@ef02f53:get_llamafactory_input.py
 */
export const answerLineStart = '\n\nThe final answer is:';

/** The answer line without its leading blank line: `The final answer is: $\boxed{5}$`. */
export function formatAnswerLine(answer: string): string {
  return `The final answer is: $\\boxed{${answer}}$`;
}
