import type { RopeScaling } from './ropeScaling';

export const architectures = ['llama', 'qwen2'] as const;

export type Architecture = (typeof architectures)[number];

/** Hyperparameters of a decoder, the same from a GGUF header as from a Hugging Face config.json. */
export interface ModelConfig {
  readonly architecture: Architecture;
  readonly hiddenSize: number;
  readonly layerCount: number;
  readonly headCount: number;
  readonly kvHeadCount: number;
  readonly headDim: number;
  readonly intermediateSize: number;
  /** Rows of the embedding; a vocabulary may name fewer tokens. */
  readonly vocabSize: number;
  /** Positions the model was trained for. */
  readonly contextLength: number;
  readonly ropeTheta: number;
  /** How the frequencies were scaled, where the file says it in words (GGUF stores factors only). */
  readonly ropeScaling?: RopeScaling;
  /**
   * [headDim / 2] divisors: frequency i is `ropeTheta^(-2i / headDim) / ropeFactors[i]`. Absent = all 1.
   */
  readonly ropeFactors?: Float32Array;
  readonly rmsNormEps: number;
  /** True when the output head is the embedding matrix: `lm_head.weight` is then no tensor of its own. */
  readonly tiedEmbeddings: boolean;
  /** The begin token's id, where named; it does not say that prompts begin with it. */
  readonly bosTokenId?: number;
  /** Ids that end a turn, the main one first; may be empty. */
  readonly eosTokenIds: readonly number[];
  /** True when the q, k and v projections have biases. */
  readonly attentionBias: boolean;
}

/**
 * Largest value accepted for each size: several times the largest real model (405B: hidden 16,384,
 * 126 layers, feed-forward 53,248; vocabularies to 262,144; contexts to 10,485,760).
 */
const sizeLimits = {
  hiddenSize: 1 << 16,
  layerCount: 1 << 10,
  headCount: 1 << 10,
  kvHeadCount: 1 << 10,
  headDim: 1 << 10,
  intermediateSize: 1 << 19,
  vocabSize: 1 << 21,
  contextLength: 1 << 28,
} as const;

/** What is wrong with a configuration as a whole, as the end of "…: ", or undefined. */
export function configProblem(config: ModelConfig): string | undefined {
  for (const [name, limit] of Object.entries(sizeLimits)) {
    const value: unknown = Reflect.get(config, name);
    if (!Number.isInteger(value) || Number(value) < 1 || Number(value) > limit) {
      return `${name} is ${String(value)} instead of 1 to ${limit}`;
    }
  }
  if (config.headCount % config.kvHeadCount !== 0) {
    return `${config.headCount} heads cannot share ${config.kvHeadCount} key/value heads`;
  }
  if (config.headDim % 2 !== 0) return `headDim is ${config.headDim}, which is odd`;
  if (!(config.ropeTheta > 0 && Number.isFinite(config.ropeTheta))) {
    return `the RoPE base is ${config.ropeTheta}`;
  }
  if (!(config.rmsNormEps > 0 && config.rmsNormEps < 1)) {
    return `the RMS norm epsilon is ${config.rmsNormEps}`;
  }
  const ids = [
    ...config.eosTokenIds,
    ...(config.bosTokenId === undefined ? [] : [config.bosTokenId]),
  ];
  const bad = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocabSize);
  return bad === undefined ? undefined : `token id ${bad} is not in the vocabulary`;
}
