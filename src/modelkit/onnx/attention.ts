import type { ModelConfig } from '../source/modelConfig';
import type { RotaryLocations } from './decoderWeights';
import type { AttributeValue } from '../../core/onnx/onnxModel';
import type { GraphBuilder } from './graphBuilder';

const microsoft = 'com.microsoft' as const;

/**
 * Who keeps keys and values, and how:
 * - `cpu`: the caller. Inputs `past_key_values.N.key|value` are padded buffers
 *   `[batch, kvHeads, capacity, headDim]`; outputs `new.N.key|value`
 *   `[batch, kvHeads, sequence, headDim]` are this call's own. Behind the past lies a window: what it
 *   holds already is `recent` `[2 * layers, batch, kvHeads, window, headDim]` (key of layer 0, value of
 *   layer 0, key of layer 1, …), zero elsewhere, and `placement` `[batch, 1, window, sequence]` has a 1
 *   where each new position goes. `attention_bias` `[batch, 1, group * sequence | 1, capacity + window]`
 *   is added to the scores: a large negative number where a query must not look. Fetching whole caches
 *   would copy them at every step (engine facts, section 2).
 * - `webgpu`: the device. The same inputs with `seqlens_k`, and outputs `present.N.key|value` of the
 *   same shape, meant to be the same tensors: the operator writes in place.
 * - `transformers`: inputs and outputs as transformers.js expects, growing by concatenation.
 */
export const graphVariants = ['cpu', 'webgpu', 'transformers'] as const;
export type GraphVariant = (typeof graphVariants)[number];

interface Heads {
  readonly query: string;
  readonly key: string;
  readonly value: string;
}

/** Adds the attention of layer `index` and returns its output `[batch, sequence, hidden]`. */
export type AddAttention = (index: number, heads: Heads) => string;

/** Declares the variant's shared inputs and returns what adds one layer's attention. */
export function attentionFor(
  variant: GraphVariant,
  graph: GraphBuilder,
  config: ModelConfig,
  rotary: RotaryLocations,
): AddAttention {
  const tables = [
    addTable(graph, 'cos_cache', rotary.positions, rotary.cos, config),
    addTable(graph, 'sin_cache', rotary.positions, rotary.sin, config),
  ];
  switch (variant) {
    case 'cpu':
      return cpuAttention(graph, config, tables);
    case 'webgpu':
      return presentAttention(graph, config, tables, directLengths(graph), 'capacity');
    case 'transformers':
      return presentAttention(graph, config, tables, maskLengths(graph), 'total_sequence_length');
  }
}

function addTable(
  graph: GraphBuilder,
  name: string,
  positions: number,
  content: RotaryLocations['cos'],
  config: ModelConfig,
): string {
  return graph.initializer({
    name,
    type: 'float32',
    dims: [positions, config.headDim / 2],
    content,
  });
}

/**
 * Attention of plain operators over the past and the window behind it, each where it lies:
 * GroupQueryAttention would first copy all of the past into its output. Queries that share a
 * key/value head are rows of one matrix. A position's sums run over the same places in the same order
 * whether its neighbours in the window came with it or before it, so its result is the same to the bit.
 */
function cpuAttention(
  graph: GraphBuilder,
  config: ModelConfig,
  tables: readonly string[],
): AddAttention {
  graph.input('position_ids', 'int64', ['batch_size', 'sequence_length']);
  graph.input('attention_bias', 'float32', ['batch_size', 1, 'bias_rows', 'total_length']);
  graph.input('placement', 'float32', ['batch_size', 1, 'window', 'sequence_length']);
  const { kvHeadCount, headDim, headCount, layerCount } = config;
  const kinds = layerCount * 2;
  graph.input('recent', 'float32', [kinds, 'batch_size', kvHeadCount, 'window', headDim]);
  const group = headCount / kvHeadCount;
  const scale = { float: 1 / Math.sqrt(headDim) };
  const lengths = addPartLengths(graph);
  const shapes = {
    keys: graph.int64('shape_keys', [0, 0, kvHeadCount, headDim]),
    queries: graph.int64('shape_queries', [0, 0, kvHeadCount, group, headDim]),
    rows: graph.int64('shape_rows', [0, kvHeadCount, -1, headDim]),
    mixed: graph.int64('shape_mixed', [0, kvHeadCount, group, -1, headDim]),
    hidden: graph.int64('shape_hidden', [0, -1, headCount * headDim]),
  };
  return (index, heads) => {
    const name = `model.layers.${index}.self_attn`;
    const node = (
      opType: string,
      inputs: readonly string[],
      output: string,
      attributes: Readonly<Record<string, AttributeValue>> = {},
    ): string => graph.node(opType, inputs, `${name}.${output}`, { attributes });
    const fused = (left: string, right: string, output: string): string =>
      graph.node('FusedMatMul', [left, right], `${name}.${output}`, {
        domain: microsoft,
        attributes: { transB: { int: 1 }, alpha: scale },
      });
    const rotate = (input: string, part: string): string =>
      graph.node('RotaryEmbedding', [input, 'position_ids', ...tables], `${name}.${part}_rotated`, {
        domain: microsoft,
        attributes: { interleaved: { int: 0 } },
      });
    const byHead = (input: string, part: string): string => {
      const split = node('Reshape', [input, shapes.keys], `${part}_split`);
      const output = `new.${index}.${part}`;
      graph.node('Transpose', [split], output, { attributes: { perm: { ints: [0, 2, 1, 3] } } });
      graph.output(output, 'float32', ['batch_size', kvHeadCount, 'sequence_length', headDim]);
      return output;
    };
    const inWindow = (part: string, added: string, place: number): string => {
      const at = graph.int64(`recent_${place}`, [place], []);
      const recent = node('Gather', ['recent', at], `${part}_recent`);
      const placed = node('MatMul', ['placement', added], `${part}_placed`);
      return node('Add', [recent, placed], `${part}_window`);
    };
    const key = inWindow('key', byHead(rotate(heads.key, 'key'), 'key'), index * 2);
    const value = inWindow('value', byHead(heads.value, 'value'), index * 2 + 1);
    const split = node('Reshape', [rotate(heads.query, 'query'), shapes.queries], 'query_split');
    const grouped = node('Transpose', [split], 'query_grouped', {
      perm: { ints: [0, 2, 3, 1, 4] },
    });
    const rows = node('Reshape', [grouped, shapes.rows], 'query_rows');
    const [pastKey = '', pastValue = ''] = pastInputs(graph, config, index, 'capacity');
    const scores = node(
      'Concat',
      [fused(rows, pastKey, 'past_scores'), fused(rows, key, 'window_scores')],
      'scores',
      { axis: { int: -1 } },
    );
    const biased = node('Add', [scores, 'attention_bias'], 'biased');
    const shares = node('Softmax', [biased], 'shares', { axis: { int: -1 } });
    const parts = [`${name}.past_shares`, `${name}.window_shares`];
    graph.multiNode('Split', [shares, lengths], parts, { attributes: { axis: { int: -1 } } });
    const past = node('MatMul', [parts[0] ?? '', pastValue], 'past_mixed');
    const own = node('MatMul', [parts[1] ?? '', value], 'window_mixed');
    const sum = node('Add', [past, own], 'mixed_rows');
    const ungrouped = node('Reshape', [sum, shapes.mixed], 'mixed_split');
    const ordered = node('Transpose', [ungrouped], 'mixed_ordered', {
      perm: { ints: [0, 3, 1, 2, 4] },
    });
    return node('Reshape', [ordered, shapes.hidden], 'mixed');
  };
}

/** The lengths of past and window as `Split` wants them: `[capacity, window]`. */
function addPartLengths(graph: GraphBuilder): string {
  const length = (input: string, axis: number, output: string): string =>
    graph.node('Shape', [input], output, {
      attributes: { start: { int: axis }, end: { int: axis + 1 } },
    });
  return graph.node(
    'Concat',
    [length('past_key_values.0.key', 2, 'capacity_length'), length('recent', 3, 'window_length')],
    'split_lengths',
    { attributes: { axis: { int: 0 } } },
  );
}

function presentAttention(
  graph: GraphBuilder,
  config: ModelConfig,
  tables: readonly string[],
  lengths: readonly string[],
  presentDim: string,
): AddAttention {
  const { kvHeadCount, headDim } = config;
  return (index, heads) => {
    const name = `model.layers.${index}.self_attn`;
    const present = [`present.${index}.key`, `present.${index}.value`];
    for (const output of present) {
      graph.output(output, 'float32', ['batch_size', kvHeadCount, presentDim, headDim]);
    }
    const pastDim = presentDim === 'capacity' ? 'capacity' : 'past_sequence_length';
    const past = pastInputs(graph, config, index, pastDim);
    graph.multiNode(
      'GroupQueryAttention',
      [heads.query, heads.key, heads.value, ...past, ...lengths, ...tables],
      [`${name}.mixed`, ...present],
      { domain: microsoft, attributes: attentionAttributes(config) },
    );
    return `${name}.mixed`;
  };
}

function pastInputs(
  graph: GraphBuilder,
  config: ModelConfig,
  index: number,
  lengthDim: string,
): readonly string[] {
  return ['key', 'value'].map((kind) =>
    graph.input(`past_key_values.${index}.${kind}`, 'float32', [
      'batch_size',
      config.kvHeadCount,
      lengthDim,
      config.headDim,
    ]),
  );
}

/** `seqlens_k` int32 `[batch]` = total length - 1 of each row; the longest as a scalar. */
function directLengths(graph: GraphBuilder): readonly string[] {
  return [
    graph.input('seqlens_k', 'int32', ['batch_size']),
    graph.input('total_sequence_length', 'int32', []),
  ];
}

function maskLengths(graph: GraphBuilder): readonly string[] {
  const mask = graph.input('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  const toInt32 = { attributes: { to: { int: 6 } } };
  const axis = graph.int64('axis_one', [1]);
  const sum = graph.node('ReduceSum', [mask, axis], 'mask_sum', {
    attributes: { keepdims: { int: 0 } },
  });
  const less = graph.node('Sub', [sum, graph.int64('one', [1])], 'mask_sum_less_one');
  const shape = graph.node('Shape', [mask], 'mask_shape');
  const total = graph.node('Gather', [shape, graph.int64('index_one', [1], [])], 'mask_length');
  return [
    graph.node('Cast', [less], 'seqlens_k', toInt32),
    graph.node('Cast', [total], 'total_sequence_length_i32', toInt32),
  ];
}

function attentionAttributes(config: ModelConfig): Readonly<Record<string, AttributeValue>> {
  return {
    num_heads: { int: config.headCount },
    kv_num_heads: { int: config.kvHeadCount },
    do_rotary: { int: 1 },
    rotary_interleaved: { int: 0 },
    scale: { float: 1 / Math.sqrt(config.headDim) },
  };
}
