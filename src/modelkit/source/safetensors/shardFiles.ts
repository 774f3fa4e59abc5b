import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '../byteSource';
import { openFile } from '../byteSource';
import type { TensorInfo } from '../gguf/ggufTypes';
import { isJsonObject, readJsonFile } from '../jsonFile';
import { invalidFile, printable } from '../sourceErrors';
import { readSafetensors } from './readSafetensors';

const singleName = 'model.safetensors';
const indexName = 'model.safetensors.index.json';

/** Largest index accepted, in bytes; 405B's has about 100 KB. */
const maxIndexBytes = 1 << 24;

/** Most shards accepted; the largest real models have about 200. */
const maxShards = 1024;

/** A tensor and the open file that holds it. */
export interface StoredTensor {
  readonly tensor: TensorInfo;
  readonly source: ByteSource;
}

export interface ShardSet {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly sources: readonly ByteSource[];
}

/**
 * Opens `model.safetensors`, or the shards that `model.safetensors.index.json` names; the caller
 * closes the sources.
 *
 * @throws AppError `model-not-found`, `model-file-invalid` (also for a shard name that leaves the
 *   folder, or a tensor that its shard lacks), `unsupported-tensor-type`
 */
export async function openShards(folder: string): Promise<ShardSet> {
  const index = join(folder, indexName);
  const weightMap = existsSync(index) ? await readWeightMap(index) : undefined;
  const files = weightMap === undefined ? [singleName] : [...new Set(weightMap.values())];
  if (files.length > maxShards) throw invalidFile(indexName, `it names ${files.length} shards`);
  const sources: ByteSource[] = [];
  try {
    const tensors = new Map<string, StoredTensor>();
    for (const file of files) {
      const source = await openFile(join(folder, file));
      sources.push(source);
      for (const tensor of (await readSafetensors(source)).values()) {
        if (weightMap !== undefined && weightMap.get(tensor.name) !== file) continue;
        tensors.set(tensor.name, { tensor, source });
      }
    }
    for (const [name, file] of weightMap ?? []) {
      if (!tensors.has(name)) throw invalidFile(file, `tensor "${printable(name)}" is missing`);
    }
    return { tensors, sources };
  } catch (error) {
    await Promise.all(sources.map((source) => source.close()));
    throw error;
  }
}

async function readWeightMap(path: string): Promise<ReadonlyMap<string, string>> {
  const json = await readJsonFile(path, maxIndexBytes);
  const entries = json.weight_map;
  if (!isJsonObject(entries)) throw invalidFile(indexName, 'it has no "weight_map"');
  const weightMap = new Map<string, string>();
  for (const [name, file] of Object.entries(entries)) {
    if (typeof file !== 'string' || !isPlainShardName(file)) {
      throw invalidFile(
        indexName,
        `it puts "${printable(name)}" into a file of an impossible name`,
      );
    }
    weightMap.set(name, file);
  }
  return weightMap;
}

/** A name in the same folder: no separator, drive or parent, on any system. */
function isPlainShardName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,200}\.safetensors$/.test(name);
}
