import type { Engine, EngineStatus, GenerateOptions } from '../../../src/engine/engine';
import type { ModelSession } from '../../../src/engine/ask/modelSession';
import type {
  FinishReason,
  GeneratedText,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  MemoryReport,
  TokenBounds,
} from '../../../src/protocol/childProtocol';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import { AppError } from '../../../src/protocol/appError';
import { sampleManifest } from '../cli/sampleManifest';

const loaded: LoadedModel = {
  modelId: 'scripted',
  device: { used: 'cpu', reason: 'a test', attempts: [] },
  contextLength: 2048,
  vocabularySize: 512,
  layerCount: 2,
  loadMs: 1,
};

/** What is to be said; a plain text ends by itself, and the model was fairly sure of it. */
export type Line =
  | string
  | {
      readonly text: string;
      readonly finishReason?: FinishReason;
      /** Of each token. */
      readonly logProb?: number;
      /** Said where exact arithmetic was asked for. */
      readonly corrections?: number;
    };

/**
 * An engine that says what it was given to say, one line for each prompt, in order; a token is a
 * word. It stops between two rows when it is told to.
 */
export class ScriptedEngine implements Engine {
  readonly status: EngineStatus = {
    state: 'ready',
    model: loaded,
    process: undefined,
    failure: undefined,
  };
  /** The text of each prompt it was given. */
  readonly asked: string[] = [];
  readonly #lines: Line[];

  constructor(...lines: Line[]) {
    this.#lines = lines;
  }

  onStatus(): () => void {
    return () => undefined;
  }

  load(): Promise<LoadedModel> {
    return Promise.resolve(loaded);
  }

  async unload(): Promise<void> {
    await Promise.resolve();
  }

  generate(params: GenerateParams, options: GenerateOptions = {}): Promise<GenerateResult> {
    const outputs = params.prompts.map((parts, row) => {
      if (options.signal?.aborted === true) throw new AppError('cancelled', 'Stopped.');
      this.asked.push(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''));
      const line = this.#lines.shift();
      if (line === undefined) throw new Error('nothing left to say');
      const output = outputOf(line, params);
      words(output.text).forEach((word, i) => options.onToken?.(row, word, i + 1));
      options.onRow?.(row, output);
      return output;
    });
    return Promise.resolve({ outputs, wallMs: 2 });
  }

  countTokens(texts: readonly string[]): Promise<readonly number[]> {
    return Promise.resolve(texts.map((text) => text.split(/\s+/).filter(Boolean).length));
  }

  tokenize(): Promise<TokenBounds> {
    return Promise.resolve({ startOffsets: new Int32Array(), endOffsets: new Int32Array() });
  }

  memory(): Promise<MemoryReport> {
    return Promise.resolve({ residentBytes: 0, kvCacheBytes: 0 });
  }

  async restart(): Promise<void> {
    await Promise.resolve();
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

/** A session with the sample model, some fields of its manifest changed. */
export function sessionOf(engine: Engine, change: Partial<ModelManifest> = {}): ModelSession {
  return { engine, manifest: sampleManifest(change), loaded };
}

function words(text: string): readonly string[] {
  return text.split(/(?= )/);
}

function outputOf(line: Line, params: GenerateParams): GeneratedText {
  const {
    text,
    finishReason = 'stop',
    logProb = -0.1,
    corrections = 0,
  } = typeof line === 'string' ? { text: line } : line;
  const tokens = words(text);
  let end = 0;
  return {
    text,
    tokenIds: new Int32Array(tokens.length),
    finishReason,
    promptTokens: 1,
    cachedTokens: 0,
    prefillMs: 1,
    decodeMs: 1,
    timeToFirstTokenMs: 1,
    ...(params.exactArithmetic === true ? { corrections } : {}),
    ...(params.logProbabilities === true
      ? {
          logProbabilities: Float32Array.from(tokens, () => logProb),
          margins: Float32Array.from(tokens, () => 1),
          tokenEnds: Int32Array.from(tokens, (word) => (end += word.length)),
        }
      : {}),
  };
}
