import { watch } from 'node:fs';
import { appendFile, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavingsRecord } from '../../core/savingsLedger';
import { systemCode } from '../../files/fileErrors';
import { parseRecords } from './savingsRecord';

const fileName = 'savings.jsonl';

/** Between a change of the file and reading it: several writes come in a row. */
const settleMs = 100;

/**
 * The ledger of all windows: one file that is only ever appended to, a record a line. Two windows
 * never overwrite each other, since an append is one write at the end of the file. An answer adds
 * about 200 bytes.
 */
export class SavingsFile {
  readonly #folder: string;
  readonly #path: string;
  /** What was read so far, and the bytes behind it that do not end a line yet. */
  #records: SavingsRecord[] = [];
  #readBytes = 0;
  #reading: Promise<unknown> = Promise.resolve();
  /** Not written yet, oldest first: the disk was full, or it is their turn now. */
  readonly #unwritten: SavingsRecord[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  /** `folder` need not exist. */
  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, fileName);
  }

  /** All records, those of other windows included, in the order they were written. */
  async read(): Promise<readonly SavingsRecord[]> {
    // One after the other: each continues where the one before it ended.
    const records = this.#reading.then(() => this.#readOn());
    this.#reading = records.catch(() => undefined);
    return [...(await records), ...this.#unwritten];
  }

  /** Rejects when it cannot be written now; then the next call writes it too. */
  append(record: SavingsRecord): Promise<void> {
    this.#unwritten.push(record);
    const written = this.#writing.then(() => this.#writeAll());
    this.#writing = written.catch(() => undefined);
    return written;
  }

  /** Calls `listener` soon after any window has written; returns what ends that. */
  async watch(listener: () => void): Promise<() => void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    let timer: NodeJS.Timeout | undefined;
    const watcher = watch(this.#folder, { persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(listener, settleMs);
    });
    // A folder that vanishes ends the watching, not the window.
    watcher.on('error', () => watcher.close());
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  }

  async #writeAll(): Promise<void> {
    if (this.#unwritten.length > 0) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    }
    for (let next = this.#unwritten[0]; next !== undefined; next = this.#unwritten[0]) {
      // The newline in front ends what a crashed window, or a full disk, may have left half written.
      await appendFile(this.#path, `\n${JSON.stringify(next)}\n`, { mode: 0o600 });
      this.#unwritten.shift();
    }
  }

  async #readOn(): Promise<readonly SavingsRecord[]> {
    const file = await open(this.#path, 'r').catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (file === undefined) {
      this.#records = [];
      this.#readBytes = 0;
      return [];
    }
    try {
      const { size } = await file.stat();
      // Someone replaced the file: what was read is not part of it.
      if (size < this.#readBytes) {
        this.#records = [];
        this.#readBytes = 0;
      }
      const bytes = Buffer.alloc(size - this.#readBytes);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, this.#readBytes);
      const end = bytes.subarray(0, bytesRead).lastIndexOf(10) + 1;
      this.#records.push(...parseRecords(bytes.toString('utf8', 0, end)));
      this.#readBytes += end;
      return [...this.#records];
    } finally {
      await file.close();
    }
  }
}
