import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ManifestAdapter } from '../../protocol/modelManifest';
import { hashFile } from '../manifest/hashFile';
import { parseAdapterFacts, type AdapterFacts } from '../manifest/parseManifest';
import { manifestName } from '../manifest/readManifest';
import { modelIdFrom, readOptionalJson } from '../manifest/defaultManifest';
import { optionalText } from '../source/gguf/metadataFields';
import type { JsonObject } from '../source/jsonFile';
import { mergedSource } from '../source/lora/mergedSource';
import { adapterConfigName, adapterWeightsName, readAdapter } from '../source/lora/readAdapter';
import type { ModelConfig } from '../source/modelConfig';
import { openModel, type OpenModel } from '../source/openModel';
import { oneLine } from '../source/sourceErrors';
import type { TensorSource } from '../source/tensorSource';
import type { ConvertOptions } from './convertOptions';
import { readTokenizer, trimTokenizer } from './tokenizerInput';

/** A model that is open for conversion, with all that its folder will say of it. */
export interface ConversionInput {
  readonly kind: OpenModel['kind'];
  /** The base's weights, the adapter merged in. The caller closes it. */
  readonly source: TensorSource;
  /** The configuration of what will be written: vocabulary size and ids as trimmed. */
  readonly config: ModelConfig;
  readonly tokenizerJson: JsonObject;
  readonly tokenizerConfig: JsonObject;
  /** Rows of embedding and head that stay, ascending; absent = all. */
  readonly keptIds?: Int32Array;
  /** Files that hold the base's weights, for their digest. */
  readonly sourceFiles: readonly string[];
  readonly name?: string;
  readonly licence?: string;
  readonly adapter?: AdapterInput;
}

interface AdapterInput {
  readonly source: ManifestAdapter;
  /** Digest of its settings, which say how it is scaled. */
  readonly configSha256: string;
  readonly facts: AdapterFacts;
}

/** SPDX names of licences that GGUF files write in lower case. */
const licenceNames: ReadonlyMap<string, string> = new Map([
  ['apache-2.0', 'Apache-2.0'],
  ['mit', 'MIT'],
]);

/** Opens source, adapter and vocabulary list of a conversion. Errors as `convertModel`. */
export async function openConversionInput(options: ConvertOptions): Promise<ConversionInput> {
  const model = await openModel(options.source);
  let source: TensorSource = model.tensors;
  try {
    const { adapterDir, trimVocabulary } = options;
    if (adapterDir !== undefined) source = await withAdapter(source, adapterDir);
    const { config } = source;
    const tokenizer = await readTokenizer(model, config);
    return {
      kind: model.kind,
      source,
      config,
      ...tokenizer,
      ...(trimVocabulary === undefined
        ? {}
        : await trimTokenizer(tokenizer, config, trimVocabulary)),
      sourceFiles: await weightFiles(model, options.source),
      ...describe(model),
      ...(adapterDir === undefined ? {} : { adapter: await adapterInput(adapterDir, options) }),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function withAdapter(base: TensorSource, folder: string): Promise<TensorSource> {
  const adapter = await readAdapter(folder);
  try {
    return mergedSource(base, adapter);
  } catch (error) {
    await adapter.close();
    throw error;
  }
}

async function adapterInput(
  folder: string,
  { signal, adapterFacts = { trainedRatios: [] }, adapterProvenance }: ConvertOptions,
): Promise<AdapterInput> {
  const file = adapterWeightsName;
  const json = await readOptionalJson(join(folder, manifestName));
  const place = adapterProvenance ?? { name: modelIdFrom(basename(resolve(folder))) };
  return {
    source: { ...place, file, ...(await hashFile(join(folder, file), { signal })) },
    configSha256: (await hashFile(join(folder, adapterConfigName))).sha256,
    facts: json === undefined ? adapterFacts : parseAdapterFacts(json),
  };
}

async function weightFiles(model: OpenModel, path: string): Promise<readonly string[]> {
  if (model.kind === 'gguf') return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith('.safetensors'));
  return names.sort().map((name) => join(path, name));
}

function describe(model: OpenModel): Pick<ConversionInput, 'name' | 'licence'> {
  if (model.kind === 'safetensors') return {};
  const { gguf } = model.tensors;
  const name = optionalText(gguf, 'general.name');
  const licence = optionalText(gguf, 'general.license');
  return {
    ...(name ? { name: oneLine(name.slice(0, 200)) } : {}),
    ...(licence ? { licence: licenceNames.get(licence) ?? oneLine(licence.slice(0, 200)) } : {}),
  };
}
