import type { AppError } from '../appError';

/** One end of an ordered message channel. Messages are what structured clone carries. */
export interface Transport {
  /** Settles when the message is handed over; rejects when it cannot be. May not throw. */
  send(message: unknown): Promise<void>;
  /** Calls `listener` for each message; returns what ends that. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Calls `listener` once when nothing can arrive any more; `error` says why. */
  onClose(listener: (error: AppError) => void): () => void;
}

/** The part of AbortSignal that this folder uses, so that it compiles without DOM or node types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The part of AbortController that this folder uses. */
export interface AbortControllerLike<S extends AbortSignalLike> {
  readonly signal: S;
  abort(): void;
}

/** Runs `task` after `delayMs`; returns what calls it off. */
export type StartTimer = (delayMs: number, task: () => void) => () => void;
