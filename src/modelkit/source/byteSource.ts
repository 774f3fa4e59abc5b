import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../protocol/appError';
import { invalidFile } from './sourceErrors';

/** Random access to a file of known size. */
export interface ByteSource {
  /** Name for messages: the file's base name. */
  readonly label: string;
  /** Size in bytes when the source was opened. */
  readonly size: number;
  /**
   * `length` bytes from `offset`. The array may be a view of shared memory: read it, do not change it.
   *
   * The range is checked against `size` before anything is allocated.
   * @throws AppError `model-file-invalid` for a range outside the file, or a file that got shorter.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

function checkRange(source: ByteSource, offset: number, length: number): void {
  const valid =
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= source.size;
  if (valid) return;
  const what = `it holds ${source.size} bytes, and ${length} bytes were needed`;
  throw invalidFile(source.label, what, offset);
}

/** A source over bytes that are in memory already; reads are views, nothing is copied. */
export class MemoryByteSource implements ByteSource {
  readonly label: string;
  readonly size: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, label = 'memory') {
    this.#bytes = bytes;
    this.size = bytes.length;
    this.label = label;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return new Promise((resolve) => {
      checkRange(this, offset, length);
      resolve(this.#bytes.subarray(offset, offset + length));
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class FileByteSource implements ByteSource {
  readonly label: string;
  readonly size: number;
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, size: number, label: string) {
    this.#handle = handle;
    this.size = size;
    this.label = label;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    checkRange(this, offset, length);
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) {
        throw invalidFile(this.label, 'it ended early while it was read', offset + done);
      }
      done += bytesRead;
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/**
 * A source over a file on disk; the caller closes it.
 *
 * @throws AppError `model-not-found` when there is no such file, `model-file-invalid` when it is not
 *   a regular file, `folder-unreadable` when the system refuses to open it.
 */
export async function openFile(path: string): Promise<ByteSource> {
  const label = basename(path);
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw openError(label, cause);
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw invalidFile(label, 'it is not a regular file');
    return new FileByteSource(handle, stats.size, label);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function openError(label: string, cause: unknown): AppError {
  const systemCode =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '?';
  if (systemCode === 'ENOENT' || systemCode === 'ENOTDIR') {
    const message = `There is no file ${label}; check the path or download the model.`;
    return new AppError('model-not-found', message, { file: label }, { cause });
  }
  // Windows refuses to open a folder; elsewhere the check for a regular file finds it.
  if (systemCode === 'EISDIR') return invalidFile(label, 'it is not a regular file');
  const message = `${label} cannot be opened (${systemCode}); check its permissions.`;
  return new AppError('folder-unreadable', message, { file: label, systemCode }, { cause });
}
