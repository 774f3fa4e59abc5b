import type { ByteSource } from '../byteSource';
import { invalidFile, printable } from '../sourceErrors';
import type { GgufFile, GgufValue, TensorInfo } from './ggufTypes';
import { HeaderCursor } from './headerCursor';
import { possibleEntries, readMetadata } from './readMetadata';
import type { TensorEntry } from './readTensorInfos';
import { possibleTensors, readTensorInfos } from './readTensorInfos';

/** "GGUF" as a little-endian number. */
const magic = 0x46554747;

const defaultAlignment = 32;

/** Largest alignment accepted; real files use 32. */
const maxAlignment = 1 << 20;

/**
 * The header of a GGUF file of version 2 or 3, little-endian: metadata and where each tensor lies.
 *
 * No tensor data is read. Every count, length and offset is checked against the size of the file
 * before it is used, so that the memory taken is bounded by the header's real bytes.
 *
 * @throws AppError `model-file-invalid` (with file and byte), `unsupported-tensor-type`
 * Source: ggml docs/gguf.md
 */
export async function readGguf(source: ByteSource): Promise<GgufFile> {
  const cursor = new HeaderCursor(source);
  const version = await readVersion(cursor);
  const tensorCount = await cursor.count(
    'the tensor count',
    possibleTensors(cursor.remaining - 16),
  );
  const entryCount = await cursor.count('the metadata count', possibleEntries(cursor));
  const metadata = await readMetadata(cursor, entryCount);
  const entries = await readTensorInfos(cursor, tensorCount, source.label);
  const alignment = alignmentOf(metadata.values, source.label);
  const dataOffset = Math.ceil(cursor.offset / alignment) * alignment;
  const tensors = placeTensors(entries, source, dataOffset, alignment);
  return {
    label: source.label,
    version,
    alignment,
    metadata: metadata.values,
    metadataSpans: metadata.spans,
    tensors,
  };
}

async function readVersion(cursor: HeaderCursor): Promise<number> {
  await cursor.need(8, 'the magic number and version');
  if (cursor.takeUint32() !== magic) throw cursor.error('it does not begin with "GGUF"', 0);
  const version = cursor.takeUint32();
  if (version === 2 || version === 3) return version;
  // A big-endian file has the version's bytes reversed: 3 reads as 0x03000000.
  const what = (version & 0xffff) === 0 ? 'it is big-endian' : `its GGUF version is ${version}`;
  throw cursor.error(`${what}, and only little-endian versions 2 and 3 are read`, 4);
}

function alignmentOf(metadata: ReadonlyMap<string, GgufValue>, label: string): number {
  const value = metadata.get('general.alignment');
  if (value === undefined) return defaultAlignment;
  const valid =
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 1 &&
    value <= maxAlignment &&
    (value & (value - 1)) === 0;
  if (valid) return value;
  const shown = Array.isArray(value) ? 'an array' : printable(String(value));
  throw invalidFile(label, `general.alignment is ${shown} instead of a power of two`);
}

/** Offsets from the start of the file; refuses odd alignment, data outside the file and overlaps. */
function placeTensors(
  entries: readonly TensorEntry[],
  source: ByteSource,
  dataOffset: number,
  alignment: number,
): ReadonlyMap<string, TensorInfo> {
  const tensors = new Map<string, TensorInfo>();
  for (const { headerOffset, ...entry } of entries) {
    const shown = `tensor "${printable(entry.name)}"`;
    const offset = dataOffset + entry.offset;
    if (entry.offset % alignment !== 0) {
      const what = `the data offset ${entry.offset} of ${shown} is no multiple of ${alignment}`;
      throw invalidFile(source.label, what, headerOffset);
    }
    if (offset + entry.bytes > source.size) {
      const what = `${shown} needs bytes ${offset} to ${offset + entry.bytes} of ${source.size}`;
      throw invalidFile(source.label, what, headerOffset);
    }
    tensors.set(entry.name, { ...entry, offset });
  }
  const byOffset = [...tensors.values()].sort((a, b) => a.offset - b.offset);
  for (let index = 1; index < byOffset.length; index++) {
    const before = byOffset[index - 1]!;
    const after = byOffset[index]!;
    if (before.offset + before.bytes > after.offset) {
      const what = `tensors "${printable(before.name)}" and "${printable(after.name)}" overlap`;
      throw invalidFile(source.label, what, after.offset);
    }
  }
  return tensors;
}
