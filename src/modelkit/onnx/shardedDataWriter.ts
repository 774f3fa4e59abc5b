import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../protocol/appError';
import type { DataLocation } from './decoderWeights';

/** A finished data file. */
export interface WrittenShard {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Largest data file, bytes: a repository host takes no file of 100 MB or more. */
export const maxShardBytes = 94_000_000;

/** Tensors start on a page, so that ONNX Runtime can map them instead of reading them. */
const pageBytes = 4096;

export interface DataWriterOptions {
  readonly shardBytes?: number;
  /** The first data files, whole from an earlier try: they are not written again. */
  readonly present?: readonly WrittenShard[];
  /** Called with all data files that are finished, whenever one is. */
  readonly onFinished?: (files: readonly WrittenShard[]) => Promise<void>;
}

/** Names of the data files, in order: those that transformers.js expects beside its graph. */
export function dataFileName(index: number): string {
  return index === 0 ? 'model_q4.onnx_data' : `model_q4.onnx_data_${index}`;
}

/**
 * Writes tensors one after another into data files beside the graphs. A tensor never crosses from one
 * file to the next. Files that are there already are gone through in the same way without a byte being
 * written, so that the same tensors lie in the same places.
 */
export class ShardedDataWriter {
  private readonly finished: WrittenShard[] = [];
  private readonly shardBytes: number;
  private readonly present: readonly WrittenShard[];
  private readonly onFinished: DataWriterOptions['onFinished'];
  private isStarted = false;
  /** Undefined in a file that is there already. */
  private handle: FileHandle | undefined;
  private hash: Hash = createHash('sha256');
  private offset = 0;
  private open: { readonly start: number; readonly length: number } | undefined;

  constructor(
    private readonly directory: string,
    { shardBytes = maxShardBytes, present = [], onFinished }: DataWriterOptions = {},
  ) {
    this.shardBytes = shardBytes;
    this.present = present;
    this.onFinished = onFinished;
  }

  /**
   * Where tensors of these lengths lie, written one after another, if they lie in files that are there
   * already: then they need not be made. Else undefined, and nothing has changed.
   */
  async skip(lengths: readonly number[]): Promise<readonly DataLocation[] | undefined> {
    let file = this.finished.length;
    let offset = this.offset;
    for (const length of lengths) {
      const start = nextPage(offset);
      if (start + length > this.shardBytes) file += 1;
      offset = (start + length > this.shardBytes ? 0 : start) + length;
    }
    if (file >= this.present.length) return undefined;
    const places: DataLocation[] = [];
    for (const length of lengths) {
      places.push(await this.begin(length));
      this.offset += length;
    }
    return places;
  }

  /**
   * Opens a tensor of exactly `length` bytes and returns where it lies; its bytes follow by
   * {@link write}.
   */
  async begin(length: number): Promise<DataLocation> {
    this.assertComplete();
    if (length > this.shardBytes) {
      throw new AppError(
        'internal',
        `A tensor of ${length} bytes is larger than a data file (${this.shardBytes}).`,
      );
    }
    const start = nextPage(this.offset);
    if (start + length > this.shardBytes) await this.finishShard();
    if (!this.isStarted) await this.startShard();
    else if (start > this.offset) await this.append(new Uint8Array(start - this.offset));
    this.open = { start: this.offset, length };
    return { file: dataFileName(this.finished.length), offset: this.offset, length };
  }

  /** Appends bytes of the open tensor. */
  async write(bytes: Uint8Array): Promise<void> {
    const { open: tensor } = this;
    if (tensor === undefined || this.offset + bytes.length > tensor.start + tensor.length) {
      throw new AppError('internal', 'More bytes were written than the tensor was opened for.');
    }
    await this.append(bytes);
  }

  /** A whole tensor at once. */
  async writeTensor(bytes: Uint8Array): Promise<DataLocation> {
    const location = await this.begin(bytes.length);
    await this.write(bytes);
    return location;
  }

  /** Closes the last file and returns all of them in order. */
  async finish(): Promise<readonly WrittenShard[]> {
    this.assertComplete();
    await this.finishShard();
    return this.finished;
  }

  /** Closes the open file after a failure; what was written is the caller's to delete. */
  async abandon(): Promise<void> {
    await this.handle?.close();
    this.handle = undefined;
  }

  private async startShard(): Promise<void> {
    const index = this.finished.length;
    if (index >= this.present.length) {
      this.handle = await open(path.join(this.directory, dataFileName(index)), 'w', 0o644);
    }
    this.hash = createHash('sha256');
    this.offset = 0;
    this.isStarted = true;
  }

  private async finishShard(): Promise<void> {
    if (!this.isStarted) return;
    const index = this.finished.length;
    const bytes = this.offset;
    const present = this.present[index];
    if (present !== undefined && present.bytes !== bytes) {
      throw new AppError('internal', `${present.file} has not the bytes that belong there.`);
    }
    // Noted and named only when it is on the disk: a power cut would leave a hole under its digest.
    await this.handle?.sync();
    await this.abandon();
    const file = dataFileName(index);
    this.finished.push(present ?? { file, bytes, sha256: this.hash.digest('hex') });
    this.offset = 0;
    this.isStarted = false;
    if (present === undefined) await this.onFinished?.(this.finished);
  }

  private async append(bytes: Uint8Array): Promise<void> {
    this.offset += bytes.length;
    if (this.handle === undefined) return;
    let done = 0;
    while (done < bytes.length) {
      done += (await this.handle.write(bytes, done, bytes.length - done)).bytesWritten;
    }
    this.hash.update(bytes);
  }

  private assertComplete(): void {
    const { open: tensor } = this;
    if (tensor !== undefined && this.offset < tensor.start + tensor.length) {
      throw new AppError('internal', 'The previous tensor is incomplete.');
    }
    this.open = undefined;
  }
}

function nextPage(offset: number): number {
  return Math.ceil(offset / pageBytes) * pageBytes;
}
