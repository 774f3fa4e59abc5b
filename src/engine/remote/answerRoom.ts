import type { PromptPart } from '../../core/prompt/promptPart';
import { promptText } from '../../core/prompt/promptPart';
import type { RemoteModelInfo } from '../../protocol/remote/modelList';
import type { TokenCounter } from './tokenCounter';

/** What a server puts around a prompt: a begin token, and what a chat's template says besides. */
const templateTokens = 64;

/**
 * Tokens that an answer to `prompt` may have, at most `wanted`, at least one: a server refuses a request
 * whose answer could outgrow its context. Code `cancelled`.
 */
export async function answerRoom(
  prompt: readonly PromptPart[],
  wanted: number,
  model: { readonly info: RemoteModelInfo; readonly counter: TokenCounter },
  signal: AbortSignal,
): Promise<number> {
  const { contextLength } = model.info;
  if (contextLength === undefined) return wanted;
  const room = contextLength - templateTokens;
  const text = promptText(prompt);
  // A text has no more tokens than bytes: most prompts need no counting.
  if (Buffer.byteLength(text) + wanted <= room) return wanted;
  return Math.max(1, Math.min(wanted, room - (await model.counter.countAtMost(text, signal))));
}
