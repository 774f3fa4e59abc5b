import { copyFile, mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toFloat16Bits } from '../../../src/modelkit/quantise/float16';

/*
 * Weights from a hash of their tensor's name and their place in it: the same as
 * models/recipe/reference/published_shapes.py makes, so that none need to be committed. Every value
 * has at most eight significant bits: the same number in float32, float16 and bfloat16.
 */

export type StoredType = 'F32' | 'F16' | 'BF16';

/** Tensors by name, with their shapes. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

const bytesOf = { F32: 4, F16: 2, BF16: 2 } as const;

/** Values made and written at once. */
const pieceLength = 1 << 20;

function seedOf(name: string): number {
  let seed = 0x811c9dc5;
  for (const byte of Buffer.from(name)) seed = Math.imul(seed ^ byte, 0x01000193);
  return seed;
}

/** A byte, 0 to 255. */
function hashed(seed: number, index: number): number {
  let x = (Math.imul(index, 0x9e3779b1) + seed) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x >>> 24;
}

/** The token ids that the reference was asked with. */
export function hashedIds(name: string, count: number, vocabulary: number): readonly number[] {
  const seed = seedOf(name);
  return Array.from({ length: count }, (_, index) => {
    const number = hashed(seed, index) * 256 + hashed(seed, index + (1 << 20));
    return (number * 40_503) % vocabulary;
  });
}

/** The value of each byte in the tensor `name`. */
function valuesOf(name: string, shape: readonly number[]): Float32Array {
  if (name.includes('norm')) return Float32Array.from({ length: 256 }, (_, i) => (i >> 1) / 64);
  const step = 2 ** -exponentOf(name, shape);
  return Float32Array.from({ length: 256 }, (_, i) => (i - 128) * step);
}

function exponentOf(name: string, shape: readonly number[]): number {
  if (name.endsWith('bias')) return 7;
  if (name.includes('embed_tokens')) return 6;
  if (name.includes('lora_B')) return 10;
  // 74 is the deviation of a byte: outputs have about that of the inputs.
  return Math.floor(Math.log2(74 * Math.sqrt(shape.at(-1) ?? 1)) + 0.5);
}

/** The values as they are stored. */
function encoded(values: Float32Array, type: StoredType): Float32Array | Uint16Array {
  if (type === 'F32') return values;
  if (type === 'F16') return Uint16Array.from(values, toFloat16Bits);
  return Uint16Array.from(new Uint32Array(values.buffer), (bits) => bits >>> 16);
}

/** Writes one safetensors file with the hashed weights of `shapes`. */
export async function writeHashedTensors(
  file: string,
  shapes: Shapes,
  type: StoredType,
): Promise<void> {
  let end = 0;
  const counts = Object.entries(shapes).map(([name, shape]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const begin = end;
    end += count * bytesOf[type];
    return { name, shape, count, begin, end };
  });
  const header = Object.fromEntries(
    counts.map((t) => [t.name, { dtype: type, shape: t.shape, data_offsets: [t.begin, t.end] }]),
  );
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  const handle = await open(file, 'w');
  await handle.writeFile(Buffer.concat([length, text]));
  for (const { name, shape, count } of counts) {
    const seed = seedOf(name);
    const table = encoded(valuesOf(name, shape), type);
    for (let first = 0; first < count; first += pieceLength) {
      const size = Math.min(pieceLength, count - first);
      const part = table instanceof Float32Array ? new Float32Array(size) : new Uint16Array(size);
      for (let i = 0; i < size; i++) part[i] = table[hashed(seed, first + i)]!;
      await handle.writeFile(new Uint8Array(part.buffer));
    }
  }
  await handle.close();
}

export interface HashedModel {
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: Shapes;
  readonly dtype: StoredType;
  /** Files that share the weights: one without an index, several with one. */
  readonly shards: number;
}

/**
 * Writes a Hugging Face folder with hashed weights. Its tokenizer is the tiny model's; nobody asks
 * it for text.
 */
export async function writeHashedModel(folder: string, model: HashedModel): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(model.config));
  const tiny = path.join(import.meta.dirname, '..', 'tiny', 'qwen2');
  for (const name of ['tokenizer.json', 'tokenizer_config.json']) {
    await copyFile(path.join(tiny, name), path.join(folder, name));
  }
  const entries = Object.entries(model.tensors);
  const { shards } = model;
  const nameOf = (index: number): string =>
    shards === 1
      ? 'model.safetensors'
      : `model-${number(index + 1)}-of-${number(shards)}.safetensors`;
  const shardOf = entries.map((_, index) => Math.floor((index * shards) / entries.length));
  for (let shard = 0; shard < shards; shard++) {
    const own = entries.filter((_, index) => shardOf[index] === shard);
    await writeHashedTensors(
      path.join(folder, nameOf(shard)),
      Object.fromEntries(own),
      model.dtype,
    );
  }
  if (shards === 1) return;
  const map = entries.map(([name], index) => [name, nameOf(shardOf[index] ?? 0)] as const);
  const index = { metadata: {}, weight_map: Object.fromEntries(map) };
  await writeFile(path.join(folder, 'model.safetensors.index.json'), JSON.stringify(index));
}

function number(value: number): string {
  return String(value).padStart(5, '0');
}
