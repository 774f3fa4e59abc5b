import { printable } from '../sourceErrors';
import type { ByteSpan, GgufValue } from './ggufTypes';
import type { HeaderCursor } from './headerCursor';

/** Most entries accepted. Real files have 20 to 60. */
const maxEntries = 1 << 16;

/** Longest key accepted; the format's own limit. */
const maxKeyBytes = 65_535;

/** Most elements in all arrays together. The largest real vocabulary with merges has about 800,000. */
const maxElements = 1 << 22;

const arrayType = 9;
const stringType = 8;

/** Scalar types by number: bytes and how to take one. Source: ggml docs/gguf.md#gguf_metadata_value_type */
const scalars: ReadonlyMap<number, readonly [number, (cursor: HeaderCursor) => GgufValue]> =
  new Map<number, readonly [number, (cursor: HeaderCursor) => GgufValue]>([
    [0, [1, (cursor) => cursor.takeUint8()]],
    [1, [1, (cursor) => cursor.takeInt8()]],
    [2, [2, (cursor) => cursor.takeUint16()]],
    [3, [2, (cursor) => cursor.takeInt16()]],
    [4, [4, (cursor) => cursor.takeUint32()]],
    [5, [4, (cursor) => cursor.takeInt32()]],
    [6, [4, (cursor) => cursor.takeFloat32()]],
    [7, [1, (cursor) => takeBool(cursor)]],
    [10, [8, (cursor) => cursor.takeUint64()]],
    [11, [8, (cursor) => cursor.takeInt64()]],
    [12, [8, (cursor) => cursor.takeFloat64()]],
  ]);

function takeBool(cursor: HeaderCursor): boolean {
  const offset = cursor.offset;
  const byte = cursor.takeUint8();
  if (byte > 1) throw cursor.error(`a true/false value is ${byte}`, offset);
  return byte === 1;
}

/** Elements that may still be read, over all arrays. */
interface Budget {
  elements: number;
}

/** Metadata by key, and where each entry stands in the file. */
export interface Metadata {
  readonly values: ReadonlyMap<string, GgufValue>;
  readonly spans: ReadonlyMap<string, ByteSpan>;
}

/**
 * The metadata entries at the cursor.
 *
 * @param count entries announced by the header
 * @throws AppError `model-file-invalid`
 */
export async function readMetadata(cursor: HeaderCursor, count: number): Promise<Metadata> {
  const values = new Map<string, GgufValue>();
  const spans = new Map<string, ByteSpan>();
  const budget: Budget = { elements: maxElements };
  for (let entry = 0; entry < count; entry++) {
    const start = cursor.offset;
    const key = await cursor.string(`the key of metadata entry ${entry}`, maxKeyBytes);
    const shown = `metadata "${printable(key)}"`;
    if (values.has(key)) throw cursor.error(`${shown} is there twice`, start);
    await cursor.need(4, shown);
    values.set(key, await readValue(cursor, cursor.takeUint32(), shown, budget));
    spans.set(key, { start, end: cursor.offset });
  }
  return { values, spans };
}

/** The largest number of entries that the rest of the file could hold (13 bytes is the smallest). */
export function possibleEntries(cursor: HeaderCursor): number {
  return Math.min(maxEntries, Math.floor(cursor.remaining / 13));
}

async function readValue(
  cursor: HeaderCursor,
  type: number,
  what: string,
  budget: Budget,
): Promise<GgufValue> {
  if (type === stringType) return cursor.string(what);
  if (type === arrayType) return readArray(cursor, what, budget);
  const scalar = scalars.get(type);
  if (scalar === undefined) throw cursor.error(`${what} has the unknown type ${type}`);
  const [bytes, take] = scalar;
  await cursor.need(bytes, what);
  return take(cursor);
}

async function readArray(
  cursor: HeaderCursor,
  what: string,
  budget: Budget,
): Promise<readonly GgufValue[]> {
  await cursor.need(12, what);
  const offset = cursor.offset;
  const type = cursor.takeUint32();
  // No known writer nests arrays, and llama.cpp refuses them.
  if (type === arrayType) throw cursor.error(`${what} is an array of arrays`, offset);
  const scalar = scalars.get(type);
  if (scalar === undefined && type !== stringType) {
    throw cursor.error(`${what} is an array of the unknown type ${type}`, offset);
  }
  const elementBytes = scalar === undefined ? 8 : scalar[0];
  const possible = Math.floor((cursor.remaining - 8) / elementBytes);
  const count = await cursor.count(
    `the element count of ${what}`,
    Math.max(0, Math.min(budget.elements, possible)),
  );
  budget.elements -= count;
  const values: GgufValue[] = [];
  for (let index = 0; index < count; index++) {
    if (scalar === undefined) {
      values.push(cursor.stringAtHand(what) ?? (await cursor.string(what)));
    } else {
      if (!cursor.has(elementBytes)) await cursor.need(elementBytes, what);
      values.push(scalar[1](cursor));
    }
  }
  return values;
}
