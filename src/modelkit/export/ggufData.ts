import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../source/byteSource';
import type { TensorInfo } from '../source/gguf/ggufTypes';
import { hasPermutedRows, permuteRows } from '../source/gguf/ropePermutation';
import type { TensorSource } from '../source/tensorSource';
import type { ExportType } from './encodeRows';
import { encodeRows } from './encodeRows';
import type { ExportedTensor } from './ggufHeader';
import { padding, tensorBytes } from './ggufHeader';

/** Weights read at a time: memory stays at a few of these. */
const pieceWeights = 1 << 20;

/** A tensor to write and where it comes from. */
export interface OutputTensor extends ExportedTensor {
  /** Hugging Face name of a tensor that the adapter changes; absent = copied as it is. */
  readonly changed?: string;
  readonly stored: TensorInfo;
}

/** What the tensors are read from, and how changed ones are stored. */
export interface OutputSources {
  readonly source: ByteSource;
  readonly merged: TensorSource;
  readonly type: ExportType;
  readonly alignment: number;
}

/** Writes header and data, in the order of `tensors`, each padded. */
export async function writeGguf(
  writer: CountingWriter,
  header: Uint8Array,
  tensors: readonly OutputTensor[],
  inputs: OutputSources,
): Promise<void> {
  await writer.write(header);
  for (const tensor of tensors) {
    if (tensor.changed === undefined) await copyTensor(writer, tensor, inputs);
    else await mergeTensor(writer, tensor.changed, inputs);
    await writer.write(padding(tensorBytes(tensor), inputs.alignment));
  }
}

async function copyTensor(
  writer: CountingWriter,
  { stored }: OutputTensor,
  { source }: OutputSources,
): Promise<void> {
  const piece = pieceWeights * 4;
  for (let done = 0; done < stored.bytes; done += piece) {
    const length = Math.min(piece, stored.bytes - done);
    await writer.write(await source.read(stored.offset + done, length));
  }
}

async function mergeTensor(
  writer: CountingWriter,
  name: string,
  { merged, type }: OutputSources,
): Promise<void> {
  const { rows, cols } = merged.info(name);
  const { architecture, headDim } = merged.config;
  const permuted = hasPermutedRows(architecture, name);
  // Whole heads: llama.cpp's order of query and key rows stays inside a head.
  const step = Math.max(1, Math.floor(pieceWeights / cols / headDim)) * headDim;
  for (let first = 0; first < rows; first += step) {
    const values = await merged.readRows(name, first, Math.min(step, rows - first));
    await writer.write(encodeRows(permuted ? permuteRows(values, cols, headDim) : values, type));
  }
}

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** Bytes written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Writes front to back, tells how far it is and can be stopped. */
export class CountingWriter {
  readonly #file: FileHandle;
  readonly #total: number;
  readonly #options: WriteOptions;
  #done = 0;

  constructor(file: FileHandle, total: number, options: WriteOptions) {
    this.#file = file;
    this.#total = total;
    this.#options = options;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if (bytes.length > 0) await this.#file.writeFile(bytes);
    this.#done += bytes.length;
    this.#options.onProgress?.(this.#done, this.#total);
  }
}
