import type { GenerateOptions } from './engine';

export interface GuardedCallbacks {
  /** The same callbacks; the first that throws ends the call. */
  readonly guarded: GenerateOptions;
  /** Aborts when the caller's signal does, or a callback threw. */
  readonly signal: AbortSignal;
  /** Throws what a callback threw, if one did. */
  readonly rethrow: () => void;
}

/** Callbacks that cannot break the connection they are called from. */
export function guardCallbacks(options: GenerateOptions): GuardedCallbacks {
  const controller = new AbortController();
  let thrown: { readonly error: unknown } | undefined;
  const { onToken, onPrefill, onRow, signal } = options;
  const guard =
    <A extends readonly unknown[]>(callback: (...args: A) => void) =>
    (...args: A): void => {
      // Events that were on their way when the call ended are nobody's any more.
      if (thrown !== undefined || signal?.aborted === true) return;
      try {
        callback(...args);
      } catch (error) {
        thrown = { error };
        controller.abort();
      }
    };
  return {
    guarded: {
      ...(onToken && { onToken: guard(onToken) }),
      ...(onPrefill && { onPrefill: guard(onPrefill) }),
      ...(onRow && { onRow: guard(onRow) }),
    },
    signal: signal === undefined ? controller.signal : AbortSignal.any([signal, controller.signal]),
    rethrow: () => {
      if (thrown !== undefined) throw thrown.error;
    },
  };
}
