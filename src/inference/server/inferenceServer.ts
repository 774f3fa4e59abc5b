import { AppError, stopped, toErrorData } from '../../protocol/appError';
import { childLink } from '../../protocol/childLink';
import type {
  ChildEvents,
  ChildMethods,
  GenerateParams,
  GeneratedText,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  ReadyInfo,
  TokenBounds,
  UsedDevice,
} from '../../protocol/childProtocol';
import type { CompareParams, CompareResult } from '../../protocol/compareProtocol';
import { limits } from '../../protocol/limits';
import type { Logger } from '../../protocol/logger';
import type { Nothing } from '../../protocol/rpc/call';
import { RpcServer } from '../../protocol/rpc/rpcServer';
import type { Transport } from '../../protocol/rpc/transport';
import type { CompareHooks } from '../compare/compareModels';
import type { GenerateHooks, ModelRuntime } from '../modelRuntime';
import { asComputeError } from '../session/computeError';
import { asMemoryError } from '../session/memoryError';
import { WorkLane } from './workLane';

export interface InferenceServerOptions {
  readonly transport: Transport;
  readonly loadRuntime: (params: LoadParams, logger: Logger) => Promise<ModelRuntime>;
  readonly compareModels: (
    params: CompareParams,
    hooks: CompareHooks,
    signal: AbortSignal,
  ) => Promise<CompareResult>;
  /** After `close` was answered and the model is freed: nothing more will be done. */
  readonly onClosed: () => void;
}

/**
 * Answers the requests of one host with one model.
 *
 * `load`, `unload`, `generate` and `compare` run one at a time in the order they came, so a model is never
 * freed under a running call; `countTokens`, `tokenize` and `memory` answer in between.
 */
export class InferenceServer {
  readonly #rpc: RpcServer<ChildMethods, ChildEvents, AbortSignal>;
  readonly #options: InferenceServerOptions;
  readonly #lane = new WorkLane();
  readonly #closing = new AbortController();
  readonly #logger: Logger;
  #runtime: ModelRuntime | undefined;

  constructor(options: InferenceServerOptions) {
    this.#options = options;
    this.#logger = {
      log: (level, topic, message) =>
        this.#rpc.emit('log', { level, topic, message: message.slice(0, limits.errorTextLength) }),
    };
    this.#rpc = new RpcServer<ChildMethods, ChildEvents, AbortSignal>(
      options.transport,
      childLink,
      {
        load: (params, { signal }) => this.#exclusive((s) => this.#load(params, s), signal),
        unload: (_params, { signal }) => this.#exclusive(() => this.#unload(), signal),
        generate: (params, { requestId, signal }) => this.#generate(params, requestId, signal),
        compare: (params, { requestId, signal }) =>
          this.#exclusive((either) => this.#compare(params, requestId, either), signal),
        countTokens: ({ texts }) => this.#countTokens(texts),
        tokenize: ({ text }) => this.#tokenize(text),
        memory: () => Promise.resolve(this.#memory()),
        close: () => this.#close(),
      },
      {
        createAbort: () => new AbortController(),
        onProblem: (problem) => this.#logger.log('warn', 'child.link', problem),
      },
    );
  }

  /** Tells the host that requests are answered from now on. */
  announce(ready: ReadyInfo): void {
    this.#rpc.emit('ready', ready);
  }

  #exclusive<T>(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (this.#closing.signal.aborted) {
      return Promise.reject(
        new AppError('engine-exited', 'The engine is closing; open a new one.'),
      );
    }
    const either = AbortSignal.any([signal, this.#closing.signal]);
    return this.#lane
      .run(() => task(either), either)
      .catch((error: unknown) => {
        throw asMemoryError(error);
      });
  }

  async #load(params: LoadParams, signal: AbortSignal): Promise<LoadedModel> {
    await this.#unload();
    const runtime = await this.#options.loadRuntime(params, this.#logger);
    if (signal.aborted) {
      await runtime.close();
      throw stopped();
    }
    this.#runtime = runtime;
    return runtime.info;
  }

  async #unload(): Promise<Nothing> {
    const runtime = this.#runtime;
    this.#runtime = undefined;
    await runtime?.close();
    return {};
  }

  #generate(
    params: GenerateParams,
    requestId: number,
    signal: AbortSignal,
  ): Promise<GenerateResult> {
    const receivedMs = performance.now();
    return this.#exclusive((either) => {
      const queuedMs = performance.now() - receivedMs;
      return this.#generateNow(params, requestId, queuedMs, either);
    }, signal);
  }

  /** Times of the runtime begin with its turn; those of the answer with the request's receipt. */
  async #generateNow(
    params: GenerateParams,
    requestId: number,
    queuedMs: number,
    signal: AbortSignal,
  ): Promise<GenerateResult> {
    const { deadlineMs } = params;
    const timely =
      deadlineMs === undefined
        ? params
        : { ...params, deadlineMs: Math.max(0, deadlineMs - queuedMs) };
    const sinceReceipt = (output: GeneratedText): GeneratedText => ({
      ...output,
      timeToFirstTokenMs: output.timeToFirstTokenMs + queuedMs,
    });
    const hooks: GenerateHooks = {
      onToken: (row, text, tokenCount) =>
        this.#rpc.emit('token', { requestId, row, text, tokenCount }),
      onPrefill: (row, doneTokens, totalTokens) =>
        this.#rpc.emit('prefill', { requestId, row, doneTokens, totalTokens }),
      onRow: (row, output) =>
        this.#rpc.emit('row', { requestId, row, output: sinceReceipt(output) }),
    };
    const runtime = this.#loaded();
    const { outputs, wallMs } = await runtime
      .generate(timely, hooks, signal)
      .catch((error: unknown) => this.#failed(error, runtime.info.device.used));
    return { outputs: outputs.map(sinceReceipt), wallMs: wallMs + queuedMs };
  }

  #compare(params: CompareParams, requestId: number, signal: AbortSignal): Promise<CompareResult> {
    const onText = (row: number): void => this.#rpc.emit('compared', { requestId, row });
    return this.#options
      .compareModels(params, { onText }, signal)
      .catch((error: unknown) => this.#failed(error, 'cpu'));
  }

  /** Throws what may be told of a failed computation; the runtime's own words are for the log. */
  #failed(error: unknown, device: UsedDevice): never {
    const told = asComputeError(error, device);
    if (told !== error) this.#logger.log('error', 'child.compute', toErrorData(error).message);
    throw told;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a throw becomes the rejection
  async #countTokens(texts: readonly string[]): Promise<{ readonly counts: readonly number[] }> {
    return { counts: this.#loaded().countTokens(texts) };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a throw becomes the rejection
  async #tokenize(text: string): Promise<TokenBounds> {
    return this.#loaded().tokenize(text);
  }

  #memory(): MemoryReport {
    return this.#runtime?.memory() ?? { residentBytes: process.memoryUsage.rss(), kvCacheBytes: 0 };
  }

  /** Stops intake, ends what runs and what waits with `cancelled`, then frees the model. */
  async #close(): Promise<Nothing> {
    this.#closing.abort();
    await this.#lane.run(() => this.#unload(), undefined);
    // The answer goes out in this turn of the event loop.
    setImmediate(this.#options.onClosed);
    return {};
  }

  #loaded(): ModelRuntime {
    if (this.#runtime !== undefined) return this.#runtime;
    throw new AppError('model-not-loaded', 'No model is loaded; load one first.');
  }
}
