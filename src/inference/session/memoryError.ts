import { AppError, isCancelled } from '../../protocol/appError';

/**
 * How the runtime, the system's loader and V8 say that memory is short. ONNX Runtime gives no code,
 * only text: `bfc_arena.cc` is its allocator, «errno 12» is ENOMEM, «paging file» is Windows' 1455, and
 * WebGPU gives no reason for a buffer that cannot be made.
 */
const shortages =
  /bad[_ ]alloc|bfc_arena|failed to allocate|failed to create gpu buffer|allocation failed|cannot allocate memory|failed to map segment|out of memory|not enough memory|outofmemory|errno:? ?12\b|ENOMEM|paging file/i;

/** The thrown value, or in its place `not-enough-memory` where that is the reason for it. */
export function asMemoryError(error: unknown): unknown {
  if (isCancelled(error) || !isShortage(error)) return error;
  return new AppError(
    'not-enough-memory',
    'There is not enough memory for this model and question: close other programs, ask a shorter question or choose a smaller model, and ask again.',
    undefined,
    { cause: error },
  );
}

function isShortage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return shortages.test(error.message) || isShortage(error.cause);
}
