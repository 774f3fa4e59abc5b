import type { ModelSession } from '../engine/ask/modelSession';
import type { PromptPart } from '../core/prompt/promptPart';
import { sum } from '../core/statistics';
import type { GeneratedText } from '../protocol/childProtocol';
import { AppError } from '../protocol/appError';

/** Long enough for a steady rate, short enough for a reference that reads four times the bytes. */
const decodedTokens = 48;

/** Tokens a second; null where nothing took time. */
export interface Speed {
  readonly prefill: number | null;
  /** Of an answer alone, each token in a step of its own. */
  readonly decode: number | null;
}

/**
 * How fast two models read `prompts` and go on from each. Both are asked in turn, who comes first
 * changes from prompt to prompt: what else the machine does meets both. What the first prompt warms
 * up is not counted.
 *
 * Codes: those of `Engine.generate`.
 */
export async function compareSpeeds(
  sessions: readonly [ModelSession, ModelSession],
  prompts: readonly (readonly PromptPart[])[],
  signal: AbortSignal,
): Promise<readonly [Speed, Speed]> {
  const outputs: readonly [GeneratedText[], GeneratedText[]] = [[], []];
  for (const [turn, prompt] of prompts.entries()) {
    const order = turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const side of order) outputs[side].push(await write(sessions[side], prompt, signal));
  }
  return [speedOf(outputs[0].slice(1)), speedOf(outputs[1].slice(1))];
}

async function write(
  { engine, manifest }: ModelSession,
  prompt: readonly PromptPart[],
  signal: AbortSignal,
): Promise<GeneratedText> {
  const { outputs } = await engine.generate(
    {
      prompts: [prompt],
      maxNewTokens: decodedTokens,
      stopTokens: manifest.prompt.stopTokens,
      // Guesses would tell how often this text repeats itself.
      lookahead: false,
    },
    { signal },
  );
  const [output] = outputs;
  if (output === undefined) throw new AppError('internal', 'the engine gave no output');
  return output;
}

function speedOf(outputs: readonly GeneratedText[]): Speed {
  const read = sum(outputs.map(({ promptTokens, cachedTokens }) => promptTokens - cachedTokens));
  // The first token comes with the prompt.
  const written = sum(outputs.map(({ tokenIds }) => Math.max(0, tokenIds.length - 1)));
  return {
    prefill: rate(read, sum(outputs.map(({ prefillMs }) => prefillMs))),
    decode: rate(written, sum(outputs.map(({ decodeMs }) => decodeMs))),
  };
}

function rate(tokens: number, ms: number): number | null {
  return tokens > 0 && ms > 0 ? (tokens / ms) * 1000 : null;
}
