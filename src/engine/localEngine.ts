import { isDeepStrictEqual } from 'node:util';
import { noteStopped } from '../files/stoppedProcess';
import { abortable } from '../protocol/abortable';
import { AppError, isAppError, toErrorData } from '../protocol/appError';
import type {
  ChildMethod,
  ChildMethods,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  TokenBounds,
} from '../protocol/childProtocol';
import type { RequestOptions, StartedRequest } from '../protocol/rpc/rpcClient';
import type { CallOptions, Engine, EngineState, EngineStatus, GenerateOptions } from './engine';
import { EngineProcess } from './engineProcess';
import { guardCallbacks } from './guardCallbacks';
import type { LocalEngineOptions } from './localEngineOptions';
import { defaultEngineOptions } from './localEngineOptions';
import { ModelGate } from './modelGate';
import { sleep } from './sleep';

/**
 * The engine in a process of this machine.
 *
 * The process starts with the first call and again with the first call after it ended; the model
 * that was loaded then is loaded again. Ends in a row are counted (`restartLimit`); a generation
 * that completes clears the count. A process that had not enough memory, or whose runtime failed, is
 * ended: its successor begins anew. So is one whose load is stopped: it would load to the end before it
 * heard of it.
 */
export class LocalEngine implements Engine {
  readonly #options: Required<LocalEngineOptions>;
  readonly #gate = new ModelGate();
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  readonly #closing = new AbortController();
  /** Given-up requests that a child still works on, and children that are being ended. */
  readonly #draining = new Set<Promise<void>>();
  #process: EngineProcess | undefined;
  #starting: Promise<EngineProcess> | undefined;
  #reloading: Promise<void> | undefined;
  /** What a new process has to load. */
  #wanted: LoadParams | undefined;
  #model: LoadedModel | undefined;
  #loads = 0;
  #generations = 0;
  #failures = 0;
  #failedAtMs = 0;
  #failure: AppError | undefined;
  /** What calls are refused with until `restart`. */
  #gaveUp: AppError | undefined;
  #status: EngineStatus = {
    state: 'stopped',
    model: undefined,
    process: undefined,
    failure: undefined,
  };

  constructor(options: LocalEngineOptions) {
    this.#options = { ...defaultEngineOptions, ...options };
  }

  get status(): EngineStatus {
    return this.#status;
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  load(params: LoadParams, options: CallOptions = {}): Promise<LoadedModel> {
    return this.#gate.change(async () => {
      if (this.#model !== undefined && isDeepStrictEqual(params, this.#wanted)) return this.#model;
      const child = await this.#connected(options.signal);
      // The child frees the old model before it reads the new one.
      this.#wanted = undefined;
      const model = await this.#loadInto(child, params, options.signal);
      this.#wanted = params;
      return model;
    }, options.signal);
  }

  unload(options: CallOptions = {}): Promise<void> {
    return this.#gate.change(async () => {
      this.#wanted = undefined;
      if (this.#process === undefined) return;
      const child = await this.#connected(options.signal);
      this.#model = undefined;
      this.#refresh();
      await this.#request(child, 'unload', {}, options);
    }, options.signal);
  }

  generate(params: GenerateParams, options: GenerateOptions = {}): Promise<GenerateResult> {
    return this.#gate.use(async () => {
      const child = await this.#withModel(options.signal);
      return this.#generateIn(child, params, options);
    }, options.signal);
  }

  countTokens(texts: readonly string[], options: CallOptions = {}): Promise<readonly number[]> {
    return this.#gate.use(async () => {
      const child = await this.#withModel(options.signal);
      return (await this.#request(child, 'countTokens', { texts }, options)).counts;
    }, options.signal);
  }

  tokenize(text: string, options: CallOptions = {}): Promise<TokenBounds> {
    return this.#gate.use(async () => {
      const child = await this.#withModel(options.signal);
      return this.#request(child, 'tokenize', { text }, options);
    }, options.signal);
  }

  memory(options: CallOptions = {}): Promise<MemoryReport> {
    return this.#gate.use(async () => {
      const child = await this.#connected(options.signal);
      return this.#request(child, 'memory', {}, options);
    }, options.signal);
  }

  async restart(): Promise<void> {
    this.#failures = 0;
    this.#failure = undefined;
    this.#gaveUp = undefined;
    const child = this.#process;
    this.#forget();
    if (child !== undefined) {
      child.rpc.dispose();
      child.kill();
      await child.exited;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#starting?.catch(() => undefined);
    const child = this.#process;
    if (child !== undefined && this.#loads > 0) {
      // Its load is cancelled, which ends it: it would hear of a close when it has loaded.
      child.rpc.dispose();
      await child.exited;
    } else if (child !== undefined) {
      const timer = setTimeout(() => {
        child.rpc.dispose();
        child.kill();
      }, this.#options.closeTimeoutMs);
      // Running requests are answered with `cancelled` before this one is.
      await child.rpc.request('close', {}).catch(() => undefined);
      await child.exited;
      clearTimeout(timer);
      child.rpc.dispose();
    }
    await Promise.all(this.#draining);
    this.#forget();
  }

  async #generateIn(
    child: EngineProcess,
    params: GenerateParams,
    options: GenerateOptions,
  ): Promise<GenerateResult> {
    const { guarded, signal, rethrow } = guardCallbacks(options);
    const deadline =
      params.deadlineMs === undefined
        ? {}
        : // The child ends its rows itself; this is for one that hangs.
          { deadlineMs: params.deadlineMs + this.#options.cancelGraceMs };
    const started = this.#start(child, 'generate', params, { signal, ...deadline });
    child.generations.set(started.id, guarded);
    this.#generations++;
    this.#refresh();
    void started.released.then(() => {
      this.#generations--;
      this.#refresh();
    });
    try {
      const result = await started.result;
      this.#failures = 0;
      this.#failure = undefined;
      return result;
    } catch (error) {
      rethrow();
      throw error;
    } finally {
      child.generations.delete(started.id);
    }
  }

  async #loadInto(
    child: EngineProcess,
    params: LoadParams,
    signal: AbortSignal | undefined,
  ): Promise<LoadedModel> {
    this.#model = undefined;
    this.#loads++;
    this.#refresh();
    const { result, released } = this.#start(child, 'load', params, signal ? { signal } : {});
    void released.then(() => {
      this.#loads--;
      this.#refresh();
    });
    result.catch((error: unknown) => {
      if (isAppError(error, 'cancelled')) this.#drain(this.#endLoading(child, params));
    });
    // A process that died under the call rejects it: the model is in the one that lives.
    this.#model = await result;
    return this.#model;
  }

  /** A child hears of a stop when it has loaded to the end, and holds nothing else. */
  async #endLoading(child: EngineProcess, { deviceMemory }: LoadParams): Promise<void> {
    child.endOnPurpose('load was stopped', 'info');
    const pid = child.ready?.pid;
    if (deviceMemory !== undefined && pid !== undefined) {
      // Without it a device that was being tried is left out once.
      await noteStopped(deviceMemory, pid).catch((error: unknown) => {
        this.#options.logger.log('debug', 'engine.stopped', toErrorData(error).message);
      });
    }
    await child.exited;
  }

  /** A running process with the wanted model in it. */
  async #withModel(signal: AbortSignal | undefined): Promise<EngineProcess> {
    const params = this.#wanted;
    if (params === undefined) {
      this.#refuseWhenEnded();
      throw new AppError('model-not-loaded', 'No model is loaded; load one first.');
    }
    const child = await this.#connected(signal);
    if (this.#model === undefined) {
      // Shared by all callers that wait: none of them may cancel it for the others.
      this.#reloading ??= this.#loadInto(child, params, undefined)
        .then(() => undefined)
        .finally(() => (this.#reloading = undefined));
      await abortable(this.#reloading, signal);
    }
    return child;
  }

  /** A running process that works on nothing that was given up. */
  async #connected(signal: AbortSignal | undefined): Promise<EngineProcess> {
    // A hanging call may end with a kill: what is sent now would die with it.
    await abortable(Promise.all(this.#draining), signal);
    while (this.#process?.isRunning === false) await abortable(this.#process.exited, signal);
    this.#refuseWhenEnded();
    if (this.#process !== undefined) return this.#process;
    this.#starting ??= this.#startProcess().finally(() => {
      this.#starting = undefined;
      this.#refresh();
    });
    this.#refresh();
    return abortable(this.#starting, signal);
  }

  #refuseWhenEnded(): void {
    if (this.#closing.signal.aborted) {
      throw new AppError('engine-exited', 'The engine was closed; open a new one.');
    }
    if (this.#gaveUp !== undefined) throw this.#gaveUp;
  }

  async #startProcess(): Promise<EngineProcess> {
    const { restartDelayMs } = this.#options;
    if (this.#failures > 0) {
      const dueMs = this.#failedAtMs + restartDelayMs * 2 ** (this.#failures - 1);
      await sleep(dueMs - performance.now(), this.#closing.signal);
    }
    const startedMs = performance.now();
    let child: EngineProcess | undefined;
    try {
      child = await EngineProcess.start(
        { ...this.#options, onExit: (error) => this.#onExit(child, error) },
        this.#closing.signal,
      );
    } catch (error) {
      if (error instanceof AppError && error.code !== 'cancelled') this.#countFailure(error);
      throw error;
    }
    this.#process = child;
    const tookMs = Math.round(performance.now() - startedMs);
    this.#options.logger.log('info', 'engine.start', `ready after ${tookMs} ms`);
    return child;
  }

  #onExit(child: EngineProcess | undefined, error: AppError): void {
    if (child === undefined || child !== this.#process) return;
    this.#forget();
    if (this.#closing.signal.aborted || child.endedOnPurpose) return;
    this.#options.logger.log('error', 'engine.exit', error.message);
    this.#countFailure(error);
  }

  #countFailure(error: AppError): void {
    this.#failures++;
    this.#failedAtMs = performance.now();
    this.#failure = error;
    if (error.code === 'protocol-mismatch') this.#gaveUp = error;
    else if (this.#failures >= this.#options.restartLimit) {
      this.#gaveUp = gaveUp(this.#failures, error);
    }
    this.#refresh();
  }

  /** The process is gone, or will be: nothing of it counts any more. */
  #forget(): void {
    this.#process = undefined;
    this.#model = undefined;
    this.#reloading = undefined;
    this.#refresh();
  }

  #request<K extends ChildMethod>(
    child: EngineProcess,
    method: K,
    params: ChildMethods[K]['params'],
    { signal }: CallOptions,
  ): Promise<ChildMethods[K]['result']> {
    return this.#start(child, method, params, signal ? { signal } : {}).result;
  }

  #start<K extends ChildMethod>(
    child: EngineProcess,
    method: K,
    params: ChildMethods[K]['params'],
    options: RequestOptions,
  ): StartedRequest<ChildMethods[K]['result']> {
    const started = child.rpc.start(method, params, options);
    started.result.catch((error: unknown) => {
      this.#drain(started.released);
      const isBroken = isAppError(error, 'not-enough-memory') || isAppError(error, 'engine-exited');
      if (!isBroken || !child.isRunning) return;
      // What is left in it is not what it was, and its memory is wanted.
      child.endOnPurpose(`${method} failed (${error.code})`);
      this.#drain(child.exited.then(() => undefined));
    });
    return started;
  }

  #drain(ended: Promise<void>): void {
    this.#draining.add(ended);
    void ended.then(() => this.#draining.delete(ended));
  }

  #refresh(): void {
    const next: EngineStatus = {
      state: this.#state(),
      model: this.#model,
      process: this.#process?.ready,
      failure: this.#failure,
    };
    if (isDeepStrictEqual(next, this.#status)) return;
    this.#status = next;
    for (const listener of [...this.#listeners]) {
      try {
        listener(next);
      } catch {
        this.#options.logger.log('warn', 'engine.status', 'a listener threw');
      }
    }
  }

  #state(): EngineState {
    if (this.#closing.signal.aborted) return 'stopped';
    if (this.#gaveUp !== undefined) return 'failed';
    if (this.#starting !== undefined) return 'starting';
    if (this.#process === undefined) return 'stopped';
    if (this.#loads > 0) return 'loading';
    if (this.#generations > 0) return 'generating';
    return this.#model === undefined ? 'idle' : 'ready';
  }
}

function gaveUp(failures: number, last: AppError): AppError {
  return new AppError(
    'engine-failed',
    `The engine ended ${failures} times in a row and was not started again; restart it, and see the log for the reason.`,
    { ...last.details, lastCode: last.code },
    { cause: last },
  );
}
