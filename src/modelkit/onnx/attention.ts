import type { ModelConfig } from '../source/modelConfig';
import type { RotaryLocations } from './decoderWeights';
import type { GraphBuilder } from './graphBuilder';

const microsoft = 'com.microsoft' as const;

/**
 * Who keeps keys and values, and how:
 * - `cpu`: the caller. Inputs `past_key_values.N.key|value` are padded buffers
 *   `[batch, kvHeads, capacity, headDim]`, of which `seqlens_k + 1 - sequence` positions are valid;
 *   outputs `new.N.key|value` `[batch, sequence, kvHeads * headDim]` are this call's own. Fetching
 *   whole caches would copy them at every step (engine facts, section 2).
 * - `webgpu`: the device. The same inputs, and outputs `present.N.key|value` of the same shape,
 *   meant to be the same tensors: the operator writes in place.
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

/** Keys are rotated by a node of their own, so that the new ones can be read without a copy. */
function cpuAttention(
  graph: GraphBuilder,
  config: ModelConfig,
  tables: readonly string[],
): AddAttention {
  const lengths = directLengths(graph);
  graph.input('position_ids', 'int64', ['batch_size', 'sequence_length']);
  const { kvHeadCount, headDim } = config;
  return (index, heads) => {
    const name = `model.layers.${index}.self_attn`;
    const rotate = (input: string, part: string): string =>
      graph.node('RotaryEmbedding', [input, 'position_ids', ...tables], `${name}.${part}_rotated`, {
        domain: microsoft,
        attributes: { interleaved: { int: 0 } },
      });
    const query = rotate(heads.query, 'query');
    const key = rotate(heads.key, 'key');
    for (const [kind, source] of [['key', key] as const, ['value', heads.value] as const]) {
      const output = graph.node('Identity', [source], `new.${index}.${kind}`);
      graph.output(output, 'float32', ['batch_size', 'sequence_length', kvHeadCount * headDim]);
    }
    const past = pastInputs(graph, config, index, 'capacity');
    graph.multiNode(
      'GroupQueryAttention',
      [query, key, heads.value, ...past, ...lengths],
      [`${name}.mixed`, `${name}.present_key`, `${name}.present_value`],
      { domain: microsoft, attributes: attentionAttributes(config, 0) },
    );
    return `${name}.mixed`;
  };
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
      { domain: microsoft, attributes: attentionAttributes(config, 1) },
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

function attentionAttributes(
  config: ModelConfig,
  rotary: 0 | 1,
): Readonly<Record<string, { readonly int: number } | { readonly float: number }>> {
  return {
    num_heads: { int: config.headCount },
    kv_num_heads: { int: config.kvHeadCount },
    do_rotary: { int: rotary },
    rotary_interleaved: { int: 0 },
    scale: { float: 1 / Math.sqrt(config.headDim) },
  };
}
