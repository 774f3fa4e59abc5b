import type { Architecture, ModelConfig } from '../modelConfig';
import { architectures, configProblem } from '../modelConfig';
import type { RopeScaling } from '../ropeScaling';
import { ropeFactorsOf } from '../ropeScaling';
import { invalidFile, printable, unsupportedModel } from '../sourceErrors';
import type { GgufFile } from './ggufTypes';
import {
  optionalNumber,
  optionalNumbers,
  optionalText,
  optionalTexts,
  requiredNumber,
  shortestFloat32,
} from './metadataFields';

/** Llama's base where the file does not name one. Source: llama.cpp src/llama-model.cpp */
const defaultRopeTheta = 10_000;

/**
 * Control tokens that end a turn in some model family although the file names one end token only.
 * Source: llama.cpp src/llama-vocab.cpp#llama_vocab::impl::load, special_eog_ids
 */
const endTexts: ReadonlySet<string> = new Set([
  '<|eot_id|>',
  '<|im_end|>',
  '<|end|>',
  '<end_of_turn>',
  '<|endoftext|>',
  '<|eom_id|>',
  '[EOT]',
]);

/** `tokenizer.ggml.token_type` of a control token. */
const controlToken = 3;

export interface GgufConfigParts {
  /** The file stores the head as a matrix that differs from the embedding. */
  readonly tiedEmbeddings: boolean;
  /** `rope_freqs.weight`, where the file has it. */
  readonly ropeFactors: Float32Array | undefined;
}

/** The architecture of a GGUF file. @throws AppError `unsupported-architecture` */
export function ggufArchitecture(file: GgufFile): Architecture {
  const name = optionalText(file, 'general.architecture');
  const known = architectures.find((architecture) => architecture === name);
  if (known !== undefined) return known;
  const shown = name === undefined ? 'no named architecture' : `architecture "${printable(name)}"`;
  throw unsupportedModel(file.label, `has ${shown}`);
}

/**
 * The configuration in a GGUF header.
 *
 * @throws AppError `model-file-invalid`, `unsupported-architecture`
 */
export function ggufConfig(file: GgufFile, parts: GgufConfigParts): ModelConfig {
  const architecture = ggufArchitecture(file);
  const field = (key: string): string => `${architecture}.${key}`;
  const hiddenSize = requiredNumber(file, field('embedding_length'));
  const headCount = requiredNumber(file, field('attention.head_count'));
  const headDim = optionalNumber(file, field('attention.key_length')) ?? hiddenSize / headCount;
  const theta = optionalNumber(file, field('rope.freq_base')) ?? defaultRopeTheta;
  const epsilon = requiredNumber(file, field('attention.layer_norm_rms_epsilon'));
  const bosTokenId = optionalNumber(file, 'tokenizer.ggml.bos_token_id');
  const scaling = linearScaling(file, field);
  const config: ModelConfig = {
    architecture,
    hiddenSize,
    layerCount: requiredNumber(file, field('block_count')),
    headCount,
    kvHeadCount: optionalNumber(file, field('attention.head_count_kv')) ?? headCount,
    headDim,
    intermediateSize: requiredNumber(file, field('feed_forward_length')),
    vocabSize: file.tensors.get('token_embd.weight')?.shape[0] ?? 0,
    contextLength: requiredNumber(file, field('context_length')),
    ropeTheta: shortestFloat32(theta),
    ...(scaling === undefined ? {} : { ropeScaling: scaling }),
    rmsNormEps: shortestFloat32(epsilon),
    tiedEmbeddings: parts.tiedEmbeddings,
    ...(bosTokenId === undefined ? {} : { bosTokenId }),
    eosTokenIds: endTokens(file),
    attentionBias: file.tensors.has('blk.0.attn_q.bias'),
  };
  refuseOtherMaths(file, field, headDim);
  const problem = configProblem(config);
  if (problem !== undefined) throw invalidFile(file.label, problem);
  const scaled = scaling && ropeFactorsOf(scaling, config.ropeTheta, headDim);
  const ropeFactors = parts.ropeFactors?.map((factor, i) => factor * (scaled?.[i] ?? 1)) ?? scaled;
  return ropeFactors === undefined ? config : { ...config, ropeFactors };
}

/**
 * A factor alone means linear scaling, and none means 1.
 *
 * Source: ggml-org/llama.cpp src/llama-model.cpp#load_hparams
 */
function linearScaling(file: GgufFile, field: (key: string) => string): RopeScaling | undefined {
  const type = optionalText(file, field('rope.scaling.type')) ?? 'linear';
  if (type === 'none') return undefined;
  if (type !== 'linear') {
    throw unsupportedModel(
      file.label,
      `scales RoPE by "${printable(type)}", which is not supported`,
    );
  }
  const factor =
    optionalNumber(file, field('rope.scaling.factor')) ??
    optionalNumber(file, field('rope.scale_linear')) ??
    1;
  if (factor === 0 || factor === 1) return undefined;
  if (!(factor > 0)) throw invalidFile(file.label, `the RoPE scaling factor is ${factor}`);
  return { type: 'linear', factor: shortestFloat32(factor) };
}

/** Refuses fields that say that the model computes something this architecture does not. */
function refuseOtherMaths(file: GgufFile, field: (key: string) => string, headDim: number): void {
  if ((optionalNumber(file, field('expert_count')) ?? 0) > 0) {
    throw unsupportedModel(file.label, 'is a mixture of experts');
  }
  const rotated = optionalNumber(file, field('rope.dimension_count')) ?? headDim;
  const valueDim = optionalNumber(file, field('attention.value_length')) ?? headDim;
  if (rotated !== headDim || valueDim !== headDim) {
    throw unsupportedModel(
      file.label,
      `has heads of ${headDim}, values of ${valueDim} and ${rotated} rotated dimensions`,
    );
  }
}

function endTokens(file: GgufFile): readonly number[] {
  const ids = new Set<number>();
  for (const key of ['eos_token_id', 'eot_token_id']) {
    const id = optionalNumber(file, `tokenizer.ggml.${key}`);
    if (id !== undefined) ids.add(id);
  }
  const tokens = optionalTexts(file, 'tokenizer.ggml.tokens') ?? [];
  const types = optionalNumbers(file, 'tokenizer.ggml.token_type') ?? [];
  for (const [id, token] of tokens.entries()) {
    if (types[id] === controlToken && endTexts.has(token)) ids.add(id);
  }
  return [...ids];
}
