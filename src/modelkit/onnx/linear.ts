import type { LinearWeight, MatrixWeight, QuantisedMatrix } from './decoderWeights';
import type { GraphBuilder } from './graphBuilder';

const microsoft = 'com.microsoft' as const;

/** How `MatMulNBits` may round activations: 4 = to int8 (fast on CPU), 0 = not at all. */
export type AccuracyLevel = 0 | 4;

/**
 * Adds `input · weightᵀ + bias` and returns the output's name. `name` is the module's name
 * (`model.layers.0.mlp.up_proj`) and prefixes all that is added.
 */
export function addLinear(
  graph: GraphBuilder,
  name: string,
  input: string,
  linear: LinearWeight,
  accuracyLevel: AccuracyLevel,
): string {
  const bias =
    linear.bias === undefined
      ? undefined
      : graph.initializer({
          name: `${name}.bias`,
          type: 'float32',
          dims: linear.bias.dims,
          content: linear.bias.data,
        });
  if (linear.weight.kind === 'quantised') {
    return addMatMulNBits(graph, name, input, linear.weight, bias, accuracyLevel);
  }
  const weight = addDenseMatrix(graph, name, linear.weight);
  const transposed = graph.node('Transpose', [weight], `${name}.weight_t`, {
    attributes: { perm: { ints: [1, 0] } },
  });
  const product = graph.node('MatMul', [input, transposed], `${name}.product`);
  return bias === undefined ? product : graph.node('Add', [product, bias], `${name}.out`);
}

function addMatMulNBits(
  graph: GraphBuilder,
  name: string,
  input: string,
  weight: QuantisedMatrix,
  bias: string | undefined,
  accuracyLevel: AccuracyLevel,
): string {
  const { rows, columns, bits, blockSize } = weight;
  const blocks = columns / blockSize;
  const data = graph.initializer({
    name: `${name}.weight_q${bits}`,
    type: 'uint8',
    dims: [rows, blocks, (blockSize * bits) / 8],
    content: weight.weights,
  });
  const inputs = [input, data, addScales(graph, name, weight)];
  inputs.push(
    weight.zeroPoints === undefined
      ? ''
      : graph.initializer({
          name: `${name}.zero_points`,
          type: 'uint8',
          dims: [rows, Math.ceil((blocks * bits) / 8)],
          content: weight.zeroPoints,
        }),
  );
  if (bias !== undefined) inputs.push('', bias);
  while (inputs.at(-1) === '') inputs.pop();
  return graph.node('MatMulNBits', inputs, `${name}.out`, {
    domain: microsoft,
    attributes: {
      K: { int: columns },
      N: { int: rows },
      bits: { int: bits },
      block_size: { int: blockSize },
      accuracy_level: { int: accuracyLevel },
    },
  });
}

/** Scales lie in the file as float16 and become float32 when the session folds constants. */
function addScales(graph: GraphBuilder, name: string, weight: QuantisedMatrix): string {
  const half = graph.initializer({
    name: `${name}.scales_f16`,
    type: 'float16',
    dims: [weight.rows, weight.columns / weight.blockSize],
    content: weight.scales,
  });
  return graph.node('Cast', [half], `${name}.scales`, { attributes: { to: { int: 1 } } });
}

function addDenseMatrix(graph: GraphBuilder, name: string, weight: MatrixWeight): string {
  if (weight.kind === 'quantised') throw new Error(`${name} is not dense`);
  return graph.initializer({
    name: `${name}.weight`,
    type: 'float32',
    dims: weight.dims,
    content: weight.data,
  });
}

/** Adds the rows of `weight` that `ids` name and returns the output's name. */
export function addEmbeddingLookup(
  graph: GraphBuilder,
  name: string,
  ids: string,
  weight: MatrixWeight,
): string {
  if (weight.kind === 'dense') {
    const table = graph.initializer({
      name: `${name}.weight`,
      type: 'float32',
      dims: weight.dims,
      content: weight.data,
    });
    return graph.node('Gather', [table, ids], `${name}.rows`);
  }
  if (weight.zeroPoints !== undefined) {
    throw new Error(`${name}: an embedding is quantised without zero points`);
  }
  const { rows, columns, bits, blockSize } = weight;
  const data = graph.initializer({
    // The same bytes as the head's of a tied model: two names, one place in the file.
    name: `${name}.rows_q${bits}`,
    type: 'uint8',
    dims: [rows, (columns * bits) / 8],
    content: weight.weights,
  });
  const scales = addScales(graph, `${name}.rows`, weight);
  return graph.node('GatherBlockQuantized', [data, ids, scales], `${name}.out`, {
    domain: microsoft,
    attributes: {
      bits: { int: bits },
      block_size: { int: blockSize },
      gather_axis: { int: 0 },
      quantize_axis: { int: 1 },
    },
  });
}
