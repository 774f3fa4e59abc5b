import { setTimeout as delay } from 'node:timers/promises';
import type { GenerateHooks, ModelRuntime } from '../../../../src/inference/modelRuntime';
import { AppError } from '../../../../src/protocol/appError';
import type {
  DeviceReport,
  FinishReason,
  GeneratedText,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  TokenBounds,
} from '../../../../src/protocol/childProtocol';

/** A model that says its prompt back, one word a token, and notices when it is misused. */
export class FakeRuntime implements ModelRuntime {
  readonly info: LoadedModel;
  /** Misuse that a real runtime would crash on. */
  readonly violations: string[] = [];
  closed = false;
  #running = 0;

  constructor(
    params: LoadParams,
    /** Time of one token, milliseconds. */
    readonly tokenMs = 0,
    device: DeviceReport = { used: 'cpu', reason: 'Asked for.', attempts: [] },
  ) {
    this.info = {
      modelId: params.modelDir,
      device,
      contextLength: 2048,
      vocabularySize: 100,
      layerCount: 2,
      loadMs: 1,
    };
  }

  async generate(
    params: GenerateParams,
    hooks: GenerateHooks,
    signal: AbortSignal,
  ): Promise<GenerateResult> {
    if (this.closed) this.violations.push('generate after close');
    if (this.#running++ > 0) this.violations.push('two at once');
    const startMs = performance.now();
    try {
      const outputs: GeneratedText[] = [];
      for (const [row, prompt] of params.prompts.entries()) {
        const words = prompt
          .map((part) => (part.kind === 'text' ? part.text : ''))
          .join('')
          .split(' ');
        hooks.onPrefill(row, words.length, words.length);
        const output = await this.#say(words, row, params, startMs, hooks, signal);
        hooks.onRow(row, output);
        outputs.push(output);
      }
      return { outputs, wallMs: performance.now() - startMs };
    } finally {
      this.#running--;
    }
  }

  countTokens(texts: readonly string[]): readonly number[] {
    if (this.closed) this.violations.push('countTokens after close');
    return texts.map((text) => text.split(' ').filter(Boolean).length);
  }

  /** Words. */
  tokenize(text: string): TokenBounds {
    const words = [...text.matchAll(/\S+/g)];
    return {
      startOffsets: Int32Array.from(words, (word) => word.index),
      endOffsets: Int32Array.from(words, (word) => word.index + word[0].length),
    };
  }

  memory(): MemoryReport {
    return { residentBytes: 1000, kvCacheBytes: 10 };
  }

  close(): Promise<void> {
    if (this.#running > 0) this.violations.push('closed under a running call');
    this.closed = true;
    return Promise.resolve();
  }

  async #say(
    words: readonly string[],
    row: number,
    params: GenerateParams,
    startMs: number,
    hooks: GenerateHooks,
    signal: AbortSignal,
  ): Promise<GeneratedText> {
    const said: string[] = [];
    let firstMs = 0;
    let finishReason: FinishReason = 'stop';
    for (const word of words) {
      await delay(this.tokenMs);
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.');
      if (performance.now() - startMs >= (params.deadlineMs ?? Infinity)) finishReason = 'deadline';
      else if (said.length >= params.maxNewTokens) finishReason = 'length';
      if (finishReason !== 'stop') break;
      firstMs ||= performance.now() - startMs;
      said.push(word);
      hooks.onToken(row, said.length === 1 ? word : ` ${word}`, said.length);
    }
    return {
      text: said.join(' '),
      tokenIds: Int32Array.from(said, (_word, index) => index),
      finishReason,
      promptTokens: words.length,
      cachedTokens: 0,
      prefillMs: 0,
      decodeMs: performance.now() - startMs,
      timeToFirstTokenMs: firstMs,
    };
  }
}
