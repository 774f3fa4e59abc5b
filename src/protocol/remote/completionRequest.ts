import { chatMessages } from '../../core/prompt/chatMessages';
import type { PromptPart } from '../../core/prompt/promptPart';
import { rawPrompt } from '../../core/prompt/rawPrompt';
import type { SamplingOptions } from '../childProtocol';

/** What the protocol allows; the engine looks for all of them itself. */
const maxStops = 4;

/** A completion that is to be streamed. */
export interface CompletionRequest {
  /** Below `/v1/`. */
  readonly path: 'completions' | 'chat/completions';
  readonly body: Readonly<Record<string, unknown>>;
}

export interface CompletionOptions {
  /** Name of the model on the server. */
  readonly model: string;
  readonly maxNewTokens: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly stops: readonly string[];
}

/**
 * The request for one prompt: a prompt of roles goes to the chat, every other one as raw text to
 * the completions, where no template touches its ratio marker.
 */
export function completionRequest(
  prompt: readonly PromptPart[],
  { model, maxNewTokens, sampling, seed, stops }: CompletionOptions,
): CompletionRequest {
  const messages = chatMessages(prompt);
  const { temperature = 0, topK = 0, topP = 1, minP = 0, repetitionPenalty = 1 } = sampling;
  const body = {
    model,
    ...(messages === undefined ? { prompt: rawPrompt(prompt) } : { messages }),
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: maxNewTokens,
    temperature,
    top_p: topP,
    seed,
    ...(stops.length === 0 ? {} : { stop: stops.slice(0, maxStops) }),
    // Not of the protocol: sent only when asked for, since a strict server refuses what it does not
    // know. vLLM and llama.cpp name the penalty differently.
    ...(topK === 0 ? {} : { top_k: topK }),
    ...(minP === 0 ? {} : { min_p: minP }),
    ...(repetitionPenalty === 1
      ? {}
      : { repetition_penalty: repetitionPenalty, repeat_penalty: repetitionPenalty }),
  };
  return { path: messages === undefined ? 'completions' : 'chat/completions', body };
}
