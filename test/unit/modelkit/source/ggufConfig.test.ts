import { describe, expect, it } from 'vitest';
import { ggufConfig } from '../../../../src/modelkit/source/gguf/ggufConfig';
import { huggingFaceName } from '../../../../src/modelkit/source/gguf/ggufNames';
import type { GgufFile, GgufValue } from '../../../../src/modelkit/source/gguf/ggufTypes';
import { shortestFloat32 } from '../../../../src/modelkit/source/gguf/metadataFields';
import type { ModelConfig } from '../../../../src/modelkit/source/modelConfig';

const base: Readonly<Record<string, GgufValue>> = {
  'general.architecture': 'llama',
  'llama.block_count': 2,
  'llama.context_length': 2048,
  'llama.embedding_length': 64,
  'llama.feed_forward_length': 128,
  'llama.attention.head_count': 4,
  'llama.attention.layer_norm_rms_epsilon': Math.fround(1e-6),
};

function config(
  changes: Readonly<Record<string, GgufValue>>,
  ropeFactors?: Float32Array,
): ModelConfig {
  const embedding = { name: 'e', type: 'F32', shape: [100, 64], offset: 0, bytes: 0 } as const;
  const file: GgufFile = {
    label: 'tiny.gguf',
    version: 3,
    alignment: 32,
    metadata: new Map(Object.entries({ ...base, ...changes })),
    metadataSpans: new Map(),
    tensors: new Map([['token_embd.weight', embedding]]),
  };
  return ggufConfig(file, { tiedEmbeddings: true, ropeFactors });
}

describe('ggufConfig', () => {
  it('fills in what a file may leave out', () => {
    expect(config({})).toEqual({
      architecture: 'llama',
      hiddenSize: 64,
      layerCount: 2,
      headCount: 4,
      kvHeadCount: 4,
      headDim: 16,
      intermediateSize: 128,
      vocabSize: 100,
      contextLength: 2048,
      ropeTheta: 10_000,
      rmsNormEps: 1e-6,
      tiedEmbeddings: true,
      eosTokenIds: [],
      attentionBias: false,
    });
  });

  it('turns linear scaling into one factor for every frequency', () => {
    const scaled = config({ 'llama.rope.scaling.type': 'linear', 'llama.rope.scaling.factor': 4 });
    expect(scaled.ropeScaling).toEqual({ type: 'linear', factor: 4 });
    expect(scaled.ropeFactors).toEqual(new Float32Array(8).fill(4));
  });

  it.each<[string, Readonly<Record<string, GgufValue>>]>([
    ['a factor alone', { 'llama.rope.scaling.factor': 4 }],
    ['the name of old files', { 'llama.rope.scale_linear': 4 }],
  ])('takes %s as linear scaling, as llama.cpp does', (_, changes) => {
    expect(config(changes).ropeFactors).toEqual(new Float32Array(8).fill(4));
    const factors = Float32Array.from({ length: 8 }, (_one, i) => i + 1);
    expect(config(changes, factors).ropeFactors).toEqual(factors.map((factor) => factor * 4));
  });

  it.each<[string, Readonly<Record<string, GgufValue>>]>([
    ['a factor of 1', { 'llama.rope.scaling.factor': 1 }],
    ['a factor of 0, which old files have for none', { 'llama.rope.scale_linear': 0 }],
    ['linear scaling without a factor', { 'llama.rope.scaling.type': 'linear' }],
    [
      'a factor that is not used',
      { 'llama.rope.scaling.type': 'none', 'llama.rope.scaling.factor': 4 },
    ],
  ])('scales nothing for %s', (_, changes) => {
    expect(config(changes)).toEqual(config({}));
  });

  it('adds control tokens that end a turn to the named ones, and ordinary ones not', () => {
    const tokens = {
      'tokenizer.ggml.tokens': ['<|endoftext|>', '<|im_end|>', '<|eot_id|>', 'x'],
      'tokenizer.ggml.token_type': [3, 3, 1, 1],
      'tokenizer.ggml.eos_token_id': 1,
    };
    expect(config(tokens).eosTokenIds).toEqual([1, 0]);
  });

  it.each<[string, Readonly<Record<string, GgufValue>>]>([
    ['another architecture', { 'general.architecture': 'gpt2' }],
    ['YaRN', { 'llama.rope.scaling.type': 'yarn', 'llama.rope.scaling.factor': 4 }],
    ['experts', { 'llama.expert_count': 8 }],
    ['partial rotation', { 'llama.rope.dimension_count': 8 }],
    ['other values', { 'llama.attention.value_length': 8 }],
  ])('does not support %s', (_, changes) => {
    const refused = { code: 'unsupported-architecture' };
    expect(() => config(changes)).toThrow(expect.objectContaining(refused) as Error);
  });

  it.each<[string, Readonly<Record<string, GgufValue>>]>([
    ['no layers', { 'llama.block_count': 0 }],
    ['2^32 layers', { 'llama.block_count': 2 ** 32 }],
    ['heads per layer', { 'llama.attention.head_count': [4, 4] }],
    ['half a head', { 'llama.attention.head_count': 3 }],
    ['no heads', { 'llama.attention.head_count': 0 }],
    ['heads that cannot be shared', { 'llama.attention.head_count_kv': 3 }],
    ['a huge context', { 'llama.context_length': 2n ** 60n }],
    ['a negative factor', { 'llama.rope.scaling.factor': -4 }],
    ['a base of zero', { 'llama.rope.freq_base': 0 }],
    ['an epsilon that is not a number', { 'llama.attention.layer_norm_rms_epsilon': NaN }],
    ['an end token outside', { 'tokenizer.ggml.eos_token_id': 100 }],
    ['tokens that are numbers', { 'tokenizer.ggml.tokens': [1, 2] }],
  ])('refuses %s', (_, changes) => {
    const refused = { code: 'model-file-invalid' };
    expect(() => config(changes)).toThrow(expect.objectContaining(refused) as Error);
  });
});

describe('huggingFaceName', () => {
  it.each([
    ['token_embd.weight', 'model.embed_tokens.weight'],
    ['output.weight', 'lm_head.weight'],
    ['blk.0.attn_q.bias', 'model.layers.0.self_attn.q_proj.bias'],
    ['blk.12.ffn_norm.weight', 'model.layers.12.post_attention_layernorm.weight'],
    ['blk.01.ffn_norm.weight', undefined],
    ['blk.0.attn_q_norm.weight', undefined],
    ['blk.0.ffn_gate_exps.weight', undefined],
    ['blk.0.attn_q.weight.more', undefined],
  ])('%s', (name, expected) => {
    expect(huggingFaceName(name)).toBe(expected);
  });
});

describe('shortestFloat32', () => {
  it('gives the decimal that was meant', () => {
    for (const value of [1e-5, 1e-6, 1e6, 500_000, 0.1, 1 / 3, 0]) {
      const short = shortestFloat32(Math.fround(value));
      expect(Math.fround(short)).toBe(Math.fround(value));
      expect(String(short).length).toBeLessThanOrEqual(12);
    }
    expect(shortestFloat32(Math.fround(1e-6))).toBe(1e-6);
  });
});
