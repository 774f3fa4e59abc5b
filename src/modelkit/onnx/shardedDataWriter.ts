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
const maxShardBytes = 94_000_000;

/** Tensors start on a page, so that ONNX Runtime can map them instead of reading them. */
const pageBytes = 4096;

/**
 * Writes tensors one after another into data files beside the graphs: `<base>`, `<base>_1`, …
 * (the names transformers.js expects). A tensor never crosses from one file to the next.
 */
export class ShardedDataWriter {
  private readonly finished: WrittenShard[] = [];
  private handle: FileHandle | undefined;
  private hash: Hash = createHash('sha256');
  private offset = 0;
  private count = 0;
  private open: { readonly start: number; readonly length: number } | undefined;

  constructor(
    private readonly directory: string,
    private readonly baseName = 'model_q4.onnx_data',
    private readonly shardBytes = maxShardBytes,
  ) {}

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
    const start = Math.ceil(this.offset / pageBytes) * pageBytes;
    if (this.handle !== undefined && start + length > this.shardBytes) await this.finishShard();
    if (this.handle === undefined) await this.startShard();
    else if (start > this.offset) await this.append(new Uint8Array(start - this.offset));
    this.open = { start: this.offset, length };
    return { file: this.shardName(), offset: this.offset, length };
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

  private shardName(): string {
    return this.count === 0 ? this.baseName : `${this.baseName}_${this.count}`;
  }

  private async startShard(): Promise<void> {
    this.handle = await open(path.join(this.directory, this.shardName()), 'w', 0o644);
    this.hash = createHash('sha256');
    this.offset = 0;
  }

  private async finishShard(): Promise<void> {
    if (this.handle === undefined) return;
    await this.handle.close();
    this.handle = undefined;
    this.finished.push({
      file: this.shardName(),
      bytes: this.offset,
      sha256: this.hash.digest('hex'),
    });
    this.count += 1;
    this.offset = 0;
  }

  private async append(bytes: Uint8Array): Promise<void> {
    let done = 0;
    while (done < bytes.length) {
      const written = await this.handle?.write(bytes, done, bytes.length - done);
      done += written?.bytesWritten ?? 0;
    }
    this.hash.update(bytes);
    this.offset += bytes.length;
  }

  private assertComplete(): void {
    const { open: tensor } = this;
    if (tensor !== undefined && this.offset < tensor.start + tensor.length) {
      throw new AppError('internal', 'The previous tensor is incomplete.');
    }
    this.open = undefined;
  }
}
