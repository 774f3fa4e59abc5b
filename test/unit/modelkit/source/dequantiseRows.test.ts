import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOf, dequantiseRows } from '../../../../src/modelkit/source/dequant/dequantiseRows';
import { blockLayouts, tensorTypes } from '../../../../src/modelkit/source/gguf/ggufTypes';
import { bitsOf, golden, goldenBits } from './goldenFiles';

interface Manifest {
  readonly blocks: Readonly<Record<string, number>>;
  readonly finiteF16: string;
  readonly finiteBF16: string;
}

const manifest = JSON.parse(
  new TextDecoder().decode(golden('blocks', 'manifest.json')),
) as Manifest;

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesOfFloats(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

describe('dequantiseRows against gguf.quants.dequantize', () => {
  it.each(tensorTypes)('%s gives the same bits', (type) => {
    const bytes = golden('blocks', `${type}.bin`);
    const { weights, bytes: blockBytes } = blockLayouts[type];
    const blocks = bytes.length / blockBytes;
    expect(blocks).toBe(manifest.blocks[type]);
    const out = new Float32Array(blocks * weights);
    dequantiseRows(type, bytes, out);
    const full = goldenBits('blocks', `${type}.f32`);
    expect(bitsOf(out).subarray(0, full.length)).toEqual(full);
    if (weights === 1) return;
    const digests = golden('blocks', `${type}.digests`);
    for (let block = 0; block < blocks; block++) {
      const values = bytesOfFloats(out.subarray(block * weights, (block + 1) * weights));
      const expected = Buffer.from(digests.subarray(block * 8, block * 8 + 8)).toString('hex');
      expect(digest(values).slice(0, 16), `block ${block}`).toBe(expected);
    }
  });

  it.each([
    ['F16', 0x7c00, manifest.finiteF16],
    ['BF16', 0x7f80, manifest.finiteBF16],
  ] as const)('%s widens every finite value to the same bits', (type, mask, expected) => {
    const patterns = Uint16Array.from({ length: 65_536 }, (_, bits) => bits).filter(
      (bits) => (bits & mask) !== mask,
    );
    const out = new Float32Array(patterns.length);
    dequantiseRows(type, new Uint8Array(patterns.buffer), out);
    expect(digest(bytesOfFloats(out))).toBe(expected);
  });
});

describe('dequantiseRows', () => {
  it('reads at an odd byteOffset and writes into the middle of an array', () => {
    for (const type of tensorTypes) {
      const { weights, bytes: blockBytes } = blockLayouts[type];
      const bytes = golden('blocks', `${type}.bin`).subarray(0, 8 * blockBytes);
      const expected = new Float32Array(8 * weights);
      dequantiseRows(type, bytes, expected);
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 3);
      const around = new Float32Array(8 * weights + 2).fill(7);
      dequantiseRows(type, shifted.subarray(3), around.subarray(1, 1 + expected.length));
      expect(bitsOf(around.slice(1, -1)), type).toEqual(bitsOf(expected));
      expect([around[0], around.at(-1)]).toEqual([7, 7]);
    }
  });

  it('turns infinite and NaN scales into values that are not finite', () => {
    const bytes = new Uint8Array(34).fill(1);
    const out = new Float32Array(32);
    for (const scale of [0x7c00, 0xfc00, 0x7e00]) {
      bytes[0] = scale & 255;
      bytes[1] = scale >> 8;
      dequantiseRows('Q8_0', bytes, out);
      expect(out.some((value) => Number.isFinite(value))).toBe(false);
    }
  });

  it('takes zero weights and refuses lengths that do not fit', () => {
    expect(() => dequantiseRows('Q4_K', new Uint8Array(0), new Float32Array(0))).not.toThrow();
    const refused = expect.objectContaining({ code: 'invalid-argument' }) as Error;
    const short = new Uint8Array(143);
    expect(() => dequantiseRows('Q4_K', short, new Float32Array(256))).toThrow(refused);
    expect(() => dequantiseRows('Q4_0', new Uint8Array(9), new Float32Array(16))).toThrow(refused);
    expect(bytesOf('Q6_K', 512)).toBe(420);
  });
});
