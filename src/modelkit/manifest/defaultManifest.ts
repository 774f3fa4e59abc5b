import { access } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { AppError, isAppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';
import { limits } from '../../protocol/limits';
import { graphPaths } from '../onnx/writeDecoderGraphs';
import { maxConfigBytes, readJsonFile, type JsonObject } from '../source/jsonFile';
import { hfConfig } from '../source/safetensors/hfConfig';
import { oneLine } from '../source/sourceErrors';
import { hashFile } from './hashFile';
import { promptTemplateFor } from './promptTemplateFor';
import { tokenNames } from './tokenNames';

/** Largest file read; a tokenizer.json of 152,000 tokens has 11 MB (Qwen2.5 7, Gemma 34). */
export const maxTokenizerBytes = 200_000_000;

/**
 * A manifest for a folder that has none, from `config.json`, `tokenizer.json` and the graphs of this
 * model kit, the only ones that the engine runs: no trained ratios, no calibration, no digests (`files`
 * is empty), licence `unknown`. `source` is the `config.json` itself, as nothing says where the weights
 * came from.
 *
 * @throws AppError `model-not-found` without a config.json, a tokenizer.json or a graph,
 * `unsupported-architecture`, `model-file-invalid`, `folder-unreadable`
 */
export async function defaultManifest(folder: string): Promise<ModelManifest> {
  await requireGraphs(folder);
  const configPath = join(folder, 'config.json');
  const json = await readJsonFile(configPath, maxConfigBytes);
  const config = hfConfig(json, await readOptionalJson(join(folder, 'generation_config.json')));
  const tokens = tokenNames(await readJsonFile(join(folder, 'tokenizer.json'), maxTokenizerBytes));
  const name = oneLine(basename(resolve(folder))) || 'model';
  return {
    formatVersion: 1,
    id: modelIdFrom(name),
    name,
    family: config.architecture,
    licence: 'unknown',
    source: { file: 'config.json', ...(await hashFile(configPath)) },
    quantisation: { format: 'unknown', description: 'as found in the folder' },
    contextLength: Math.min(config.contextLength, limits.graphContext),
    trainedRatios: [],
    prompt: promptTemplateFor(config, tokens),
    graphs: graphPaths,
    files: [],
  };
}

/** A model id made from any name: letters, digits, dots, dashes and underscores. */
export function modelIdFrom(name: string): string {
  const id = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+|-+$/g, '');
  return id === '' ? 'model' : id;
}

/** The JSON object in a file, undefined when there is no such file. Errors as `readJsonFile`. */
export async function readOptionalJson(path: string): Promise<JsonObject | undefined> {
  try {
    return await readJsonFile(path, maxConfigBytes);
  } catch (error) {
    if (isAppError(error, 'model-not-found')) return undefined;
    throw error;
  }
}

async function requireGraphs(folder: string): Promise<void> {
  for (const path of Object.values(graphPaths) as readonly string[]) {
    await access(join(folder, path)).catch((cause: unknown) => {
      throw new AppError(
        'model-not-found',
        `${folder} has no ${path}; convert the model with "tokenskip model convert".`,
        {},
        { cause },
      );
    });
  }
}
