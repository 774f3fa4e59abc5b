import { printable, unsupportedType } from '../sourceErrors';
import type { TensorInfo } from './ggufTypes';
import { blockLayouts, ggmlTypeName, tensorTypeOf } from './ggufTypes';
import type { HeaderCursor } from './headerCursor';

/** Most tensors accepted. The largest real files (split experts) have a few thousand. */
const maxTensors = 1 << 16;

/** Longest tensor name accepted; ggml itself stops at 63 bytes. */
const maxNameBytes = 255;

/** ggml's own limit. Source: ggml.h#GGML_MAX_DIMS */
const maxDimensions = 4;

/** A tensor's entry in the header: its offset still counts from the start of the data. */
export type TensorEntry = TensorInfo & { readonly headerOffset: number };

/** The largest number of tensors that the rest of the file could describe (33 bytes is the smallest). */
export function possibleTensors(remainingBytes: number): number {
  return Math.min(maxTensors, Math.floor(remainingBytes / 33));
}

/**
 * The tensor entries at the cursor, offsets relative to the data section and unchecked.
 *
 * @param label the file's name for messages
 * @throws AppError `model-file-invalid`, `unsupported-tensor-type`
 */
export async function readTensorInfos(
  cursor: HeaderCursor,
  count: number,
  label: string,
): Promise<readonly TensorEntry[]> {
  const entries: TensorEntry[] = [];
  const names = new Set<string>();
  for (let index = 0; index < count; index++) {
    const entry = await readEntry(cursor, index, label);
    if (names.has(entry.name)) {
      throw cursor.error(`tensor "${printable(entry.name)}" is there twice`, entry.headerOffset);
    }
    names.add(entry.name);
    entries.push(entry);
  }
  return entries;
}

async function readEntry(cursor: HeaderCursor, index: number, label: string): Promise<TensorEntry> {
  const headerOffset = cursor.offset;
  const name = await cursor.string(`the name of tensor ${index}`, maxNameBytes);
  const shown = `tensor "${printable(name)}"`;
  await cursor.need(4, shown);
  const dimensions = cursor.takeUint32();
  if (dimensions < 1 || dimensions > maxDimensions) {
    throw cursor.error(`${shown} has ${dimensions} dimensions`, cursor.offset - 4);
  }
  const shape: number[] = [];
  let weights = 1;
  for (let axis = 0; axis < dimensions; axis++) {
    const offset = cursor.offset;
    const size = await cursor.count(`dimension ${axis} of ${shown}`, Number.MAX_SAFE_INTEGER);
    weights *= size;
    if (size === 0 || !Number.isSafeInteger(weights)) {
      throw cursor.error(`dimension ${axis} of ${shown} is ${size}`, offset);
    }
    shape.unshift(size);
  }
  await cursor.need(12, shown);
  const typeNumber = cursor.takeUint32();
  const type = tensorTypeOf(typeNumber);
  if (type === undefined) throw unsupportedType(label, name, ggmlTypeName(typeNumber));
  const layout = blockLayouts[type];
  const cols = shape[shape.length - 1]!;
  if (cols % layout.weights !== 0) {
    const what = `${shown} has rows of ${cols} weights, which ${type} cannot store`;
    throw cursor.error(what, headerOffset);
  }
  const offset = await cursor.count(`the data offset of ${shown}`, Number.MAX_SAFE_INTEGER);
  const bytes = (weights / layout.weights) * layout.bytes;
  return { name, type, shape, offset, bytes, headerOffset };
}
