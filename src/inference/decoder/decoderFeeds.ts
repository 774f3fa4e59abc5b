import { Tensor } from 'onnxruntime-node';

/** Names of all keys and values in the order of the caches: `0.key`, `0.value`, `1.key`, … */
export function cacheNames(layerCount: number): readonly string[] {
  return Array.from({ length: layerCount }, (_, layer) => [
    `${layer}.key`,
    `${layer}.value`,
  ]).flat();
}

export function int64Tensor(values: readonly number[], dims: readonly number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}

export function floatTensor(values: {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}): Tensor {
  return new Tensor('float32', values.data, values.dims);
}

/**
 * Lengths as the attention operator wants them: the index of each row's last position, and the
 * longest row's total.
 */
export function lengthFeeds(totals: readonly number[]): Record<string, Tensor> {
  const last = Int32Array.from(totals, (total) => total - 1);
  return {
    seqlens_k: new Tensor('int32', last, [totals.length]),
    total_sequence_length: new Tensor('int32', Int32Array.of(Math.max(...totals)), []),
  };
}

/** The values of a float32 output on the CPU. */
export function floatOutput(tensor: Tensor | undefined, name: string): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error(`The graph returned no float32 output "${name}".`);
}
