/** How far the preparation of a model is; a complete snapshot, the newest wins. */
export interface PrepareProgress {
  readonly stage: 'download' | 'verify' | 'convert';
  /** Bytes, and weights while converting. */
  readonly done: number;
  readonly total: number;
}

/** How a preparation talks to whoever started it. */
export interface PrepareOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PrepareProgress) => void;
  /** What happens next, one plain sentence each. */
  readonly onNote?: (text: string) => void;
}
