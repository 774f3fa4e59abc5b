import type { ByteSource } from './byteSource';
import { openFile } from './byteSource';
import { invalidFile } from './sourceErrors';

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for a plain object, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object in `bytes`. @throws AppError `model-file-invalid` */
export function parseJsonObject(bytes: Uint8Array, label: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidFile(label, 'its JSON is damaged');
  }
  if (!isJsonObject(value)) throw invalidFile(label, 'its JSON is not an object');
  return value;
}

/** Largest file of settings read, bytes; a config.json has about 1,000, the list of kept tokens 45,000. */
export const maxConfigBytes = 1 << 20;

/**
 * The JSON object in a whole file.
 *
 * @param maxBytes refused above this size, before anything is read
 * @throws AppError `model-file-invalid`; errors of {@link openFile}
 */
export async function readJsonFile(path: string, maxBytes: number): Promise<JsonObject> {
  const source = await openFile(path);
  try {
    return parseJsonObject(await readAll(source, maxBytes), source.label);
  } finally {
    await source.close();
  }
}

async function readAll(source: ByteSource, maxBytes: number): Promise<Uint8Array> {
  if (source.size > maxBytes) {
    throw invalidFile(source.label, `it has ${source.size} bytes, and ${maxBytes} is the limit`);
  }
  return source.read(0, source.size);
}
