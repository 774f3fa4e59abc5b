import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../protocol/appError';
import { requireBase } from '../convert/requireBase';
import { readOptionalJson } from '../manifest/defaultManifest';
import { hashFile } from '../manifest/hashFile';
import { parseAdapterFacts } from '../manifest/parseManifest';
import { manifestName } from '../manifest/readManifest';
import { openFile } from '../source/byteSource';
import { huggingFaceName } from '../source/gguf/ggufNames';
import type { GgufTensorSource } from '../source/gguf/ggufSource';
import { openGgufSource } from '../source/gguf/ggufSource';
import type { TensorType } from '../source/gguf/ggufTypes';
import type { JsonObject } from '../source/jsonFile';
import { mergedSource } from '../source/lora/mergedSource';
import { readAdapter } from '../source/lora/readAdapter';
import { requireDiskSpace } from '../store/diskSpace';
import type { ExportType } from './encodeRows';
import type { OutputTensor, WriteOptions } from './ggufData';
import { CountingWriter, writeGguf } from './ggufData';
import { ggufHeader, padding, tensorBytes } from './ggufHeader';
import { writeNewFile } from './newFile';

export interface GgufExportOptions extends WriteOptions {
  /** GGUF file of the base. */
  readonly source: string;
  /** PEFT adapter that is merged in. */
  readonly adapterDir: string;
  /** File to make; it may not be there yet. */
  readonly target: string;
  /** How the weights that the adapter changes are stored. */
  readonly type: ExportType;
}

/** What the file says of its types. Source: ggml-org/llama.cpp include/llama.h#llama_ftype */
const fileTypes: Readonly<Record<ExportType, number>> = { f16: 1, q8_0: 7 };

const tensorTypes: Readonly<Record<ExportType, TensorType>> = { f16: 'F16', q8_0: 'Q8_0' };

/**
 * Writes one GGUF file of a base with an adapter merged in, for llama.cpp, Ollama and LM Studio.
 * What the adapter does not change (tokenizer, embedding, norms) is the base's, byte for byte. Of a
 * tied matrix that the base stores twice the better copy is written, once: it is the one that
 * `convertModel` reads, and a program that finds no head takes the embedding.
 *
 * The adapter's tokenskip.json stands in the metadata `tokenskip.adapter`, so that whoever holds the
 * file alone can ask as it was trained.
 *
 * @returns bytes of the file
 * @throws AppError `model-not-found`, `model-file-invalid`, `unsupported-architecture`,
 *   `unsupported-tensor-type`, `adapter-mismatch`, `invalid-argument` (target is there, rows that
 *   the type cannot store), `disk-full`, `folder-unreadable`; the signal's reason when it aborts
 */
export async function exportGguf(options: GgufExportOptions): Promise<number> {
  const { type, adapterDir, target } = options;
  const source = await openFile(options.source);
  const base = await openGgufSource(source).catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  try {
    const adapter = await readAdapter(adapterDir);
    try {
      const merged = mergedSource(base, adapter);
      const tensors = outputTensors(
        base,
        new Set([...adapter.modules.keys(), ...adapter.tokenRows.keys()]),
        tensorTypes[type],
      );
      const facts = await readOptionalJson(join(adapterDir, manifestName));
      if (facts !== undefined) await requireTrainedOn(facts, options);
      const header = await ggufHeader(source, base.gguf, tensors, {
        numbers: { 'general.file_type': fileTypes[type] },
        texts: facts === undefined ? {} : { 'tokenskip.adapter': JSON.stringify(facts) },
      });
      const data = tensors.map((tensor) => paddedBytes(tensor, base.gguf.alignment));
      const total = data.reduce((sum, bytes) => sum + bytes, header.length);
      await requireDiskSpace(dirname(target), total);
      const write = (file: FileHandle): Promise<void> =>
        writeGguf(new CountingWriter(file, total, options), header, tensors, {
          source,
          merged,
          type,
          alignment: base.gguf.alignment,
        });
      await writeNewFile(target, write);
      return total;
    } finally {
      await adapter.close();
    }
  } finally {
    await base.close();
  }
}

/** The file is read for its digest only where the adapter names one. */
async function requireTrainedOn(
  facts: JsonObject,
  { source, signal }: GgufExportOptions,
): Promise<void> {
  const { base } = parseAdapterFacts(facts);
  if (base === undefined) return;
  const digest = await hashFile(source, { signal });
  requireBase(base, { kind: 'gguf', ...digest }, basename(source));
}

function outputTensors(
  base: GgufTensorSource,
  changed: ReadonlySet<string>,
  type: TensorType,
): readonly OutputTensor[] {
  const names = new Set(base.names);
  return [...base.gguf.tensors.values()].flatMap((tensor) => {
    const { name, shape } = tensor;
    const known = huggingFaceName(name);
    if (known === undefined) return { name, shape, type: tensor.type, stored: tensor };
    if (!names.has(known)) return [];
    const stored = base.stored(known);
    if (!changed.has(known)) return { name, shape, type: stored.type, stored };
    const cols = shape[shape.length - 1]!;
    if (type === 'Q8_0' && cols % 32 !== 0) {
      throw new AppError(
        'invalid-argument',
        `${name} has rows of ${cols} weights, which q8_0 cannot store; use --type f16.`,
      );
    }
    return { name, shape, type, changed: known, stored };
  });
}

function paddedBytes(tensor: OutputTensor, alignment: number): number {
  const bytes = tensorBytes(tensor);
  return bytes + padding(bytes, alignment).length;
}
