import type { DecoderShape } from './decoder';

/**
 * What every WebGPU device lets a shader bind (default of `maxStorageBufferBindingSize`), bytes.
 * The node binding of ONNX Runtime can neither set nor read the device's own limit, so the smallest
 * one holds everywhere: weights are split below it when they are written, caches here.
 */
const bindingBytes = 128 * 1024 * 1024;

/** Most positions that one tensor of float32 keys or values may hold and still be bound. */
export function bindablePositions(shape: Pick<DecoderShape, 'kvHeadCount' | 'headDim'>): number {
  return Math.floor(bindingBytes / (shape.kvHeadCount * shape.headDim * 4));
}
