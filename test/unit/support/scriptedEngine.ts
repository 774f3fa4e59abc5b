import type { Engine, EngineStatus, GenerateOptions } from '../../../src/engine/engine';
import type { ModelSession } from '../../../src/engine/ask/modelSession';
import type {
  GenerateParams,
  GenerateResult,
  LoadedModel,
  MemoryReport,
  TokenBounds,
} from '../../../src/protocol/childProtocol';
import { sampleManifest } from '../cli/sampleManifest';

const loaded: LoadedModel = {
  modelId: 'scripted',
  device: { used: 'cpu', reason: 'a test', attempts: [] },
  contextLength: 2048,
  vocabularySize: 512,
  layerCount: 2,
  loadMs: 1,
};

/** An engine that says what it was given to say, one text for each generation; a token is a word. */
export class ScriptedEngine implements Engine {
  readonly status: EngineStatus = {
    state: 'ready',
    model: loaded,
    process: undefined,
    failure: undefined,
  };
  /** The text of each prompt it was given. */
  readonly asked: string[] = [];
  readonly #texts: string[];

  constructor(...texts: string[]) {
    this.#texts = texts;
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
    const parts = params.prompts[0] ?? [];
    this.asked.push(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''));
    const text = this.#texts.shift();
    if (text === undefined) throw new Error('nothing left to say');
    const words = text.split(/(?= )/);
    words.forEach((word, i) => options.onToken?.(0, word, i + 1));
    const output = {
      text,
      tokenIds: new Int32Array(words.length),
      finishReason: 'stop' as const,
      promptTokens: 1,
      cachedTokens: 0,
      prefillMs: 1,
      decodeMs: 1,
      timeToFirstTokenMs: 1,
    };
    return Promise.resolve({ outputs: [output], wallMs: 2 });
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

export function sessionOf(engine: Engine): ModelSession {
  return { engine, manifest: sampleManifest(), loaded };
}
