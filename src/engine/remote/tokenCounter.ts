import { isAppError } from '../../protocol/appError';
import type { Check } from '../../protocol/guards';
import { accept, arrayOf, integerIn, object, optional } from '../../protocol/guards';
import { limits } from '../../protocol/limits';

/** Asks the server; rejects when it cannot answer. */
export type AskServer = (
  path: string,
  body: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) => Promise<unknown>;

interface WireCount {
  readonly count?: number;
  readonly tokens?: readonly unknown[];
}

const wireCount: Check<WireCount> = object<WireCount>({
  count: optional(integerIn(0, limits.contextLength)),
  tokens: optional(arrayOf<unknown>(() => undefined, limits.contextLength)),
});

/** Mean of English reasoning with the vocabularies of the known families, before anything was seen. */
const usualCharsPerToken = 3.5;

/** Maths has more tokens than words of the same length. */
const cautiousFactor = 1.5;

/** Ways to count, each tried once, in this order; each body holds what the servers of it want. */
const endpoints: readonly {
  readonly path: string;
  readonly body: (model: string, text: string) => Readonly<Record<string, unknown>>;
}[] = [
  {
    // vLLM reads `prompt`, llama.cpp's own server `content`.
    path: 'tokenize',
    body: (model, text) => ({
      model,
      prompt: text,
      content: text,
      add_special_tokens: false,
      add_special: false,
    }),
  },
  // llama-cpp-python.
  { path: 'extras/tokenize/count', body: (model, text) => ({ model, input: text }) },
];

/**
 * Counts tokens of a server's model: by its tokenizer where it offers one (vLLM, llama.cpp), else
 * by the length of the text and the tokens that the last answers had for theirs.
 */
export class TokenCounter {
  readonly #model: string;
  readonly #ask: AskServer;
  #charsPerToken = usualCharsPerToken;
  /** Index of the endpoint in use; past the last one: the counts are estimates. */
  #endpoint = 0;

  constructor(model: string, ask: AskServer) {
    this.#model = model;
    this.#ask = ask;
  }

  /** Learns from an answer; short ones say too little. */
  learn(text: string, tokenCount: number): void {
    if (tokenCount >= 16) this.#charsPerToken = text.length / tokenCount;
  }

  /** Tokens of `text` as ordinary text. Code `cancelled`. */
  async count(text: string, signal: AbortSignal): Promise<number> {
    return (await this.#counted(text, signal)) ?? Math.max(1, Math.round(this.#estimate(text)));
  }

  /** As many tokens as `text` may have: counted, or more than is to be expected. Code `cancelled`. */
  async countAtMost(text: string, signal: AbortSignal): Promise<number> {
    return (await this.#counted(text, signal)) ?? Math.ceil(this.#estimate(text) * cautiousFactor);
  }

  #estimate(text: string): number {
    return text.length / this.#charsPerToken;
  }

  /** By the server; undefined where it cannot say. */
  async #counted(text: string, signal: AbortSignal): Promise<number | undefined> {
    if (text === '') return 0;
    for (let at = this.#endpoint; at < endpoints.length; at = Math.max(at + 1, this.#endpoint)) {
      const endpoint = endpoints[at];
      if (endpoint === undefined) break;
      const { path, body } = endpoint;
      const found = await this.#askOnce(path, body(this.#model, text), signal);
      if (found === 'busy') break;
      if (found !== undefined) return found;
      this.#endpoint = Math.max(this.#endpoint, at + 1);
    }
    return undefined;
  }

  /** Undefined where there is no such endpoint. */
  async #askOnce(
    path: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<number | 'busy' | undefined> {
    try {
      const answer = accept(wireCount, await this.#ask(path, body, signal), 'count');
      if (!answer.ok) return undefined;
      return answer.value.count ?? answer.value.tokens?.length;
    } catch (error) {
      if (isAppError(error, 'cancelled')) throw error;
      return isAppError(error, 'remote-busy') ? 'busy' : undefined;
    }
  }
}
