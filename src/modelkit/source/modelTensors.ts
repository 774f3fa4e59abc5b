import type { ModelConfig } from './modelConfig';
import { invalidFile, printable, unsupportedModel } from './sourceErrors';

/** Names and shapes of one decoder layer, without the `model.layers.N.` prefix. */
function layerTensors(config: ModelConfig): readonly (readonly [string, readonly number[]])[] {
  const { hiddenSize, intermediateSize } = config;
  const queries = config.headCount * config.headDim;
  const keys = config.kvHeadCount * config.headDim;
  const biases: readonly (readonly [string, readonly number[]])[] = [
    ['self_attn.q_proj.bias', [queries]],
    ['self_attn.k_proj.bias', [keys]],
    ['self_attn.v_proj.bias', [keys]],
  ];
  return [
    ['input_layernorm.weight', [hiddenSize]],
    ['self_attn.q_proj.weight', [queries, hiddenSize]],
    ['self_attn.k_proj.weight', [keys, hiddenSize]],
    ['self_attn.v_proj.weight', [keys, hiddenSize]],
    ...(config.attentionBias ? biases : []),
    ['self_attn.o_proj.weight', [hiddenSize, queries]],
    ['post_attention_layernorm.weight', [hiddenSize]],
    ['mlp.gate_proj.weight', [intermediateSize, hiddenSize]],
    ['mlp.up_proj.weight', [intermediateSize, hiddenSize]],
    ['mlp.down_proj.weight', [hiddenSize, intermediateSize]],
  ];
}

/** Every tensor that a model of this configuration has, with its shape, in the order of the graph. */
export function expectedTensors(config: ModelConfig): ReadonlyMap<string, readonly number[]> {
  const { vocabSize, hiddenSize } = config;
  const tensors = new Map<string, readonly number[]>([
    ['model.embed_tokens.weight', [vocabSize, hiddenSize]],
  ]);
  for (let layer = 0; layer < config.layerCount; layer++) {
    for (const [name, shape] of layerTensors(config)) {
      tensors.set(`model.layers.${layer}.${name}`, shape);
    }
  }
  tensors.set('model.norm.weight', [hiddenSize]);
  if (!config.tiedEmbeddings) tensors.set('lm_head.weight', [vocabSize, hiddenSize]);
  return tensors;
}

/**
 * Checks that a file has exactly the tensors of its configuration.
 *
 * @param shapes Hugging Face name -> row-major shape of what the file holds
 * @param ignored names that may be there and are not needed
 * @throws AppError `model-file-invalid` for a missing tensor or another shape,
 *   `unsupported-architecture` for a tensor that the architecture does not know: a model that has
 *   one computes something else
 */
export function checkTensors(
  file: string,
  config: ModelConfig,
  shapes: ReadonlyMap<string, readonly number[]>,
  ignored: (name: string) => boolean,
): void {
  const expected = expectedTensors(config);
  for (const [name, shape] of expected) {
    const found = shapes.get(name);
    if (found === undefined) throw invalidFile(file, `tensor "${name}" is missing`);
    if (found.length !== shape.length || found.some((size, axis) => size !== shape[axis])) {
      const what = `"${name}" has the shape [${found.join(', ')}] instead of [${shape.join(', ')}]`;
      throw invalidFile(file, what);
    }
  }
  for (const name of shapes.keys()) {
    if (expected.has(name) || ignored(name)) continue;
    throw unsupportedModel(
      file,
      `has a tensor "${printable(name)}" that ${config.architecture} lacks`,
    );
  }
}
