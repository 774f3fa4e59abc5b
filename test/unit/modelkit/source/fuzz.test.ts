import { getHeapStatistics } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../../src/protocol/appError';
import type { ByteSource } from '../../../../src/modelkit/source/byteSource';
import { MemoryByteSource } from '../../../../src/modelkit/source/byteSource';
import { openGgufSource } from '../../../../src/modelkit/source/gguf/ggufSource';
import { readGguf } from '../../../../src/modelkit/source/gguf/readGguf';
import { readSafetensors } from '../../../../src/modelkit/source/safetensors/readSafetensors';
import { golden } from './goldenFiles';
import { ByteWriter, buildGguf, floatBytes } from './tinyGguf';

const seed = 20_250_731;
const allowedCodes = new Set([
  'model-file-invalid',
  'unsupported-architecture',
  'unsupported-tensor-type',
]);

/** Memory that one reading of a tiny file may take in all; real bounds are a few file sizes. */
const maxHeapGrowthBytes = 64 * 2 ** 20;

/** Values that lengths, counts and offsets are overwritten with. */
const extremes = [
  0n,
  1n,
  255n,
  65_535n,
  2n ** 20n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 40n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 60n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
] as const;

/** mulberry32: integers 0 … bound - 1, the same on every machine. */
function randomIntegers(start: number): (bound: number) => number {
  let state = start;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

/** One to three changes of `bytes`, most of them in its first `headerBytes`. */
function mutate(
  bytes: Uint8Array,
  headerBytes: number,
  random: (bound: number) => number,
): Uint8Array {
  let changed = bytes.slice();
  const place = (width: number): number => {
    const limit = Math.min(random(8) === 0 ? changed.length : headerBytes, changed.length) - width;
    return limit <= 0 ? 0 : random(limit);
  };
  for (let change = 0; change <= random(3); change++) {
    const view = new DataView(changed.buffer);
    const extreme = extremes[random(extremes.length)]!;
    switch (random(7)) {
      case 0:
        changed = changed.slice(0, random(changed.length + 1));
        break;
      case 1:
        if (changed.length >= 8) view.setBigUint64(place(8), extreme, true);
        break;
      case 2:
        if (changed.length >= 4) view.setUint32(place(4), Number(extreme & 0xffffffffn), true);
        break;
      case 3:
        if (changed.length > 0) changed[place(1)] = random(256);
        break;
      case 4:
        if (changed.length > 0) changed[place(1)]! ^= 1 << random(8);
        break;
      case 5: {
        const at = place(1);
        changed.copyWithin(at, place(1), at + random(32));
        break;
      }
      default: {
        const at = place(1);
        changed = new Uint8Array(
          Buffer.concat([changed.slice(0, at), new Uint8Array(random(40)), changed.slice(at)]),
        );
      }
    }
  }
  return changed;
}

/** Bytes on the heap and in array buffers. */
function usedBytes(): number {
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

/** Bytes before the first tensor's data. */
async function headerBytesOf(bytes: Uint8Array): Promise<number> {
  const { tensors } = await readGguf(new MemoryByteSource(bytes));
  return Math.min(...[...tensors.values()].map(({ offset }) => offset));
}

interface Outcome {
  readonly accepted: number;
  readonly codes: ReadonlyMap<string, number>;
}

/** Reads `count` mutations; throws for anything but success and an allowed refusal. */
async function fuzz(
  name: string,
  original: Uint8Array,
  headerBytes: number,
  count: number,
  open: (source: ByteSource) => Promise<unknown>,
): Promise<Outcome> {
  const random = randomIntegers(seed);
  const codes = new Map<string, number>();
  let accepted = 0;
  for (let index = 0; index < count; index++) {
    const bytes = mutate(original, headerBytes, random);
    const before = usedBytes();
    try {
      await open(new MemoryByteSource(bytes));
      accepted++;
    } catch (error) {
      if (!isAppError(error) || !allowedCodes.has(error.code)) {
        throw new Error(`${name}, seed ${seed}, mutation ${index}`, { cause: error });
      }
      codes.set(error.code, (codes.get(error.code) ?? 0) + 1);
    }
    const growth = usedBytes() - before;
    if (growth > maxHeapGrowthBytes) {
      throw new Error(`${name}, seed ${seed}, mutation ${index}: ${growth} bytes allocated`);
    }
  }
  return { accepted, codes };
}

/** Opens a GGUF source and reads the first and last tensor. */
async function openAndRead(source: ByteSource): Promise<void> {
  const opened = await openGgufSource(source);
  for (const name of [opened.names[0]!, opened.names.at(-1)!]) {
    await opened.readRows(name, 0, Math.min(2, opened.info(name).rows));
  }
}

describe('mutated files', () => {
  const smallGguf = buildGguf({
    fields: [
      { key: 'general.alignment', uint32: 32 },
      { key: 'tokenizer.ggml.tokens', texts: ['one', 'Ġtwo', '🙂'] },
      { key: 'numbers', int32s: [1, 2, 3] },
      { key: 'epsilon', float32: 1e-6 },
    ],
    tensors: [
      { name: 'a', shape: [2, 32], bytes: floatBytes(64) },
      { name: 'b', shape: [3, 32], type: 2, bytes: new Uint8Array(54) },
    ],
  });
  const tinyQwen = golden('tiny-qwen2.gguf');
  const header = JSON.stringify({
    __metadata__: { format: 'pt' },
    'model.norm.weight': { dtype: 'F32', shape: [4], data_offsets: [0, 16] },
    'lm_head.weight': { dtype: 'BF16', shape: [2, 4], data_offsets: [16, 32] },
  });
  const smallSafetensors = new ByteWriter().text(header).raw(new Uint8Array(32)).bytes();

  const check = async (
    name: string,
    bytes: Uint8Array,
    headerBytes: number,
    count: number,
    open: (source: ByteSource) => Promise<unknown>,
  ): Promise<void> => {
    const { accepted, codes } = await fuzz(name, bytes, headerBytes, count, open);
    // A harness that accepts or refuses everything tests nothing.
    expect(accepted).toBeGreaterThan(count / 100);
    expect(codes.get('model-file-invalid')).toBeGreaterThan(count / 10);
    expect(accepted + [...codes.values()].reduce((sum, n) => sum + n, 0)).toBe(count);
  };

  it('are read or refused by code: 5,000 of a small GGUF file', async () => {
    await check('small GGUF', smallGguf, await headerBytesOf(smallGguf), 5000, readGguf);
  });

  it('are read or refused by code: 3,000 of a GGUF model, with its rows', async () => {
    await check('GGUF model', tinyQwen, await headerBytesOf(tinyQwen), 3000, openAndRead);
  });

  it('are read or refused by code: 4,000 of a safetensors file', async () => {
    await check('safetensors', smallSafetensors, 8 + header.length, 4000, readSafetensors);
  });
});
