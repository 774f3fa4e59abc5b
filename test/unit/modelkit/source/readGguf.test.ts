import { describe, expect, it } from 'vitest';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import type { GgufFile } from '../../../../src/modelkit/source/gguf/ggufTypes';
import { readGguf } from '../../../../src/modelkit/source/gguf/readGguf';
import { golden } from './goldenFiles';
import type { FieldSpec, GgufSpec, TensorSpec } from './tinyGguf';
import { ByteWriter, buildGguf, floatBytes } from './tinyGguf';

const vector: TensorSpec = { name: 'a', shape: [4], bytes: floatBytes(4) };

function read(bytes: Uint8Array): Promise<GgufFile> {
  return readGguf(new MemoryByteSource(bytes, 'tiny.gguf'));
}

async function refusal(spec: Partial<GgufSpec>): Promise<unknown> {
  const bytes = buildGguf({ fields: [], tensors: [vector], ...spec });
  return read(bytes).then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

describe('readGguf', () => {
  it('reads every kind of metadata value', async () => {
    const raw = (type: number, bytes: ArrayBufferView): FieldSpec => ({
      key: `type ${type}`,
      type,
      raw: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    });
    const fields: FieldSpec[] = [
      raw(0, Uint8Array.of(255)),
      raw(1, Int8Array.of(-128)),
      raw(2, Uint16Array.of(65_535)),
      raw(3, Int16Array.of(-32_768)),
      raw(4, Uint32Array.of(4_294_967_295)),
      raw(5, Int32Array.of(-2_147_483_648)),
      raw(6, Float32Array.of(1e-6)),
      raw(7, Uint8Array.of(1)),
      raw(10, BigUint64Array.of(2n ** 64n - 1n)),
      raw(11, BigInt64Array.of(-5n)),
      raw(12, Float64Array.of(1e-6)),
      { key: 'text', text: '\uFEFFγ = 0.5 🙂' },
      { key: 'texts', texts: ['', 'Ġthe'] },
      { key: 'int32s', int32s: [1, -1] },
      { key: 'none', texts: [] },
    ];
    const { metadata } = await read(buildGguf({ fields, tensors: [] }));
    expect([...metadata.values()]).toEqual([
      255,
      -128,
      65_535,
      -32_768,
      4_294_967_295,
      -2_147_483_648,
      Math.fround(1e-6),
      true,
      2n ** 64n - 1n,
      -5,
      1e-6,
      '\uFEFFγ = 0.5 🙂',
      ['', 'Ġthe'],
      [1, -1],
      [],
    ]);
  });

  it('reads tensors in row-major order at aligned offsets, versions 2 and 3', async () => {
    for (const version of [2, 3]) {
      const file = await read(
        buildGguf({
          version,
          alignment: 64,
          fields: [{ key: 'general.alignment', uint32: 64 }],
          tensors: [vector, { name: 'b', shape: [2, 3], bytes: floatBytes(6) }],
        }),
      );
      const a = file.tensors.get('a');
      const b = file.tensors.get('b');
      expect(file).toMatchObject({ version, alignment: 64, label: 'tiny.gguf' });
      expect(b).toMatchObject({ name: 'b', type: 'F32', shape: [2, 3], bytes: 24 });
      expect((a?.offset ?? 1) % 64).toBe(0);
      expect(b?.offset).toBe((a?.offset ?? 0) + 64);
    }
  });

  it('reads a file written by the reference implementation', async () => {
    const file = await read(golden('tiny-llama.gguf'));
    expect(file.metadata.get('general.architecture')).toBe('llama');
    expect(file.metadata.get('test.numbers')).toEqual([1, -2, 3]);
    expect(file.tensors.get('blk.1.ffn_down.weight')).toMatchObject({
      type: 'BF16',
      shape: [32, 48],
      bytes: 3072,
    });
  });

  it('names file and byte of a refusal', async () => {
    const error = await refusal({ version: 1 });
    expect(error).toMatchObject({
      code: 'model-file-invalid',
      details: { file: 'tiny.gguf', offset: 4 },
    });
  });

  it('reads through any window: a long header gives what a short one gives', async () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `token ${i}`);
    const { metadata, tensors } = await read(
      buildGguf({ fields: [{ key: 'tokens', texts }], tensors: [vector] }),
    );
    expect(metadata.get('tokens')).toEqual(texts);
    expect(tensors.size).toBe(1);
  });

  const two = (offset: bigint): readonly TensorSpec[] => [
    { name: 'a', shape: [32], bytes: floatBytes(32) },
    { name: 'b', shape: [4], bytes: floatBytes(4), offset },
  ];
  const text = (length: bigint): Uint8Array => new ByteWriter().uint64(length).bytes();
  const array = (type: number, count: bigint): Uint8Array =>
    new ByteWriter().uint32(type).uint64(count).bytes();

  it.each<[string, Partial<GgufSpec>]>([
    ['version 1', { version: 1 }],
    ['version 4', { version: 4 }],
    ['big-endian', { version: 0x03000000 }],
    ['2^60 tensors', { tensorCount: 2n ** 60n }],
    ['one tensor too many', { tensorCount: 2n }],
    ['2^63 metadata entries', { fieldCount: 2n ** 63n }],
    ['a text beyond the file', { fields: [{ key: 'k', type: 8, raw: text(2n ** 40n) }] }],
    ['a negative text length', { fields: [{ key: 'k', type: 8, raw: text(2n ** 64n - 1n) }] }],
    ['an array beyond the file', { fields: [{ key: 'k', type: 9, raw: array(4, 2n ** 50n) }] }],
    ['an array of arrays', { fields: [{ key: 'k', type: 9, raw: array(9, 1n) }] }],
    ['an array of an unknown type', { fields: [{ key: 'k', type: 9, raw: array(77, 0n) }] }],
    ['an unknown value type', { fields: [{ key: 'k', type: 13, raw: new Uint8Array(8) }] }],
    ['a true/false value of 2', { fields: [{ key: 'k', type: 7, raw: Uint8Array.of(2) }] }],
    ['text that is not UTF-8', { fields: [{ key: 'k', type: 9, raw: badText() }] }],
    ['a key twice', { fields: [1, 2].map((uint32) => ({ key: 'k', uint32 })) }],
    ['alignment 0', { fields: [{ key: 'general.alignment', uint32: 0 }] }],
    ['alignment 48', { fields: [{ key: 'general.alignment', uint32: 48 }] }],
    ['alignment 2^31', { fields: [{ key: 'general.alignment', uint32: 2 ** 31 }] }],
    ['alignment as text', { fields: [{ key: 'general.alignment', text: '32' }] }],
    ['a tensor twice', { tensors: [vector, vector] }],
    ['an offset that is not aligned', { tensors: two(129n) }],
    ['overlapping tensors', { tensors: two(96n) }],
    ['an offset outside the file', { tensors: two(2n ** 40n) }],
    ['a negative offset', { tensors: two(2n ** 64n - 32n) }],
    ['no dimensions', { tensors: [{ ...vector, shape: [] }] }],
    ['five dimensions', { tensors: [{ ...vector, shape: [1, 1, 1, 1, 4] }] }],
    ['a dimension of zero', { tensors: [{ ...vector, shape: [0, 4] }] }],
    ['2^53 rows', { tensors: [{ ...vector, shape: [2 ** 53, 4] }] }],
    ['rows that a block does not divide', { tensors: [{ ...vector, type: 2 }] }],
  ])('refuses %s', async (_, spec) => {
    expect(await refusal(spec)).toMatchObject({ code: 'model-file-invalid' });
  });

  function badText(): Uint8Array {
    return new ByteWriter().uint32(8).uint64(1).uint64(2).raw(Uint8Array.of(0xc3, 0x28)).bytes();
  }

  it.each([
    ['Q2_K', 10],
    ['an unknown type', 999],
  ])('refuses %s by its own code', async (_, type) => {
    const error = await refusal({ tensors: [{ ...vector, type }] });
    expect(error).toMatchObject({ code: 'unsupported-tensor-type', details: { tensor: 'a' } });
  });

  it('refuses the file cut at any byte', async () => {
    const bytes = buildGguf({
      fields: [{ key: 'texts', texts: ['one', 'two'] }],
      tensors: [{ name: 'a', shape: [8], bytes: floatBytes(8) }],
    });
    for (let length = 0; length < bytes.length; length++) {
      const outcome = read(bytes.subarray(0, length));
      await expect(outcome, `${length} bytes`).rejects.toMatchObject({
        code: 'model-file-invalid',
      });
    }
  });
});
