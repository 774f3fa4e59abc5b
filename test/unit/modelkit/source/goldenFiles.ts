import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'goldens');

/** Path of a golden file or folder; made by goldens/make_goldens.py. */
export function goldenPath(...parts: string[]): string {
  return join(folder, ...parts);
}

export function golden(...parts: string[]): Uint8Array {
  return new Uint8Array(readFileSync(goldenPath(...parts)));
}

/** The float32 bits of a golden file. */
export function goldenBits(...parts: string[]): Uint32Array {
  return new Uint32Array(golden(...parts).buffer);
}

export function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}
