import type { JsonObject } from '../jsonFile';
import { isJsonObject } from '../jsonFile';
import { jsonFlag, jsonNumber, jsonNumbers, jsonText, requiredJsonNumber } from '../jsonFields';
import type { ModelConfig } from '../modelConfig';
import { architectures, configProblem } from '../modelConfig';
import type { RopeScaling } from '../ropeScaling';
import { ropeFactorsOf } from '../ropeScaling';
import { invalidFile, printable, unsupportedModel } from '../sourceErrors';

const file = 'config.json';

/** Defaults of transformers' LlamaConfig and Qwen2Config where a config.json leaves a field out. */
const defaults = { ropeTheta: 10_000, rmsNormEps: 1e-6 } as const;

/**
 * The configuration in a Hugging Face config.json; generation_config.json, where there is one, names
 * the end tokens more completely and wins.
 *
 * Reads the RoPE fields of transformers 4 (`rope_theta`, `rope_scaling`) and 5 (`rope_parameters`).
 *
 * @throws AppError `model-file-invalid`, `unsupported-architecture`
 */
export function hfConfig(json: JsonObject, generation: JsonObject | undefined): ModelConfig {
  const architecture = architectures.find((name) => name === json.model_type);
  if (architecture === undefined) {
    const shown = printable(jsonText(json, 'model_type', file) ?? 'none');
    throw unsupportedModel(file, `has the model type "${shown}"`);
  }
  refuseOtherMaths(json);
  const hiddenSize = requiredJsonNumber(json, 'hidden_size', file);
  const headCount = requiredJsonNumber(json, 'num_attention_heads', file);
  const rope = ropeFields(json);
  const bosTokenId = jsonNumbers(json, 'bos_token_id', file)[0];
  const config: ModelConfig = {
    architecture,
    hiddenSize,
    layerCount: requiredJsonNumber(json, 'num_hidden_layers', file),
    headCount,
    kvHeadCount: jsonNumber(json, 'num_key_value_heads', file) ?? headCount,
    headDim: jsonNumber(json, 'head_dim', file) ?? hiddenSize / headCount,
    intermediateSize: requiredJsonNumber(json, 'intermediate_size', file),
    vocabSize: requiredJsonNumber(json, 'vocab_size', file),
    contextLength: requiredJsonNumber(json, 'max_position_embeddings', file),
    ropeTheta: rope.theta,
    ...(rope.scaling === undefined ? {} : { ropeScaling: rope.scaling }),
    rmsNormEps: jsonNumber(json, 'rms_norm_eps', file) ?? defaults.rmsNormEps,
    tiedEmbeddings: jsonFlag(json, 'tie_word_embeddings', file),
    ...(bosTokenId === undefined ? {} : { bosTokenId }),
    eosTokenIds: endTokens(json, generation),
    // Qwen2 has these biases without a field that says so.
    attentionBias: architecture === 'qwen2' || jsonFlag(json, 'attention_bias', file),
  };
  const problem = configProblem(config);
  if (problem !== undefined) throw invalidFile(file, problem);
  if (rope.scaling === undefined) return config;
  const ropeFactors = ropeFactorsOf(rope.scaling, config.ropeTheta, config.headDim);
  return { ...config, ropeFactors };
}

function endTokens(json: JsonObject, generation: JsonObject | undefined): readonly number[] {
  const fromGeneration = jsonNumbers(generation ?? {}, 'eos_token_id', 'generation_config.json');
  const ids = [...fromGeneration, ...jsonNumbers(json, 'eos_token_id', file)];
  return [...new Set(ids)];
}

/** Refuses fields that say that the model computes something this architecture does not. */
function refuseOtherMaths(json: JsonObject): void {
  const activation = jsonText(json, 'hidden_act', file) ?? 'silu';
  if (activation !== 'silu') {
    throw unsupportedModel(file, `has the activation "${printable(activation)}"`);
  }
  for (const key of ['use_sliding_window', 'mlp_bias']) {
    if (jsonFlag(json, key, file)) throw unsupportedModel(file, `sets "${key}"`);
  }
}

interface RopeFields {
  readonly theta: number;
  readonly scaling: RopeScaling | undefined;
}

function ropeFields(json: JsonObject): RopeFields {
  const found = json.rope_parameters ?? json.rope_scaling ?? {};
  if (!isJsonObject(found)) throw invalidFile(file, 'its RoPE parameters are not an object');
  const theta =
    jsonNumber(found, 'rope_theta', file) ??
    jsonNumber(json, 'rope_theta', file) ??
    defaults.ropeTheta;
  return { theta, scaling: scalingOf(found) };
}

function scalingOf(rope: JsonObject): RopeScaling | undefined {
  const type = jsonText(rope, 'rope_type', file) ?? jsonText(rope, 'type', file) ?? 'default';
  switch (type) {
    case 'default':
      return undefined;
    case 'linear':
      return { type, factor: positive(rope, 'factor') };
    case 'llama3': {
      const scaling = {
        type,
        factor: positive(rope, 'factor'),
        lowFreqFactor: positive(rope, 'low_freq_factor'),
        highFreqFactor: positive(rope, 'high_freq_factor'),
        originalContextLength: positive(rope, 'original_max_position_embeddings'),
      } as const;
      if (scaling.highFreqFactor > scaling.lowFreqFactor) return scaling;
      throw invalidFile(file, '"high_freq_factor" is not above "low_freq_factor"');
    }
    default:
      throw unsupportedModel(file, `scales RoPE by "${printable(type)}", which is not supported`);
  }
}

function positive(rope: JsonObject, key: string): number {
  const value = requiredJsonNumber(rope, key, file);
  if (value > 0) return value;
  throw invalidFile(file, `"${key}" is ${value}`);
}
