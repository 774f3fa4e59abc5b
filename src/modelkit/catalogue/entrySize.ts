import {
  loadedBytesPerRow,
  requireStorable,
  storageOf,
  storedBytesPerRow,
  weightFormat,
} from '../convert/formats';
import type { ModelConfig } from '../source/modelConfig';
import { expectedTensors } from '../source/modelTensors';
import type { CatalogueEntry } from './catalogueEntry';

/** Weight format that models are kept in when nobody chose one: 4 bits, what is delicate in 8. */
const usualFormat = 'balanced';

/** Published weights have two bytes each; adapters are kept in four. */
const publishedBytesPerWeight = 2;
const adapterBytesPerWeight = 4;

/** Tokenizer, rotary tables, graphs: 15 MB of the 388 MB of the 0.5B. */
const otherFileBytes = 15e6;

/** Positions that memory is counted for: a long question with its reasoning. */
const countedPositions = 2_048;

/**
 * The runtime, the tokenizer and the program: what is left of the 864 MB that the 0.5B was measured
 * to take at its peak (docs/performance.md), weights and cache taken off.
 */
const runtimeBytes = 37e6;

/** Weights and biases of the published model. */
export function parameterCount({
  shape,
  family,
}: Pick<CatalogueEntry, 'shape' | 'family'>): number {
  return tensorsOf({ shape, family }).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
}

/** Bytes to fetch: exact for pinned files, computed from the shape for repositories. */
export function downloadBytes(entry: CatalogueEntry): number {
  const { source, adapter } = entry;
  switch (source.kind) {
    case 'gguf':
      return source.bytes;
    case 'release':
      return source.files.reduce((sum, file) => sum + file.bytes, 0);
    case 'safetensors':
      return (
        parameterCount(entry) * publishedBytesPerWeight +
        otherFileBytes +
        (adapter?.kind === 'hub' ? adapterBytes(entry, adapter.rank) : 0)
      );
  }
}

function adapterBytes(entry: CatalogueEntry, rank: number): number {
  const layers = tensorsOf(entry).filter(({ name }) => name.includes('_proj.weight'));
  const sides = layers.reduce((sum, { rows, columns }) => sum + rows + columns, 0);
  return sides * rank * adapterBytesPerWeight;
}

/** Bytes of the files that run, in the named weight format. */
export function convertedBytes(entry: CatalogueEntry, format: string = usualFormat): number {
  if (entry.source.kind === 'release') return downloadBytes(entry);
  return weightBytes(entry, format) + otherFileBytes;
}

/**
 * Bytes of memory that the model takes while it answers, in the named weight format. On the processor
 * the weights are there twice, as they lie in the files and repacked for its instructions, with keys and
 * values in 32 bits; on a graphics processor once, and in its own memory.
 */
export function memoryBytes(
  entry: CatalogueEntry,
  device: 'cpu' | 'gpu' = 'cpu',
  format: string = usualFormat,
): number {
  const mapped = device === 'cpu' ? weightBytes(entry, format) : 0;
  const loaded = weightBytes(entry, format, loadedBytesPerRow);
  return mapped + loaded + cacheBytes(entry) + runtimeBytes;
}

/** Throws where the format cannot store the entry. Codes: `invalid-argument`, `unsupported-architecture`. */
export function requireFormat(entry: CatalogueEntry, formatName: string): void {
  const format = weightFormat(formatName);
  for (const { name, rows, columns, isMatrix } of tensorsOf(entry)) {
    if (isMatrix) requireStorable(format, name, rows, columns);
  }
}

function cacheBytes({ shape }: CatalogueEntry): number {
  const positions = Math.min(countedPositions, shape.context);
  return 2 * shape.layers * shape.keyValueHeads * shape.headSize * positions * 4;
}

function weightBytes(
  entry: CatalogueEntry,
  formatName: string,
  bytesPerRow: typeof storedBytesPerRow = storedBytesPerRow,
): number {
  const format = weightFormat(formatName);
  return tensorsOf(entry, entry.trim?.tokens).reduce(
    (sum, { name, rows, columns, isMatrix }) =>
      sum +
      (isMatrix ? rows * bytesPerRow(storageOf(format, name, columns), columns) : columns * 4),
    0,
  );
}

interface TensorSize {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly isMatrix: boolean;
}

/** Every tensor that the converter will meet, by the list that it checks files with. */
function tensorsOf(
  { shape, family }: Pick<CatalogueEntry, 'shape' | 'family'>,
  vocabulary: number = shape.vocabulary,
): readonly TensorSize[] {
  const config: ModelConfig = {
    architecture: family,
    hiddenSize: shape.width,
    layerCount: shape.layers,
    headCount: shape.heads,
    kvHeadCount: shape.keyValueHeads,
    headDim: shape.headSize,
    intermediateSize: shape.feedForward,
    vocabSize: vocabulary,
    contextLength: shape.context,
    // These say what is computed, not how large it is.
    ropeTheta: 1,
    rmsNormEps: 1e-6,
    eosTokenIds: [],
    tiedEmbeddings: shape.tiedHead,
    attentionBias: family === 'qwen2',
  };
  return [...expectedTensors(config)].map(([name, [rows = 1, columns]]) =>
    columns === undefined
      ? { name, rows: 1, columns: rows, isMatrix: false }
      : { name, rows, columns, isMatrix: true },
  );
}
