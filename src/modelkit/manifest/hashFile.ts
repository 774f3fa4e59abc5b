import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface FileDigest {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes of each piece that was read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

const pieceBytes = 1 << 20;

/**
 * Size and SHA-256 of a file, read once in pieces of 1 MiB. Errors of the file system and of the
 * signal are thrown as they come.
 */
export async function hashFile(path: string, options: HashOptions = {}): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(path, { highWaterMark: pieceBytes, signal: options.signal });
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    bytes += piece.length;
    options.onBytes?.(piece.length);
  }
  return { bytes, sha256: hash.digest('hex') };
}
