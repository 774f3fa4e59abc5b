import { describe, expect, it } from 'vitest';
import { asMemoryError } from '../../../../src/inference/session/memoryError';
import { AppError } from '../../../../src/protocol/appError';

describe('asMemoryError', () => {
  // As ONNX Runtime 1.30, glibc's loader and V8 said it under a limited address space.
  it.each([
    'std::bad_alloc',
    'Non-zero status code returned while running Concat node. Status Message: bfc_arena.cc:360 void* onnxruntime::BFCArena::AllocateRawInternal Failed to allocate memory for requested buffer of size 33554432',
    'libonnxruntime.so.1: failed to map segment from shared object',
    'mmap failed: Cannot allocate memory',
    'Array buffer allocation failed',
    'Failed to create GPU buffer: size=268435456',
  ])('names the reason of «%s»', (message) => {
    expect(asMemoryError(new Error(message))).toMatchObject({ code: 'not-enough-memory' });
    const wrapped = new AppError('model-file-invalid', 'Convert it again.', undefined, {
      cause: new Error(message),
    });
    expect(asMemoryError(wrapped)).toMatchObject({ code: 'not-enough-memory' });
  });

  it.each([
    new AppError('model-file-invalid', 'The model files cannot be loaded.'),
    new Error('Deserialize tensor failed: out of bounds, 12 bytes'),
    new DOMException('This operation was aborted', 'AbortError'),
    'out of memory',
  ])('leaves %s as it is', (error) => {
    expect(asMemoryError(error)).toBe(error);
  });
});
