import { PrefillPacer } from '../core/prefillChunk';
import type { PromptPart } from '../core/prompt/promptPart';
import { greedySampling, samplingProblem } from '../core/sampling/samplingOptions';
import { AppError, isCancelled } from '../protocol/appError';
import type {
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  TokenBounds,
} from '../protocol/childProtocol';
import type { Logger } from '../protocol/logger';
import type { AnswerLimits } from './generate/answerRow';
import type { RowPrompt } from './generate/answerRow';
import { generateBatch } from './generate/generateBatch';
import { RowCache } from './generate/rowCache';
import { Lookahead } from './lookahead/lookahead';
import type { GenerateHooks, ModelRuntime } from './modelRuntime';
import { chooseDevice, type ChosenDevice, type DeviceChoice } from './session/chooseDevice';
import { readModelFolder, type ModelFolder } from './session/modelFolder';
import { probeText } from './session/probeDecoder';
import { loadTokenizer } from './tokenizer/loadTokenizer';
import type { Tokenizer } from './tokenizer/tokenizer';

/**
 * The model of `params.modelDir`, ready to answer.
 *
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-architecture`,
 *   `device-unavailable`
 */
export async function loadModelRuntime(params: LoadParams, logger: Logger): Promise<ModelRuntime> {
  const began = performance.now();
  const folder = await readModelFolder(params.modelDir);
  const tokenizer = await loadTokenizer(params.modelDir);
  const device = await openDevice({
    folder,
    params,
    logger,
    probe: tokenizer.encodeText(probeText),
  });
  const contextLength = Math.min(
    params.contextLength ?? device.decoder.contextLength,
    device.decoder.contextLength,
  );
  const info: LoadedModel = {
    modelId: folder.modelId,
    device: device.report,
    contextLength,
    vocabularySize: tokenizer.vocabularySize,
    layerCount: folder.shape.layerCount,
    loadMs: performance.now() - began,
  };
  return new LoadedRuntime(info, folder, tokenizer, device);
}

async function openDevice(choice: DeviceChoice): Promise<ChosenDevice> {
  try {
    return await chooseDevice(choice);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'model-file-invalid',
      'The model files cannot be loaded; check them with "tokenskip model verify" and download or convert the model again.',
      undefined,
      { cause },
    );
  }
}

class LoadedRuntime implements ModelRuntime {
  private readonly cache: RowCache;
  private readonly pacer: PrefillPacer;
  private readonly lookahead = new Lookahead();

  constructor(
    readonly info: LoadedModel,
    private readonly folder: ModelFolder,
    private readonly tokenizer: Tokenizer,
    private readonly device: ChosenDevice,
  ) {
    this.cache = new RowCache(device.decoder);
    this.cache.reserve(1);
    this.pacer = new PrefillPacer(folder.parameterCount);
  }

  async generate(
    params: GenerateParams,
    hooks: GenerateHooks,
    signal: AbortSignal,
  ): Promise<GenerateResult> {
    const began = performance.now();
    const problem = samplingProblem({ ...greedySampling, ...params.sampling });
    if (problem !== undefined) throw new AppError('invalid-argument', problem);
    const prompts = params.prompts.map((parts, index) => this.rowPrompt(parts, index, params));
    const context = {
      cache: this.cache,
      pacer: this.pacer,
      lookahead: this.lookahead,
      limits: this.limits(params),
      tokenizer: {
        createStreamDecoder: () => this.tokenizer.streamDecoder(),
        encodeText: (text: string) => this.tokenizer.encodeText(text),
      },
    };
    try {
      const outputs = await generateBatch(context, prompts, params, hooks, signal);
      return { outputs, wallMs: performance.now() - began };
    } catch (error) {
      // After a stop the cache is as true as before; after a failed call it may not be.
      if (!isCancelled(error)) this.cache.clear();
      throw error;
    }
  }

  countTokens(texts: readonly string[]): readonly number[] {
    return texts.map((text) => this.tokenizer.encodeText(text).length);
  }

  tokenize(text: string): TokenBounds {
    const { startOffsets, endOffsets } = this.tokenizer.tokenOffsets(text);
    return { startOffsets, endOffsets };
  }

  memory(): MemoryReport {
    return {
      residentBytes: process.memoryUsage.rss(),
      kvCacheBytes: this.device.decoder.cacheBytes(),
    };
  }

  close(): Promise<void> {
    return this.device.decoder.close();
  }

  private limits(params: GenerateParams): AnswerLimits {
    const named = (params.stopTokens ?? []).map((name) => this.tokenizer.tokenId(name));
    const known = named.filter((id) => id !== undefined);
    return {
      endTokens: new Set([...this.folder.endTokens, ...known]),
      vocabularySize: this.tokenizer.vocabularySize,
      contextLength: this.info.contextLength,
    };
  }

  private rowPrompt(
    parts: readonly PromptPart[],
    index: number,
    { forced }: GenerateParams,
  ): RowPrompt {
    const ids = this.encode(parts);
    if (forced === undefined) return { index, ids };
    const forcedIds = this.tokenizer.encodeText(forced[index] ?? '');
    const { contextLength } = this.info;
    if (ids.length + forcedIds.length > contextLength)
      throw tooLong(ids.length + forcedIds.length, contextLength);
    return { index, ids, forcedIds };
  }

  private encode(parts: readonly PromptPart[]): readonly number[] {
    const ids = this.tokenizer.encode(parts);
    const { contextLength } = this.info;
    if (ids.length === 0) {
      throw new AppError('empty-question', 'There is nothing to answer; type a question.');
    }
    if (ids.length >= contextLength) throw tooLong(ids.length, contextLength);
    return ids;
  }
}

function tooLong(tokens: number, contextLength: number): AppError {
  return new AppError(
    'question-too-long',
    `The question takes ${tokens} tokens, and this model reads ${contextLength} with the answer; shorten it.`,
    { tokens, contextLength },
  );
}
