import type { AppError } from '../protocol/appError';
import type {
  GeneratedText,
  GenerateParams,
  GenerateResult,
  LoadedModel,
  LoadParams,
  MemoryReport,
  ReadyInfo,
  TokenBounds,
} from '../protocol/childProtocol';

/**
 * `stopped`: nothing runs, the next call starts it · `idle`: runs without a model · `ready`: a model
 * is loaded · `failed`: gave up, only `restart` helps.
 */
export type EngineState =
  'stopped' | 'starting' | 'idle' | 'loading' | 'ready' | 'generating' | 'failed';

/** Complete snapshot; the newest wins. */
export interface EngineStatus {
  readonly state: EngineState;
  /** The loaded model with the device actually used; undefined when none is loaded. */
  readonly model: LoadedModel | undefined;
  /** Process id and versions of the running engine; undefined when none runs. */
  readonly process: ReadyInfo | undefined;
  /** Why the engine last ended unexpectedly; undefined after the next success. */
  readonly failure: AppError | undefined;
}

export interface CallOptions {
  /** Ends the call with code `cancelled`, at once; what was streamed stays with the caller. */
  readonly signal?: AbortSignal;
}

/** What a running generation reports; `row` is the prompt's index in `params.prompts`. */
export interface GenerateOptions extends CallOptions {
  /** New text of a row (may be empty); `tokenCount` tokens of it are written so far. */
  readonly onToken?: (row: number, text: string, tokenCount: number) => void;
  /** Prompt tokens read so far; the newest wins. */
  readonly onPrefill?: (row: number, doneTokens: number, totalTokens: number) => void;
  /** A row ended, before the whole request does. */
  readonly onRow?: (row: number, output: GeneratedText) => void;
}

/**
 * One inference engine. Callers do not know whether it is a process of this machine or a server.
 *
 * Every call settles exactly once. Codes common to all calls: `cancelled`, `engine-exited` (the
 * engine died or broke under the call; the next call starts it again), `engine-start-failed`,
 * `protocol-mismatch`, `engine-failed` (it died too often; see `restart`).
 */
export interface Engine {
  readonly status: EngineStatus;
  /** Calls `listener` on each change of `status`; returns what ends that. */
  onStatus(listener: (status: EngineStatus) => void): () => void;
  /**
   * The loaded model. Loading what is already loaded with equal parameters returns at once; another
   * model is unloaded first, after running calls have ended.
   */
  load(params: LoadParams, options?: CallOptions): Promise<LoadedModel>;
  /** Frees the model; harmless when none is loaded. */
  unload(options?: CallOptions): Promise<void>;
  /**
   * One output per prompt, in order. Calls queue: one runs at a time.
   * `model-not-loaded` before the first `load`; `question-too-long` before any work.
   */
  generate(params: GenerateParams, options?: GenerateOptions): Promise<GenerateResult>;
  /** Token count of each text, in order, as ordinary text (no special tokens). */
  countTokens(texts: readonly string[], options?: CallOptions): Promise<readonly number[]>;
  /** Where the tokens of ordinary text stand in it. */
  tokenize(text: string, options?: CallOptions): Promise<TokenBounds>;
  memory(options?: CallOptions): Promise<MemoryReport>;
  /** Ends what runs and clears `failed`; the next call starts afresh and loads the same model. */
  restart(): Promise<void>;
  /** Stops intake, ends running calls with `cancelled`, frees everything. Idempotent. */
  close(): Promise<void>;
}
