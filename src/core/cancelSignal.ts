/**
 * The part of an `AbortSignal` that core needs: every `AbortSignal` satisfies it, and core stays
 * free of host types.
 */
export interface CancelSignal {
  /** True once the work is no longer wanted. */
  readonly aborted: boolean;
  /** Throws the reason of the abort, if there was one. */
  throwIfAborted(): void;
}
