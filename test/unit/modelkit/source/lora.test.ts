import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { openGgufSource } from '../../../../src/modelkit/source/gguf/ggufSource';
import { adapterConfig, moduleScale } from '../../../../src/modelkit/source/lora/adapterConfig';
import { addLowRank } from '../../../../src/modelkit/source/lora/addLowRank';
import { mergedSource } from '../../../../src/modelkit/source/lora/mergedSource';
import { readAdapter } from '../../../../src/modelkit/source/lora/readAdapter';
import { openModel } from '../../../../src/modelkit/source/openModel';
import { readSafetensors } from '../../../../src/modelkit/source/safetensors/readSafetensors';
import type { TensorSource } from '../../../../src/modelkit/source/tensorSource';
import { readTensor } from '../../../../src/modelkit/source/tensorSource';
import { golden, goldenPath } from './goldenFiles';
import { ByteWriter } from './tinyGguf';

const plain = { peft_type: 'LORA', r: 8, lora_alpha: 16 };

/** The largest difference allowed: PEFT sums in float32, here it is float64. */
const atol = 2e-6;

async function bases(): Promise<readonly TensorSource[]> {
  const folder = await openModel(goldenPath('tiny-llama'));
  const file = await openGgufSource(new MemoryByteSource(golden('tiny-llama.gguf')));
  return [folder.tensors, file];
}

describe('mergedSource', () => {
  it('gives what PEFT merges: ranks and alphas by pattern, rsLoRA, permuted GGUF rows', async () => {
    const bytes = golden('adapter-merged.safetensors');
    const expected = await readSafetensors(new MemoryByteSource(bytes));
    expect(expected.size).toBe(7);
    for (const base of await bases()) {
      const merged = mergedSource(base, await readAdapter(goldenPath('adapter')));
      for (const [name, { offset, bytes: length }] of expected) {
        const values = new Float32Array(bytes.slice(offset, offset + length).buffer);
        const found = await readTensor(merged, name);
        const original = await readTensor(base, name);
        expect(found.length).toBe(values.length);
        let worst = 0;
        let change = 0;
        for (const [index, value] of values.entries()) {
          worst = Math.max(worst, Math.abs(found[index]! - value));
          change = Math.max(change, Math.abs(found[index]! - original[index]!));
        }
        expect(worst, name).toBeLessThan(atol);
        expect(change, name).toBeGreaterThan(0.1);
      }
      await merged.close();
    }
  });

  it('leaves other tensors alone and gives the same rows in any cut', async () => {
    const [base] = await bases();
    const merged = mergedSource(base!, await readAdapter(goldenPath('adapter')));
    expect(await readTensor(merged, 'model.norm.weight')).toEqual(
      await readTensor(base!, 'model.norm.weight'),
    );
    const names = ['model.layers.0.mlp.up_proj.weight', 'model.layers.1.self_attn.v_proj.weight'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(),
        async (name, first, count) => {
          const { rows, cols } = merged.info(name);
          const firstRow = first % (rows + 1);
          const rowCount = count % (rows - firstRow + 1);
          const whole = await readTensor(merged, name);
          const part = await merged.readRows(name, firstRow, rowCount);
          expect(part).toEqual(whole.slice(firstRow * cols, (firstRow + rowCount) * cols));
        },
      ),
      { numRuns: 50 },
    );
    await expect(merged.readRows(names[0]!, 0, 1000)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await merged.close();
  });

  it('refuses a base of another size, and one without the tensor', async () => {
    const qwen = await openGgufSource(new MemoryByteSource(golden('tiny-qwen2.gguf')));
    const adapter = await readAdapter(goldenPath('adapter'));
    // tiny-qwen2 has one layer, the adapter two.
    const refused = expect.objectContaining({ code: 'adapter-mismatch' }) as Error;
    expect(() => mergedSource(qwen, adapter)).toThrow(refused);
    const [base] = await bases();
    const shrunk = new Map([...adapter.modules].map(([n, m]) => [n, { ...m, inputs: 31 }]));
    const odd = {
      modules: shrunk,
      readFactors: (name: string) => adapter.readFactors(name),
      close: () => adapter.close(),
      tokenRows: adapter.tokenRows,
      readTokenRows: (name: string) => adapter.readTokenRows(name),
    };
    expect(() => mergedSource(base!, odd)).toThrow(refused);
    await adapter.close();
    await base!.close();
  });
});

describe('trained token rows', () => {
  it.each([
    ['tokens-tied', 'tiny-qwen2', 3],
    ['tokens-untied', 'tiny-llama', 2],
  ])('of %s become what PEFT merges', async (name, base, count) => {
    const bytes = golden(`${name}.safetensors`);
    const expected = await readSafetensors(new MemoryByteSource(bytes));
    const { tensors } = await openModel(goldenPath(base));
    const merged = mergedSource(tensors, await readAdapter(goldenPath(name)));
    expect(expected.size).toBe(3);
    for (const [tensor, { offset, bytes: length }] of expected) {
      // A tied head is no tensor of its own: the embedding stands for both.
      const own = merged.names.includes(tensor) ? tensor : 'model.embed_tokens.weight';
      const values = new Float32Array(bytes.slice(offset, offset + length).buffer);
      const found = await readTensor(merged, own);
      expect(found.length).toBe(values.length);
      found.forEach((value, index) => expect(Math.abs(value - values[index]!)).toBeLessThan(atol));
    }
    const embedding = 'model.embed_tokens.weight';
    const { rows, cols } = merged.info(embedding);
    const [before, after] = [
      await readTensor(tensors, embedding),
      await readTensor(merged, embedding),
    ];
    const changed = Array.from({ length: rows }, (_, row) => row).filter((row) =>
      after.subarray(row * cols, (row + 1) * cols).some((v, i) => v !== before[row * cols + i]),
    );
    expect(changed).toHaveLength(count);
    const first = changed[0]!;
    expect(await merged.readRows(embedding, first, 1)).toEqual(
      after.slice(first * cols, (first + 1) * cols),
    );
    await merged.close();
  });

  it('are refused for a base that lacks them', async () => {
    const adapter = await readAdapter(goldenPath('tokens-tied'));
    const tokenRows = new Map([...adapter.tokenRows].map(([n, r]) => [n, { ...r, ids: [64] }]));
    const { tensors } = await openModel(goldenPath('tiny-qwen2'));
    const odd = {
      ...{ modules: adapter.modules, tokenRows, close: () => adapter.close() },
      readFactors: (name: string) => adapter.readFactors(name),
      readTokenRows: (name: string) => adapter.readTokenRows(name),
    };
    const refused = expect.objectContaining({ code: 'adapter-mismatch' }) as Error;
    expect(() => mergedSource(tensors, odd)).toThrow(refused);
    await adapter.close();
    await tensors.close();
  });
});

describe('addLowRank', () => {
  it('equals the plain sum of products for every rank', () => {
    for (let rank = 1; rank <= 9; rank++) {
      const [rows, cols] = [3, 5];
      const weights = Float32Array.from({ length: rows * cols }, (_, i) => Math.sin(i));
      const a = Float32Array.from({ length: rank * cols }, (_, i) => Math.cos(i + 1));
      const b = Float32Array.from({ length: rows * rank }, (_, i) => Math.sin(3 * i + 1));
      const expected = weights.map((weight, index) => {
        const [row, col] = [Math.floor(index / cols), index % cols];
        let sum = 0;
        for (let k = 0; k < rank; k++) sum += b[row * rank + k]! * a[k * cols + col]!;
        return weight + 0.75 * sum;
      });
      addLowRank(weights, a, b, rank, 0.75);
      weights.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6));
    }
  });
});

describe('adapterConfig', () => {
  it('scales by alpha / r, by alpha / √r for rsLoRA, and by the first pattern that fits', () => {
    const module = 'model.layers.11.self_attn.q_proj';
    const scale = (changes: object): unknown => {
      const config = adapterConfig({ ...plain, ...changes });
      return moduleScale(config, module);
    };
    expect(scale({})).toEqual({ rank: 8, scale: 2 });
    expect(scale({ r: 16, use_rslora: true })).toEqual({ rank: 16, scale: 4 });
    expect(scale({ rank_pattern: { q_proj: 4 } })).toEqual({ rank: 4, scale: 4 });
    expect(scale({ rank_pattern: { proj: 4, 'layers.1.self_attn.q_proj': 4 } })).toEqual({
      rank: 8,
      scale: 2,
    });
    const alphas = { '^model.layers.11.self_attn.q_proj': 8, q_proj: 32 };
    expect(scale({ alpha_pattern: alphas })).toEqual({ rank: 8, scale: 1 });
    expect(scale({ alpha_pattern: { '^q_proj': 8 } })).toEqual({ rank: 8, scale: 2 });
  });

  it.each<[string, object]>([
    ['another method', { peft_type: 'IA3' }],
    ['DoRA', { use_dora: true }],
    ['biases', { bias: 'lora_only' }],
    ['biases of B', { lora_bias: true }],
    ['whole modules', { modules_to_save: ['lm_head'] }],
    ['transposed layers', { fan_in_fan_out: true }],
    ['repeated layers', { layer_replication: [[0, 4]] }],
    ['PiSSA', { init_lora_weights: 'pissa_niter_4' }],
    ['a pattern that is an expression', { rank_pattern: { '(a+)+$': 4 } }],
  ])('does not support %s', (_, changes) => {
    const refused = expect.objectContaining({ code: 'adapter-mismatch' }) as Error;
    expect(() => adapterConfig({ ...plain, ...changes })).toThrow(refused);
  });

  it.each<[string, object]>([
    ['no rank', { r: undefined }],
    ['a rank of zero', { r: 0 }],
    ['an alpha that is a text', { lora_alpha: '16' }],
    ['a pattern value that is a text', { rank_pattern: { q_proj: '4' } }],
    ['a pattern that is a list', { rank_pattern: [] }],
    ['token ids twice', { trainable_token_indices: [1, 1] }],
    ['token ids below zero', { trainable_token_indices: { embed_tokens: [-1] } }],
    ['token ids that are a text', { trainable_token_indices: 'embed_tokens' }],
  ])('refuses %s', (_, changes) => {
    const refused = expect.objectContaining({ code: 'model-file-invalid' }) as Error;
    expect(() => adapterConfig({ ...plain, ...changes })).toThrow(refused);
  });
});

describe('readAdapter', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'adapter-test-'));
    cpSync(goldenPath('adapter'), folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const putConfig = (config: object): void =>
    writeFileSync(join(folder, 'adapter_config.json'), JSON.stringify(config));
  const putTensors = (header: Readonly<Record<string, readonly number[]>>): void => {
    let end = 0;
    const entries = Object.entries(header).map(([name, shape]) => {
      const begin = end;
      end += shape.reduce((product, size) => product * size, 4);
      return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
    });
    const text = JSON.stringify(Object.fromEntries(entries));
    const bytes = new ByteWriter().text(text).raw(new Uint8Array(end)).bytes();
    writeFileSync(join(folder, 'adapter_model.safetensors'), bytes);
  };
  const a = 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight';
  const b = 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight';

  it('describes its modules by the weights they change', async () => {
    putConfig(plain);
    putTensors({ [a]: [8, 32], [b]: [16, 8] });
    const adapter = await readAdapter(folder);
    const name = 'model.layers.0.self_attn.q_proj.weight';
    expect([...adapter.modules.values()]).toEqual([
      { name, rank: 8, scale: 2, inputs: 32, outputs: 16 },
    ]);
    const factors = await adapter.readFactors(name);
    expect([factors.a.length, factors.b.length]).toEqual([256, 128]);
    await adapter.close();
  });

  it.each<[string, Readonly<Record<string, readonly number[]>>, string]>([
    ['half a pair', { [a]: [8, 32] }, 'model-file-invalid'],
    ['no tensors', {}, 'model-file-invalid'],
    ['another rank than it says', { [a]: [4, 32], [b]: [16, 4] }, 'model-file-invalid'],
    ['two ranks in a pair', { [a]: [8, 32], [b]: [16, 4] }, 'model-file-invalid'],
    ['a factor that is a vector', { [a]: [8], [b]: [16, 8] }, 'model-file-invalid'],
    ['an embedding', { 'base_model.model.e.lora_embedding_A': [8, 2] }, 'adapter-mismatch'],
    ['DoRA magnitudes', { [a.replace('lora_A', 'lora_magnitude')]: [8] }, 'adapter-mismatch'],
  ])('refuses %s', async (_, header, code) => {
    putConfig(plain);
    putTensors(header);
    await expect(readAdapter(folder)).rejects.toMatchObject({ code });
  });

  it('refuses trained rows that are missing, and those that nothing names', async () => {
    const rows = 'base_model.model.model.embed_tokens.token_adapter.trainable_tokens_delta';
    putTensors({ [a]: [8, 32], [b]: [16, 8] });
    putConfig({ ...plain, trainable_token_indices: [1, 2] });
    const refused = { code: 'model-file-invalid' };
    await expect(readAdapter(folder)).rejects.toMatchObject(refused);
    for (const shape of [[2], [3, 32]]) {
      putTensors({ [a]: [8, 32], [b]: [16, 8], [rows]: shape });
      await expect(readAdapter(folder)).rejects.toMatchObject(refused);
    }
    putConfig(plain);
    await expect(readAdapter(folder)).rejects.toMatchObject(refused);
  });

  it('says which file is missing', async () => {
    rmSync(join(folder, 'adapter_model.safetensors'));
    await expect(readAdapter(folder)).rejects.toMatchObject({
      code: 'model-not-found',
      details: { file: 'adapter_model.safetensors' },
    });
  });
});
