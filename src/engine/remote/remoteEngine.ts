import { setMaxListeners } from 'node:events';
import { AppError } from '../../protocol/appError';
import type {
  GeneratedText,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  TokenBounds,
} from '../../protocol/childProtocol';
import { silentLogger } from '../../protocol/logger';
import { completionRequest } from '../../protocol/remote/completionRequest';
import type { RemoteModelInfo } from '../../protocol/remote/modelList';
import { readModelList } from '../../protocol/remote/modelList';
import type { CallOptions, Engine, EngineState, EngineStatus, GenerateOptions } from '../engine';
import { guardCallbacks } from '../guardCallbacks';
import { answerRoom } from './answerRoom';
import type { Lane } from './fairSlots';
import { FairSlots } from './fairSlots';
import { generateRow } from './generateRow';
import type { RemoteAddress } from './remoteAddress';
import { remoteAddress } from './remoteAddress';
import type { RemoteEngineOptions } from './remoteEngineOptions';
import { PassingFailure } from './remoteFailure';
import type { RemoteCall } from './remoteHttp';
import { remoteJson } from './remoteHttp';
import { RemoteRow } from './remoteRow';
import { TokenCounter } from './tokenCounter';

/** Assumed where a server does not say; the smallest default of the known servers that is usable. */
const usualContextLength = 4096;
const maxRetryDelayMs = 8_000;

interface Loaded {
  readonly info: RemoteModelInfo;
  readonly model: LoadedModel;
  readonly counter: TokenCounter;
}

/**
 * A model on a server that speaks the OpenAI protocol (vLLM, llama.cpp, Ollama and others). Prompts
 * and answers leave this machine.
 *
 * «Loading» finds the model in the server's list; the server itself loads and frees as it likes.
 * Calls run side by side, at most `parallel` requests at once, in turn between the calls. Codes
 * beside those of {@link Engine}: `remote-*`; what was streamed before a failure stays with the
 * caller.
 */
export class RemoteEngine implements Engine {
  readonly #options: Required<Omit<RemoteEngineOptions, 'key' | 'address'>>;
  readonly #key: string | undefined;
  readonly #address: RemoteAddress;
  readonly #slots: FairSlots;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  #loaded: Loaded | undefined;
  #loads = 0;
  #generations = 0;
  #failure: AppError | undefined;

  /** Code `invalid-argument` for an address or a key that cannot be sent. */
  constructor({ address, key, ...options }: RemoteEngineOptions) {
    this.#address = remoteAddress(address);
    this.#key = checkedKey(key);
    this.#options = {
      parallel: 8,
      logger: silentLogger,
      connectTimeoutMs: 10_000,
      answerTimeoutMs: 120_000,
      stallTimeoutMs: 60_000,
      tries: 4,
      retryDelayMs: 500,
      ...options,
    };
    this.#slots = new FairSlots(this.#options.parallel);
  }

  get status(): EngineStatus {
    const model = this.#loaded?.model;
    return { state: this.#state(), model, process: undefined, failure: this.#failure };
  }

  /** Name and port of the server. */
  get host(): string {
    return this.#address.api.host;
  }

  /** What the server says of the model in use. Code `model-not-loaded`. */
  get info(): RemoteModelInfo {
    return this.#requireLoaded().info;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The models that the server offers. Codes `remote-*`. */
  async models(options: CallOptions = {}): Promise<readonly RemoteModelInfo[]> {
    const url = new URL('models', this.#address.api);
    const value = await this.#json({ ...this.#call('', this.#signal(options)), url });
    const list = readModelList(value);
    if (list !== undefined) return list;
    throw new AppError(
      'remote-refused',
      `${url.host} answers, but with no list of models at ${url.pathname}: correct the address of the server.`,
    );
  }

  /** `params.modelDir` names the model; empty: the first one of the server. */
  async load(params: LoadParams, options: CallOptions = {}): Promise<LoadedModel> {
    const begunMs = performance.now();
    this.#refuseWhenClosed();
    this.#loads += 1;
    this.#changed();
    try {
      const info = this.#find(params.modelDir, await this.models(options));
      const known = info.contextLength ?? usualContextLength;
      const model: LoadedModel = {
        modelId: info.name,
        device: {
          used: 'remote',
          reason: `${this.host} answers: the question leaves this machine`,
          attempts: [],
        },
        contextLength: Math.min(known, params.contextLength ?? known),
        vocabularySize: 0,
        layerCount: 0,
        loadMs: performance.now() - begunMs,
      };
      const ask = (path: string, body: RemoteCall['body'], signal: AbortSignal): Promise<unknown> =>
        this.#json({
          ...this.#call(info.name, signal),
          url: new URL(path, this.#address.root),
          ...(body === undefined ? {} : { body }),
        });
      this.#loaded = { info, model, counter: new TokenCounter(info.name, ask) };
      this.#failure = undefined;
      return model;
    } catch (error) {
      throw this.#failed(error);
    } finally {
      this.#loads -= 1;
      this.#changed();
    }
  }

  unload(): Promise<void> {
    this.#loaded = undefined;
    this.#changed();
    return Promise.resolve();
  }

  async generate(params: GenerateParams, options: GenerateOptions = {}): Promise<GenerateResult> {
    const begunMs = performance.now();
    const loaded = this.#requireLoaded();
    refuseUnsupported(params);
    const { guarded, signal, rethrow } = guardCallbacks(options);
    const failing = new AbortController();
    const work = { params, options: guarded, begunMs, lane: this.#slots.lane() };
    const ended = AbortSignal.any([signal, this.#closing.signal, failing.signal]);
    // Each row listens to it, and there may be many.
    setMaxListeners(0, ended);
    this.#generations += 1;
    this.#changed();
    try {
      const outputs = await inOrder(params.prompts.length, params.batchSize ?? 1, (row) =>
        this.#row(row, work, loaded, ended).catch((error: unknown) => {
          // The first failure ends the rows beside it, which would be asked for in vain.
          failing.abort();
          throw error;
        }),
      );
      rethrow();
      this.#failure = undefined;
      return { outputs, wallMs: performance.now() - begunMs };
    } catch (error) {
      rethrow();
      throw this.#failed(error);
    } finally {
      this.#generations -= 1;
      this.#changed();
    }
  }

  countTokens(texts: readonly string[], options: CallOptions = {}): Promise<readonly number[]> {
    const { counter } = this.#requireLoaded();
    const signal = this.#signal(options);
    const lane = this.#slots.lane();
    return inOrder(texts.length, this.#options.parallel, (at) =>
      lane.use(() => counter.count(texts[at] ?? '', signal), signal),
    );
  }

  tokenize(): Promise<TokenBounds> {
    return Promise.reject(
      unsupported('say where its tokens stand: choose a model of this machine for that'),
    );
  }

  /** The server's memory is not ours to see. */
  memory(): Promise<MemoryReport> {
    return Promise.resolve({ residentBytes: 0, kvCacheBytes: 0 });
  }

  restart(): Promise<void> {
    this.#failure = undefined;
    this.#changed();
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#closing.abort();
    this.#loaded = undefined;
    this.#changed();
    return Promise.resolve();
  }

  async #row(row: number, work: Work, loaded: Loaded, signal: AbortSignal): Promise<GeneratedText> {
    const { params, options, begunMs, lane } = work;
    const answer = await lane.use(async () => {
      const deadline = deadlineSignal(params.deadlineMs, begunMs);
      const until = deadline === undefined ? signal : AbortSignal.any([signal, deadline]);
      const queuedMs = performance.now() - begunMs;
      const stops = [...(params.stop ?? []), ...(params.stopTokens ?? [])];
      const prompt = params.prompts[row] ?? [];
      const maxNewTokens = await answerRoom(prompt, params.maxNewTokens, loaded, signal);
      const text = new RemoteRow({
        maxNewTokens,
        lengthReason: maxNewTokens < params.maxNewTokens ? 'context' : 'length',
        stops,
        detectLoops: params.detectLoops ?? true,
        onText: (piece, count) => options.onToken?.(row, piece, count),
      });
      const { path, body } = completionRequest(prompt, {
        model: loaded.model.modelId,
        maxNewTokens,
        sampling: params.sampling ?? {},
        seed: params.seeds?.[row] ?? (params.sampling?.seed ?? 0) + row,
        stops,
      });
      const call = {
        ...this.#call(loaded.model.modelId, until),
        url: new URL(path, this.#address.api),
        body,
      };
      try {
        await generateRow(call, text, {
          tries: this.#options.tries,
          delayMs: this.#options.retryDelayMs,
          maxDelayMs: maxRetryDelayMs,
        });
      } catch (error) {
        if (deadline?.aborted !== true || signal.aborted) throw error;
        text.end('deadline');
      }
      return text.output(queuedMs);
    }, signal);
    loaded.counter.learn(answer.text, answer.tokenIds.length);
    options.onRow?.(row, answer);
    return answer;
  }

  #find(name: string, models: readonly RemoteModelInfo[]): RemoteModelInfo {
    const found = name === '' ? models[0] : models.find((model) => model.name === name);
    if (found !== undefined) return found;
    const names = models.slice(0, 5).map((model) => model.name);
    throw new AppError(
      'remote-model-unknown',
      models.length === 0
        ? `${this.host} has no model: load one there.`
        : `${this.host} has no model «${name}»: choose one of ${names.join(', ')}${models.length > names.length ? ', …' : ''}.`,
    );
  }

  async #json(call: RemoteCall): Promise<unknown> {
    try {
      return await remoteJson(call);
    } catch (error) {
      throw error instanceof PassingFailure ? error.error : error;
    }
  }

  #call(model: string, signal: AbortSignal): Omit<RemoteCall, 'url'> {
    const { connectTimeoutMs, answerTimeoutMs, stallTimeoutMs } = this.#options;
    return { key: this.#key, model, signal, connectTimeoutMs, answerTimeoutMs, stallTimeoutMs };
  }

  #signal({ signal }: CallOptions): AbortSignal {
    return signal === undefined
      ? this.#closing.signal
      : AbortSignal.any([signal, this.#closing.signal]);
  }

  #requireLoaded(): Loaded {
    this.#refuseWhenClosed();
    if (this.#loaded !== undefined) return this.#loaded;
    throw new AppError('model-not-loaded', 'No model is loaded; load one first.');
  }

  #refuseWhenClosed(): void {
    if (!this.#closing.signal.aborted) return;
    throw new AppError('engine-exited', 'The engine was closed; open a new one.');
  }

  /** Remembers why the server could not be used; a person's stop is no reason. */
  #failed(error: unknown): unknown {
    if (error instanceof AppError && error.code !== 'cancelled') {
      this.#failure = error;
      this.#options.logger.log('warn', 'remote.failed', error.code);
    }
    return error;
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(this.status);
      } catch {
        this.#options.logger.log('warn', 'engine.status', 'a listener threw');
      }
    }
  }

  #state(): EngineState {
    if (this.#closing.signal.aborted) return 'stopped';
    if (this.#loads > 0) return 'loading';
    if (this.#generations > 0) return 'generating';
    return this.#loaded === undefined ? 'stopped' : 'ready';
  }
}

/** One call of `generate`. */
interface Work {
  readonly params: GenerateParams;
  readonly options: GenerateOptions;
  readonly begunMs: number;
  readonly lane: Lane;
}

/** What `task` makes of 0 to `count` less one, in order, at most `width` of them at a time. */
async function inOrder<T>(
  count: number,
  width: number,
  task: (index: number) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await task(index);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  return results;
}

function deadlineSignal(deadlineMs: number | undefined, begunMs: number): AbortSignal | undefined {
  if (deadlineMs === undefined) return undefined;
  return AbortSignal.timeout(Math.max(0, Math.ceil(begunMs + deadlineMs - performance.now())));
}

function refuseUnsupported({ forced, logProbabilities }: GenerateParams): void {
  if (forced === undefined && logProbabilities !== true) return;
  throw unsupported('score a given text: choose a model of this machine for that');
}

function unsupported(what: string): AppError {
  return new AppError('remote-unsupported', `A model on a server cannot ${what}.`);
}

/** A header may not hold line ends or letters beyond Latin-1. */
function checkedKey(key: string | undefined): string | undefined {
  const trimmed = key?.trim();
  if (trimmed === undefined || trimmed === '') return undefined;
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new AppError(
    'invalid-argument',
    'The key holds blanks or letters that cannot be sent: copy it again.',
  );
}
