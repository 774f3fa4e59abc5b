import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { asFileError, systemCode } from '../store/fileErrors';

const readPieceBytes = 4 * 1024 * 1024;

/**
 * The part of a file that has arrived: `<target>.part`, beside it `<target>.part.etag` with the
 * server's name for the version it came from. The digest of what is there is kept up to date.
 */
export class PartFile {
  readonly path: string;
  readonly #etagPath: string;
  #file: FileHandle | undefined;
  #hash: Hash = createHash('sha256');
  #size = 0;
  #etag: string | undefined;

  constructor(targetPath: string) {
    this.path = `${targetPath}.part`;
    this.#etagPath = `${this.path}.etag`;
  }

  /** Bytes that are there. */
  get size(): number {
    return this.#size;
  }

  get etag(): string | undefined {
    return this.#etag;
  }

  /** Opens the part and reads what an earlier run left, for its digest; at most `maxBytes` count. */
  async open(maxBytes: number, signal?: AbortSignal): Promise<void> {
    try {
      const found = await stat(this.path).catch(() => undefined);
      const isUsable = found?.isFile() === true && found.size <= maxBytes;
      this.#file = await open(this.path, isUsable ? 'r+' : 'w');
      if (!isUsable) return;
      this.#etag = await readFile(this.#etagPath, 'utf8').catch(() => undefined);
      const stream = createReadStream(this.path, {
        highWaterMark: readPieceBytes,
        ...(signal === undefined ? {} : { signal }),
      });
      for await (const piece of stream as AsyncIterable<Uint8Array>) {
        this.#hash.update(piece);
        this.#size += piece.length;
      }
    } catch (error) {
      await this.close();
      throw asFileError(error, this.path);
    }
  }

  /** Adds bytes at the end. */
  async append(bytes: Uint8Array): Promise<void> {
    const file = this.#opened();
    try {
      // A write may take less than it is given (a disk that is nearly full).
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(
          bytes,
          done,
          bytes.length - done,
          this.#size + done,
        );
        done += bytesWritten;
      }
    } catch (error) {
      throw asFileError(error, this.path);
    }
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  /** Forgets what is there; what comes next belongs to the version `etag`. */
  async restart(etag: string | undefined): Promise<void> {
    // A device (tests write to one that is always full) cannot be truncated and need not be.
    await this.#opened()
      .truncate(0)
      .catch((error: unknown) => {
        if (systemCode(error) !== 'EINVAL') throw asFileError(error, this.path);
      });
    this.#hash = createHash('sha256');
    this.#size = 0;
    this.#etag = etag;
    if (etag === undefined) await rm(this.#etagPath, { force: true });
    else await writeFile(this.#etagPath, etag);
  }

  /** SHA-256 of what is there, lower-case hex. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Brings everything to the disk, so that a rename never uncovers a hole after a power cut. */
  async flush(): Promise<void> {
    await this.#opened().sync();
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** Removes part and note; call after `close`. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
    await this.removeNote();
  }

  async removeNote(): Promise<void> {
    await rm(this.#etagPath, { force: true });
  }

  #opened(): FileHandle {
    if (this.#file === undefined) throw new Error('the part file is not open');
    return this.#file;
  }
}
