import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { openModel } from '../../../../src/modelkit/source/openModel';
import { hfConfig } from '../../../../src/modelkit/source/safetensors/hfConfig';
import { readSafetensors } from '../../../../src/modelkit/source/safetensors/readSafetensors';
import { golden } from './goldenFiles';
import { ByteWriter } from './tinyGguf';

/** The bytes of a safetensors file with this header and so many bytes of data. */
function build(header: unknown, dataBytes: number): Uint8Array {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  return new ByteWriter().text(text).raw(new Uint8Array(dataBytes)).bytes();
}

function read(bytes: Uint8Array): ReturnType<typeof readSafetensors> {
  return readSafetensors(new MemoryByteSource(bytes, 'tiny.safetensors'));
}

const entry = (begin: number, end: number, shape = [2, 2], dtype = 'F32'): object => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('readSafetensors', () => {
  it('finds every tensor, in any order of the header', async () => {
    const header = {
      __metadata__: { format: 'pt' },
      b: entry(16, 24, [4], 'BF16'),
      a: entry(0, 16),
      scalar: entry(24, 26, [], 'F16'),
    };
    const tensors = await read(build(header, 26));
    const data = 8 + JSON.stringify(header).length;
    expect([...tensors.values()]).toEqual([
      { name: 'b', type: 'BF16', shape: [4], offset: data + 16, bytes: 8 },
      { name: 'a', type: 'F32', shape: [2, 2], offset: data, bytes: 16 },
      { name: 'scalar', type: 'F16', shape: [], offset: data + 24, bytes: 2 },
    ]);
  });

  const one = build({ a: entry(0, 16) }, 16);
  it.each<[string, Uint8Array]>([
    ['an empty file', new Uint8Array(0)],
    [
      'a header length of 2^60',
      new ByteWriter()
        .uint64(2n ** 60n)
        .raw(one)
        .bytes(),
    ],
    [
      'a negative header length',
      new ByteWriter()
        .uint64(2n ** 64n - 1n)
        .raw(one)
        .bytes(),
    ],
    ['a header that is not JSON', build('{"a":', 0)],
    ['a header that is not UTF-8', new ByteWriter().uint64(1).raw(Uint8Array.of(0xff)).bytes()],
    ['a header that is a list', build([], 0)],
    ['a tensor without description', build({ a: 1 }, 0)],
    ['no dtype', build({ a: { shape: [1], data_offsets: [0, 4] } }, 4)],
    ['a shape with a negative size', build({ a: entry(0, 16, [-2, -2]) }, 16)],
    ['a shape with a fraction', build({ a: entry(0, 16, [0.5, 8]) }, 16)],
    ['a shape of zero', build({ a: entry(0, 0, [0]) }, 0)],
    ['a shape of 2^60', build({ a: entry(0, 16, [2 ** 60]) }, 16)],
    ['nine dimensions', build({ a: entry(0, 4, [1, 1, 1, 1, 1, 1, 1, 1, 1]) }, 4)],
    ['too few bytes for the shape', build({ a: entry(0, 12) }, 12)],
    ['a range outside the file', build({ a: entry(0, 16) }, 12)],
    ['a range that runs backwards', build({ a: entry(16, 0) }, 16)],
    ['one offset only', build({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }, 4)],
    ['overlapping tensors', build({ a: entry(0, 16), b: entry(8, 24) }, 24)],
    ['a gap', build({ a: entry(0, 16), b: entry(20, 36) }, 36)],
    ['bytes after the last tensor', build({ a: entry(0, 16) }, 17)],
  ])('refuses %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { file: 'tiny.safetensors' },
    });
  });

  it.each(['I64', 'F64', 'F8_E4M3', 'nothing'])('does not support %s', async (dtype) => {
    const outcome = read(build({ a: entry(0, 16, [2, 2], dtype) }, 16));
    await expect(outcome).rejects.toMatchObject({ code: 'unsupported-tensor-type' });
  });
});

describe('a model folder', () => {
  let folder = '';
  const put = (name: string, content: Uint8Array | object): void =>
    writeFileSync(
      join(folder, name),
      content instanceof Uint8Array ? content : JSON.stringify(content),
    );
  const config = JSON.parse(
    new TextDecoder().decode(golden('tiny-llama', 'config.json')),
  ) as Record<string, unknown>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-test-'));
    put('config.json', config);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    '../model.safetensors',
    '/etc/model.safetensors',
    'sub/model.safetensors',
    'sub\\model.safetensors',
    'C:model.safetensors',
    '..',
    'model.bin',
    '.hidden.safetensors',
    '',
    7,
  ])('refuses the shard name %s', async (name) => {
    put('model.safetensors.index.json', { weight_map: { 'model.norm.weight': name } });
    await expect(openModel(folder)).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { file: 'model.safetensors.index.json' },
    });
  });

  it('refuses a shard that lacks a tensor of the index', async () => {
    put('model.safetensors.index.json', { weight_map: { a: 'x.safetensors' } });
    put('x.safetensors', build({ b: entry(0, 16) }, 16));
    await expect(openModel(folder)).rejects.toMatchObject({
      code: 'model-file-invalid',
      details: { file: 'x.safetensors' },
    });
  });

  it('says which file is missing', async () => {
    await expect(openModel(folder)).rejects.toMatchObject({
      code: 'model-not-found',
      details: { file: 'model.safetensors' },
    });
    rmSync(join(folder, 'config.json'));
    await expect(openModel(folder)).rejects.toMatchObject({ details: { file: 'config.json' } });
    await expect(openModel(join(folder, 'nothing'))).rejects.toMatchObject({
      code: 'model-not-found',
      details: { file: 'nothing' },
    });
  });

  it('refuses a folder where a file should be', async () => {
    mkdirSync(join(folder, 'model.safetensors'));
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'model-file-invalid' });
  });

  it('refuses a config.json that is too large to be one', async () => {
    put('config.json', new Uint8Array((1 << 20) + 1).fill(32));
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'model-file-invalid' });
  });

  it('refuses tensors that are missing, of another shape, or unknown', async () => {
    put('model.safetensors', golden('tiny-llama', 'model-00002-of-00002.safetensors'));
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'model-file-invalid' });
    for (const name of [
      'model.safetensors.index.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
    ]) {
      put(name, golden('tiny-llama', name));
    }
    await (await openModel(folder)).tensors.close();
    put('config.json', { ...config, intermediate_size: 64 });
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'model-file-invalid' });
    put('config.json', { ...config, num_hidden_layers: 1 });
    await expect(openModel(folder)).rejects.toMatchObject({ code: 'unsupported-architecture' });
  });
});

describe('hfConfig', () => {
  const llama = {
    model_type: 'llama',
    hidden_size: 64,
    num_hidden_layers: 1,
    num_attention_heads: 4,
    intermediate_size: 128,
    vocab_size: 100,
    max_position_embeddings: 2048,
  };

  it('fills in what a config.json may leave out', () => {
    expect(hfConfig({ ...llama, head_dim: null, eos_token_id: null }, undefined)).toMatchObject({
      kvHeadCount: 4,
      headDim: 16,
      ropeTheta: 10_000,
      rmsNormEps: 1e-6,
      tiedEmbeddings: false,
      eosTokenIds: [],
      attentionBias: false,
    });
  });

  it('reads the RoPE fields of transformers 4 as those of 5', () => {
    const scaling = {
      factor: 32,
      low_freq_factor: 1,
      high_freq_factor: 4,
      original_max_position_embeddings: 8192,
      rope_type: 'llama3',
    };
    const four = hfConfig({ ...llama, rope_theta: 5e5, rope_scaling: scaling }, undefined);
    const five = hfConfig(
      { ...llama, rope_parameters: { rope_theta: 5e5, ...scaling } },
      undefined,
    );
    expect(four).toEqual(five);
    expect(four.ropeTheta).toBe(500_000);
    expect(four.ropeScaling).toMatchObject({ type: 'llama3', originalContextLength: 8192 });
    // Short waves are untouched, long ones divided by the whole factor.
    expect(four.ropeFactors?.[0]).toBe(1);
    expect(four.ropeFactors?.[7]).toBe(32);
    expect(
      hfConfig({ ...llama, rope_scaling: { type: 'linear', factor: 2 } }, undefined),
    ).toMatchObject({ ropeFactors: new Float32Array(8).fill(2) });
  });

  it('takes the end tokens of generation_config.json first', () => {
    const config = hfConfig({ ...llama, eos_token_id: 3 }, { eos_token_id: [2, 3, 1] });
    expect(config.eosTokenIds).toEqual([2, 3, 1]);
  });

  it.each<[string, object]>([
    ['another model type', { model_type: 'mistral' }],
    ['GELU', { hidden_act: 'gelu' }],
    ['a sliding window', { use_sliding_window: true }],
    ['feed-forward biases', { mlp_bias: true }],
    ['YaRN', { rope_scaling: { type: 'yarn', factor: 4 } }],
  ])('does not support %s', (_, changes) => {
    const refused = { code: 'unsupported-architecture' };
    expect(() => hfConfig({ ...llama, ...changes }, undefined)).toThrow(
      expect.objectContaining(refused) as Error,
    );
  });

  it.each<[string, object]>([
    ['no hidden size', { hidden_size: undefined }],
    ['a text for a number', { hidden_size: '64' }],
    ['a head of half', { num_attention_heads: 3 }],
    ['an end token outside', { eos_token_id: 100 }],
    ['a text for true', { tie_word_embeddings: 'yes' }],
    ['a RoPE list', { rope_scaling: [] }],
    ['a scaling by zero', { rope_scaling: { type: 'linear', factor: 0 } }],
    ['a linear scaling without factor', { rope_scaling: { type: 'linear' } }],
  ])('refuses %s', (_, changes) => {
    const refused = { code: 'model-file-invalid', details: { file: 'config.json' } };
    expect(() => hfConfig({ ...llama, ...changes }, undefined)).toThrow(
      expect.objectContaining(refused) as Error,
    );
  });
});
