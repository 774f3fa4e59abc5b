import type { ModelConfig } from '../source/modelConfig';
import { attentionFor, type GraphVariant } from './attention';
import type { DecoderWeights, DenseTensor, LayerWeights, RotaryLocations } from './decoderWeights';
import { GraphBuilder } from './graphBuilder';
import { addLinear, type AccuracyLevel } from './linear';
import type { OnnxGraph } from '../../core/onnx/onnxModel';
import { addEmbedding, addHead } from './vocabularyParts';

const microsoft = 'com.microsoft' as const;

export interface DecoderGraphOptions {
  readonly variant: GraphVariant;
  readonly accuracyLevel: AccuracyLevel;
}

/**
 * The graph of a Llama-type decoder: embedding, layers (RMS norm, grouped-query attention with
 * rotary positions, gated MLP), final norm, head.
 *
 * Input `input_ids` int64 `[batch, sequence]`, output `logits` float32 `[batch, positions, vocabulary]`:
 * of the last position, for the CPU of those that `logit_positions` int64 `[positions]` names, since
 * computing the head for all would halve the speed of prefill (engine facts, 3). Keys and values by
 * {@link GraphVariant}. Qwen2 differs from Llama by the biases its weights bring.
 */
export function decoderGraph(
  config: ModelConfig,
  weights: DecoderWeights,
  rotary: RotaryLocations,
  options: DecoderGraphOptions,
): OnnxGraph {
  const graph = new GraphBuilder();
  graph.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  const attention = attentionFor(options.variant, graph, config, rotary);
  let residual = addEmbedding(graph, weights.embedding);
  let update: string | undefined;
  for (const [index, layer] of weights.layers.entries()) {
    const name = `model.layers.${index}`;
    const entry = addNorm(
      graph,
      config,
      `${name}.input_layernorm`,
      layer.inputNorm,
      residual,
      update,
    );
    const heads = {
      query: addLinear(
        graph,
        `${name}.self_attn.q_proj`,
        entry.normed,
        layer.query,
        options.accuracyLevel,
      ),
      key: addLinear(
        graph,
        `${name}.self_attn.k_proj`,
        entry.normed,
        layer.key,
        options.accuracyLevel,
      ),
      value: addLinear(
        graph,
        `${name}.self_attn.v_proj`,
        entry.normed,
        layer.value,
        options.accuracyLevel,
      ),
    };
    const mixed = attention(index, heads);
    const output = addLinear(
      graph,
      `${name}.self_attn.o_proj`,
      mixed,
      layer.output,
      options.accuracyLevel,
    );
    const middle = addNorm(
      graph,
      config,
      `${name}.post_attention_layernorm`,
      layer.postAttentionNorm,
      entry.residual,
      output,
    );
    update = addMlp(graph, `${name}.mlp`, middle.normed, layer, options.accuracyLevel);
    residual = middle.residual;
  }
  const last = addNorm(graph, config, 'model.norm', weights.finalNorm, residual, update);
  const isChosen = options.variant === 'cpu';
  const positions = isChosen
    ? graph.input('logit_positions', 'int64', ['logit_count'])
    : graph.int64('last_position', [-1]);
  const hidden = graph.node('Gather', [last.normed, positions], 'head_input', {
    attributes: { axis: { int: 1 } },
  });
  const logits = addHead(graph, hidden, weights.head, options.accuracyLevel);
  graph.node('Identity', [logits], 'logits');
  const count = isChosen ? 'logit_count' : 1;
  graph.output('logits', 'float32', ['batch_size', count, config.vocabSize]);
  return graph.build(`decoder_${options.variant}`);
}

/** Adds `residual + update` and its RMS norm; without `update` only the norm. */
function addNorm(
  graph: GraphBuilder,
  config: ModelConfig,
  name: string,
  weight: DenseTensor,
  residual: string,
  update: string | undefined,
): { readonly normed: string; readonly residual: string } {
  const scale = graph.initializer({
    name: `${name}.weight`,
    type: 'float32',
    dims: weight.dims,
    content: weight.data,
  });
  const epsilon = { float: config.rmsNormEps };
  if (update === undefined) {
    const normed = graph.node('SimplifiedLayerNormalization', [residual, scale], `${name}.out`, {
      attributes: { axis: { int: -1 }, epsilon, stash_type: { int: 1 } },
    });
    return { normed, residual };
  }
  const sum = `${name}.residual`;
  graph.multiNode(
    'SkipSimplifiedLayerNormalization',
    [residual, update, scale],
    [`${name}.out`, '', '', sum],
    { domain: microsoft, attributes: { epsilon } },
  );
  return { normed: `${name}.out`, residual: sum };
}

/** Adds `down(silu(gate(x)) * up(x))`; WebGPU fuses gate, up and SiLU in this form. */
function addMlp(
  graph: GraphBuilder,
  name: string,
  input: string,
  layer: LayerWeights,
  accuracyLevel: AccuracyLevel,
): string {
  const gate = addLinear(graph, `${name}.gate_proj`, input, layer.gate, accuracyLevel);
  const up = addLinear(graph, `${name}.up_proj`, input, layer.up, accuracyLevel);
  const sigmoid = graph.node('Sigmoid', [gate], `${name}.sigmoid`);
  const silu = graph.node('Mul', [gate, sigmoid], `${name}.silu`);
  const gated = graph.node('Mul', [silu, up], `${name}.gated`);
  return addLinear(graph, `${name}.down_proj`, gated, layer.down, accuracyLevel);
}
