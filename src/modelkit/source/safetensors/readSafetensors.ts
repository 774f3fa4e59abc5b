import type { ByteSource } from '../byteSource';
import type { TensorInfo, TensorType } from '../gguf/ggufTypes';
import { blockLayouts } from '../gguf/ggufTypes';
import type { JsonObject } from '../jsonFile';
import { isJsonObject, parseJsonObject } from '../jsonFile';
import { invalidFile, printable, unsupportedType } from '../sourceErrors';

/**
 * Largest header accepted, in bytes. The format's own limit is 100 MB; the largest real headers
 * (thousands of expert tensors in one file) stay below 8 MB.
 */
const maxHeaderBytes = 1 << 25;

const types: ReadonlyMap<string, TensorType> = new Map([
  ['F32', 'F32'],
  ['F16', 'F16'],
  ['BF16', 'BF16'],
]);

/** Most dimensions accepted. */
const maxDimensions = 8;

/**
 * The tensors of a safetensors file by name; no tensor data is read.
 *
 * Data must fill the file without holes and without overlap, as the format demands.
 *
 * @throws AppError `model-file-invalid`, `unsupported-tensor-type` for anything but F32, F16, BF16
 * Source: huggingface/safetensors README, "Format"
 */
export async function readSafetensors(
  source: ByteSource,
): Promise<ReadonlyMap<string, TensorInfo>> {
  const headerBytes = await readHeaderLength(source);
  const header = parseJsonObject(await source.read(8, headerBytes), source.label);
  const dataOffset = 8 + headerBytes;
  const tensors = new Map<string, TensorInfo>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    tensors.set(name, readEntry(source, dataOffset, name, entry));
  }
  checkLayout(source, dataOffset, tensors);
  return tensors;
}

async function readHeaderLength(source: ByteSource): Promise<number> {
  const bytes = await source.read(0, 8);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  const possible = Math.min(maxHeaderBytes, source.size - 8);
  if (length <= BigInt(possible)) return Number(length);
  throw invalidFile(
    source.label,
    `its header length is ${length}, and at most ${possible} is possible`,
    0,
  );
}

function readEntry(
  source: ByteSource,
  dataOffset: number,
  name: string,
  entry: unknown,
): TensorInfo {
  const shown = `tensor "${printable(name)}"`;
  if (!isJsonObject(entry)) throw invalidFile(source.label, `${shown} has no description`);
  const typeName = entry.dtype;
  if (typeof typeName !== 'string') throw invalidFile(source.label, `${shown} has no dtype`);
  const type = types.get(typeName);
  if (type === undefined) throw unsupportedType(source.label, name, printable(typeName));
  const shape = readShape(source.label, shown, entry);
  const [begin, end] = readOffsets(source, dataOffset, shown, entry);
  const bytes = shape.reduce((product, size) => product * size, blockLayouts[type].bytes);
  if (end - begin !== bytes) {
    const what = `${shown} has ${end - begin} bytes, but ${type} [${shape.join(', ')}] takes ${bytes}`;
    throw invalidFile(source.label, what);
  }
  return { name, type, shape, offset: dataOffset + begin, bytes };
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function readShape(label: string, shown: string, entry: JsonObject): readonly number[] {
  const shape: unknown = entry.shape;
  const items: readonly unknown[] = Array.isArray(shape) ? shape : [-1];
  if (items.length <= maxDimensions && items.every((size) => isSize(size) && size > 0)) {
    return items.filter(isSize);
  }
  throw invalidFile(label, `${shown} has an impossible shape`);
}

function readOffsets(
  source: ByteSource,
  dataOffset: number,
  shown: string,
  entry: JsonObject,
): readonly [number, number] {
  const offsets: unknown = entry.data_offsets;
  const items: readonly unknown[] = Array.isArray(offsets) ? offsets : [];
  const [begin, end] = items;
  if (items.length === 2 && isSize(begin) && isSize(end)) {
    if (begin <= end && dataOffset + end <= source.size) return [begin, end];
  }
  throw invalidFile(source.label, `${shown} has data offsets outside the file`);
}

function checkLayout(
  source: ByteSource,
  dataOffset: number,
  tensors: ReadonlyMap<string, TensorInfo>,
): void {
  let end = dataOffset;
  for (const tensor of [...tensors.values()].sort((a, b) => a.offset - b.offset)) {
    if (tensor.offset !== end) {
      const what = tensor.offset < end ? 'overlaps another' : 'leaves a gap before it';
      throw invalidFile(source.label, `tensor "${printable(tensor.name)}" ${what}`, tensor.offset);
    }
    end = tensor.offset + tensor.bytes;
  }
  if (end !== source.size)
    throw invalidFile(source.label, 'it has bytes after its last tensor', end);
}
