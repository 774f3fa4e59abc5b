import type { ByteSource } from '../source/byteSource';
import type { GgufFile, TensorType } from '../source/gguf/ggufTypes';
import { blockLayouts, ggmlTypeOf } from '../source/gguf/ggufTypes';

/** A tensor of the file that is written. */
export interface ExportedTensor {
  /** GGUF name. */
  readonly name: string;
  /** Row-major: `[rows, cols]`. */
  readonly shape: readonly number[];
  readonly type: TensorType;
}

/** Metadata that the written file has instead of, or beside, that of the file it comes from. */
export interface ChangedMetadata {
  readonly numbers: Readonly<Record<string, number>>;
  readonly texts: Readonly<Record<string, string>>;
}

const magic = 'GGUF';
const version = 3;

/** Source: ggml docs/gguf.md#gguf_metadata_value_type */
const uint32Type = 4;
const stringType = 8;

/** Bytes that a tensor takes, without what aligns the next one. */
export function tensorBytes({ type, shape }: ExportedTensor): number {
  const { weights, bytes } = blockLayouts[type];
  return (shape.reduce((product, size) => product * size, 1) / weights) * bytes;
}

/** Zeros from `bytes` to the next multiple of `alignment`. */
export function padding(bytes: number, alignment: number): Buffer {
  return Buffer.alloc((alignment - (bytes % alignment)) % alignment);
}

/**
 * Everything before the data of a GGUF file, padded to the file's alignment: the metadata of `gguf`
 * byte for byte but for what is changed, and the entries of `tensors`, whose data follow in this
 * order, each padded.
 *
 * @param source the file that `gguf` was read from
 */
export async function ggufHeader(
  source: ByteSource,
  gguf: GgufFile,
  tensors: readonly ExportedTensor[],
  changed: ChangedMetadata,
): Promise<Buffer> {
  const names = new Set([...Object.keys(changed.numbers), ...Object.keys(changed.texts)]);
  const entries: Uint8Array[] = [];
  for (const [key, { start, end }] of gguf.metadataSpans) {
    if (!names.has(key)) entries.push(await source.read(start, end - start));
  }
  for (const [key, value] of Object.entries(changed.numbers)) {
    entries.push(Buffer.concat([text(key), uint32(uint32Type), uint32(value)]));
  }
  for (const [key, value] of Object.entries(changed.texts)) {
    entries.push(Buffer.concat([text(key), uint32(stringType), text(value)]));
  }
  const header = Buffer.concat([
    Buffer.from(magic),
    uint32(version),
    uint64(tensors.length),
    uint64(entries.length),
    ...entries,
    ...tensorEntries(tensors, gguf.alignment),
  ]);
  return Buffer.concat([header, padding(header.length, gguf.alignment)]);
}

function tensorEntries(tensors: readonly ExportedTensor[], alignment: number): readonly Buffer[] {
  let offset = 0;
  return tensors.map((tensor) => {
    const { name, shape, type } = tensor;
    const entry = Buffer.concat([
      text(name),
      uint32(shape.length),
      ...shape.toReversed().map(uint64),
      uint32(ggmlTypeOf(type)),
      uint64(offset),
    ]);
    const bytes = tensorBytes(tensor);
    offset += bytes + padding(bytes, alignment).length;
    return entry;
  });
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}
