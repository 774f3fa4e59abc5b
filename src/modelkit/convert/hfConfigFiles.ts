import type { JsonObject } from '../source/jsonFile';
import type { ModelConfig } from '../source/modelConfig';

const classNames: Readonly<Record<ModelConfig['architecture'], string>> = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
};

/**
 * The `config.json` of a converted model, as Hugging Face libraries read it.
 *
 * `transformers.js_config` names the graph (`q4` stands for the file name `model_q4.onnx`, whatever
 * the bits are) and the number of its data files (transformers.js 4.3.1
 * src/utils/model-loader.js#getExternalDataChunkNames).
 */
export function hfConfigJson(config: ModelConfig, dataFiles: number): JsonObject {
  return {
    architectures: [classNames[config.architecture]],
    model_type: config.architecture,
    hidden_act: 'silu',
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layerCount,
    num_attention_heads: config.headCount,
    num_key_value_heads: config.kvHeadCount,
    head_dim: config.headDim,
    vocab_size: config.vocabSize,
    max_position_embeddings: config.contextLength,
    rms_norm_eps: config.rmsNormEps,
    rope_theta: config.ropeTheta,
    ...(config.ropeScaling === undefined
      ? {}
      : { rope_scaling: ropeScalingJson(config.ropeScaling) }),
    tie_word_embeddings: config.tiedEmbeddings,
    ...(config.architecture === 'llama' ? { attention_bias: config.attentionBias } : {}),
    ...tokenIds(config),
    torch_dtype: 'float32',
    use_cache: true,
    'transformers.js_config': {
      dtype: 'q4',
      use_external_data_format: { 'model_q4.onnx': dataFiles },
    },
  };
}

/** The `generation_config.json`: greedy, with the model's end tokens. */
export function generationConfigJson(config: ModelConfig): JsonObject {
  const [pad] = config.eosTokenIds;
  return {
    ...tokenIds(config),
    ...(pad === undefined ? {} : { pad_token_id: pad }),
    do_sample: false,
    max_length: config.contextLength,
  };
}

function tokenIds(config: ModelConfig): JsonObject {
  const { bosTokenId, eosTokenIds } = config;
  const [only] = eosTokenIds;
  return {
    ...(bosTokenId === undefined ? {} : { bos_token_id: bosTokenId }),
    ...(only === undefined ? {} : { eos_token_id: eosTokenIds.length === 1 ? only : eosTokenIds }),
  };
}

function ropeScalingJson(scaling: NonNullable<ModelConfig['ropeScaling']>): JsonObject {
  if (scaling.type === 'linear') return { rope_type: 'linear', factor: scaling.factor };
  return {
    rope_type: 'llama3',
    factor: scaling.factor,
    low_freq_factor: scaling.lowFreqFactor,
    high_freq_factor: scaling.highFreqFactor,
    original_max_position_embeddings: scaling.originalContextLength,
  };
}
