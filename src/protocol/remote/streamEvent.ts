import type { Check } from '../guards';
import { accept, arrayOf, count, nullOr, object, optional, text } from '../guards';
import { limits } from '../limits';

/** Tokens as the server counted them. */
export interface RemoteUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Prompt tokens that it had read before. */
  readonly cachedTokens: number;
}

/** One event of a stream of completions. */
export type StreamEvent =
  | {
      readonly kind: 'piece';
      /** Of the reasoning, where the server gives that apart from the answer. */
      readonly thought: string;
      readonly text: string;
      /** Undefined while the answer goes on. */
      readonly finishReason: 'stop' | 'length' | undefined;
      readonly usage: RemoteUsage | undefined;
    }
  /** The server gave up; `status` where it says one. */
  | { readonly kind: 'error'; readonly status: number | undefined; readonly message: string }
  | { readonly kind: 'done' }
  /** No event of this protocol. */
  | { readonly kind: 'unreadable' };

interface WireDelta {
  readonly content?: string | null;
  /** What a thinking model writes before its answer: vLLM, llama.cpp, DeepSeek. */
  readonly reasoning_content?: unknown;
  /** The same of Ollama, OpenRouter and newer vLLM; some send both. */
  readonly reasoning?: unknown;
}

interface WireChoice {
  /** `/v1/completions`. */
  readonly text?: string | null;
  /** `/v1/chat/completions`. */
  readonly delta?: WireDelta | null;
  readonly finish_reason?: string | null;
}

interface WireUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens?: number | null;
  readonly prompt_tokens_details?: { readonly cached_tokens?: number | null } | null;
}

interface WireChunk {
  readonly choices: readonly WireChoice[];
  readonly usage?: unknown;
}

const words = text(limits.textLength);
const anything: Check<unknown> = () => undefined;

const wireUsage: Check<WireUsage> = object<WireUsage>({
  prompt_tokens: count,
  completion_tokens: optional(nullOr(count)),
  prompt_tokens_details: optional(nullOr(object({ cached_tokens: optional(nullOr(count)) }))),
});

const wireDelta: Check<WireDelta> = object<WireDelta>({
  content: optional(nullOr(words)),
  reasoning_content: optional(anything),
  reasoning: optional(anything),
});

const wireChunk: Check<WireChunk> = object<WireChunk>({
  choices: arrayOf(
    object<WireChoice>({
      text: optional(nullOr(words)),
      delta: optional(nullOr(wireDelta)),
      finish_reason: optional(nullOr(text(limits.nameLength))),
    }),
    16,
  ),
  usage: optional(anything),
});

/** What an event's data says. Never throws. */
export function readStreamEvent(data: string): StreamEvent {
  if (data.trim() === '[DONE]') return { kind: 'done' };
  const value = parseJson(data);
  const message = errorMessage(value);
  if (message !== undefined) return { kind: 'error', status: errorStatus(value), message };
  const chunk = accept(wireChunk, value, 'event');
  if (!chunk.ok) return { kind: 'unreadable' };
  const { choices, usage } = chunk.value;
  const choice = choices[0];
  return {
    kind: 'piece',
    thought: thoughtOf(choice?.delta),
    text: choice?.text ?? choice?.delta?.content ?? '',
    finishReason: finishReasonOf(choice?.finish_reason),
    usage: usageOf(usage),
  };
}

/**
 * What went wrong, in the words of the server, at most 300 characters; undefined where `value` is no
 * error: `{error: {message}}` (OpenAI, vLLM, llama.cpp), `{error: "…"}` (Ollama), `{message}` or
 * `{detail}` (older vLLM, gateways).
 */
export function errorMessage(value: unknown): string | undefined {
  const error = member(value, 'error');
  const found =
    member(error, 'message') ??
    error ??
    (member(value, 'choices') === undefined
      ? (member(value, 'message') ?? member(value, 'detail'))
      : undefined);
  if (found === undefined || found === null) return undefined;
  const sentence = typeof found === 'string' ? found.slice(0, 10_000) : jsonText(found);
  // Control characters would move the cursor of a terminal or turn the direction of a line.
  return sentence
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Deeper than the stack: no words for people.
    return '';
  }
}

/** The value of a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of what may be an object. */
function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function errorStatus(value: unknown): number | undefined {
  const status = Number(member(member(value, 'error'), 'code') ?? member(value, 'code'));
  return Number.isInteger(status) && status >= 400 && status < 600 ? status : undefined;
}

/** Fields of another kind are somebody else's, and the answer beside them is good. */
function thoughtOf(delta: WireDelta | null | undefined): string {
  const isWords = (value: unknown): value is string => typeof value === 'string' && value !== '';
  return [delta?.reasoning_content, delta?.reasoning].find(isWords) ?? '';
}

function finishReasonOf(reason: string | null | undefined): 'stop' | 'length' | undefined {
  if (reason === null || reason === undefined || reason === '') return undefined;
  return reason === 'length' ? 'length' : 'stop';
}

/** Counts that are none are not taken; the answer beside them is. */
function usageOf(usage: unknown): RemoteUsage | undefined {
  const checked = accept(wireUsage, usage, 'usage');
  if (!checked.ok) return undefined;
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = checked.value;
  return {
    promptTokens: prompt_tokens,
    completionTokens: completion_tokens ?? 0,
    cachedTokens: prompt_tokens_details?.cached_tokens ?? 0,
  };
}
