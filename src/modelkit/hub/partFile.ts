import type { FileHandle } from 'node:fs/promises';
import { open, rm, stat } from 'node:fs/promises';
import { asFileError, systemCode } from '../../files/fileErrors';
import type { ByteRange, ByteRanges } from './byteRanges';
import { countBytes, firstGap, withRange } from './byteRanges';
import { partPaths, readPartNote, removePart, writePartNote } from './partNote';

/** New bytes after which the note is written: what a killed process loses at most. */
const noteEveryBytes = 4 * 1024 * 1024;

/**
 * The part of a file that has arrived, in any order: `<target>.part`, and `<target>.part.json` that
 * says which bytes those are and which version of the file (ETag) they came from.
 */
export class PartFile {
  readonly path: string;
  readonly #notePath: string;
  readonly #bytes: number;
  #file: FileHandle | undefined;
  #ranges: ByteRanges = [];
  #etag: string | undefined;
  #unnotedBytes = 0;
  #noting: Promise<void> = Promise.resolve();

  /** `bytes`: of the whole file. */
  constructor(targetPath: string, bytes: number) {
    const { part, note } = partPaths(targetPath);
    this.path = part;
    this.#notePath = note;
    this.#bytes = bytes;
  }

  /** What is there. */
  get ranges(): ByteRanges {
    return this.#ranges;
  }

  get doneBytes(): number {
    return countBytes(this.#ranges);
  }

  get isComplete(): boolean {
    return firstGap(this.#ranges, [0, this.#bytes]) === undefined;
  }

  get etag(): string | undefined {
    return this.#etag;
  }

  /** Opens the part and reads what an earlier run left; a part without its note is dropped. */
  async open(): Promise<void> {
    try {
      const found = await stat(this.path).catch(() => undefined);
      const note = found?.isFile() === true ? await readPartNote(this.#notePath) : undefined;
      // The note is written after the bytes; a part that is shorter is not the one it speaks of.
      const isUsable = note !== undefined && (note.ranges.at(-1)?.[1] ?? 0) <= (found?.size ?? 0);
      const isOfThis = isUsable && (found?.size ?? 0) <= this.#bytes;
      this.#file = await open(this.path, isOfThis ? 'r+' : 'w');
      if (!isOfThis) return;
      this.#ranges = note.ranges;
      this.#etag = note.etag;
    } catch (error) {
      await this.close();
      throw asFileError(error, this.path);
    }
  }

  /** Puts bytes where they belong. */
  async write(startOffset: number, bytes: Uint8Array): Promise<void> {
    const file = this.#opened();
    try {
      // A write may take less than it is given (a disk that is nearly full).
      for (let done = 0; done < bytes.length;) {
        const left = bytes.length - done;
        const { bytesWritten } = await file.write(bytes, done, left, startOffset + done);
        done += bytesWritten;
      }
      this.#ranges = withRange(this.#ranges, [startOffset, startOffset + bytes.length]);
      this.#unnotedBytes += bytes.length;
      if (this.#unnotedBytes >= noteEveryBytes) await this.#note();
    } catch (error) {
      throw asFileError(error, this.path);
    }
  }

  /** The first bytes of `within` that are missing. */
  gap(within: ByteRange): ByteRange | undefined {
    return firstGap(this.#ranges, within);
  }

  /** Of which version the first bytes are; what is there keeps its own. */
  name(etag: string | undefined): void {
    this.#etag ??= etag;
  }

  /** Forgets what is there; what comes next belongs to the version `etag`. */
  async restart(etag: string | undefined): Promise<void> {
    // A device (tests write to one that is always full) cannot be truncated and need not be.
    await this.#opened()
      .truncate(0)
      .catch((error: unknown) => {
        if (systemCode(error) !== 'EINVAL') throw asFileError(error, this.path);
      });
    this.#ranges = [];
    this.#etag = etag;
    await this.#note();
  }

  /** Brings everything to the disk, so that a rename never uncovers a hole after a power cut. */
  async flush(): Promise<void> {
    await this.#opened().sync();
  }

  /** Notes what is there and closes; a second call does nothing. */
  async close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined) return;
    await file.close();
    await this.#note().catch(() => undefined);
  }

  /** Removes part and note; call after `close`. */
  async remove(): Promise<void> {
    const { path } = this;
    await removePart(path.slice(0, -'.part'.length));
  }

  /** Call after the part was renamed. */
  async removeNote(): Promise<void> {
    await rm(this.#notePath, { force: true });
  }

  /** One at a time: connections that write at once would tear the note. */
  async #note(): Promise<void> {
    this.#unnotedBytes = 0;
    this.#noting = this.#noting
      .catch(() => undefined)
      .then(() => writePartNote(this.#notePath, { etag: this.#etag, ranges: this.#ranges }));
    await this.#noting;
  }

  #opened(): FileHandle {
    if (this.#file === undefined) throw new Error('the part file is not open');
    return this.#file;
  }
}
