import type {
  GenerateParams,
  GeneratedText,
  GenerateResult,
  LoadedModel,
  MemoryReport,
  TokenBounds,
} from '../protocol/childProtocol';

/** What a running generation reports; rows are indices into `params.prompts`. */
export interface GenerateHooks {
  /** New text of a row; `tokenCount` tokens of it are written so far. */
  onToken(row: number, text: string, tokenCount: number): void;
  onPrefill(row: number, doneTokens: number, totalTokens: number): void;
  onRow(row: number, output: GeneratedText): void;
}

/** One loaded model. One `generate` runs at a time; the caller queues. */
export interface ModelRuntime {
  readonly info: LoadedModel;
  /**
   * Answers every prompt. Rejects with `cancelled` between two native calls (at most one chunk of
   * prefill or one token after `signal` aborts), with `question-too-long` before any work.
   */
  generate(
    params: GenerateParams,
    hooks: GenerateHooks,
    signal: AbortSignal,
  ): Promise<GenerateResult>;
  countTokens(texts: readonly string[]): readonly number[];
  /** Bounds of the tokens of ordinary text. */
  tokenize(text: string): TokenBounds;
  memory(): MemoryReport;
  /** Releases the native sessions; no call may be running. */
  close(): Promise<void>;
}
