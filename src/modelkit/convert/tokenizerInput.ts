import { join } from 'node:path';
import { toSplitRegExp } from '../../core/tokenizer/splitPattern';
import { AppError } from '../../protocol/appError';
import { readTokenizerJson } from '../../protocol/readTokenizerJson';
import { maxTokenizerBytes, readOptionalJson } from '../manifest/defaultManifest';
import { maxConfigBytes, readJsonFile } from '../source/jsonFile';
import type { ModelConfig } from '../source/modelConfig';
import type { OpenModel } from '../source/openModel';
import { readKeptTokens } from '../tokenizer/keptTokens';
import { tokenizerFromGguf, type TokenizerFiles } from '../tokenizer/tokenizerFromGguf';
import { trimVocabulary } from '../tokenizer/trimVocabulary';

/**
 * The tokenizer files of a model: beside the weights of a Hugging Face folder, in the metadata of a
 * GGUF file. The engine can use them.
 *
 * @throws AppError `unsupported-architecture` for a tokenizer of another kind, `model-file-invalid`
 * for a damaged one and one that has more tokens than the model has rows
 */
export async function readTokenizer(
  model: OpenModel,
  { vocabSize }: ModelConfig,
): Promise<TokenizerFiles> {
  const files = await tokenizerFiles(model);
  const { splitPatterns, vocabulary } = readTokenizerJson(files.tokenizerJson);
  splitPatterns.forEach(requireUsable);
  const ids = [...vocabulary.values()];
  requireRow(
    ids.reduce((last, id) => Math.max(last, id), -1),
    vocabSize,
  );
  return files;
}

async function tokenizerFiles(model: OpenModel): Promise<TokenizerFiles> {
  if (model.kind === 'gguf') return tokenizerFromGguf(model.tensors.gguf);
  const tokenizerJson = await readJsonFile(join(model.folder, 'tokenizer.json'), maxTokenizerBytes);
  const config = await readOptionalJson(join(model.folder, 'tokenizer_config.json'));
  return {
    tokenizerJson,
    tokenizerConfig: config ?? { tokenizer_class: 'PreTrainedTokenizerFast' },
  };
}

function requireUsable(pattern: string): void {
  try {
    toSplitRegExp(pattern);
  } catch (error) {
    throw new AppError(
      'unsupported-architecture',
      'tokenizer.json splits text by a pattern that is not supported; choose a Llama-3, Qwen2 or SmolLM model.',
      {},
      { cause: error },
    );
  }
}

function requireRow(id: number, rows: number): void {
  if (id < rows) return;
  throw new AppError(
    'model-file-invalid',
    `The tokenizer has a token ${id}, and the model has ${rows} rows; use the tokenizer that belongs to this model.`,
  );
}

/** What trimming changes: the tokenizer, the rows that stay, and ids in the configuration. */
export interface TrimmedTokenizer extends TokenizerFiles {
  readonly keptIds: Int32Array;
  readonly config: ModelConfig;
}

/**
 * The tokenizer with the tokens that a vocabulary file lists.
 *
 * @throws AppError `invalid-argument` for a list of another tokenizer, `model-file-invalid` when the
 * tokenizer has more tokens than the model has rows
 */
export async function trimTokenizer(
  files: TokenizerFiles,
  config: ModelConfig,
  listPath: string,
): Promise<TrimmedTokenizer> {
  const { vocabulary } = readTokenizerJson(files.tokenizerJson);
  const list = readKeptTokens(await readJsonFile(listPath, maxConfigBytes), vocabulary);
  const { tokenizerJson, keptIds } = trimVocabulary(files.tokenizerJson, list.ids);
  requireRow(keptIds.at(-1) ?? -1, config.vocabSize);
  // It lists added tokens by their old ids; tokenizer.json says the same with the new ones.
  const tokenizerConfig: Record<string, unknown> = { ...files.tokenizerConfig };
  delete tokenizerConfig.added_tokens_decoder;
  return { tokenizerJson, tokenizerConfig, keptIds, config: trimConfig(config, keptIds) };
}

function trimConfig(config: ModelConfig, keptIds: Int32Array): ModelConfig {
  const newId = (old: number): readonly number[] => {
    const id = keptIds.indexOf(old);
    return id < 0 ? [] : [id];
  };
  const { bosTokenId, ...rest } = config;
  const [begin] = bosTokenId === undefined ? [] : newId(bosTokenId);
  return {
    ...rest,
    ...(begin === undefined ? {} : { bosTokenId: begin }),
    vocabSize: keptIds.length,
    eosTokenIds: config.eosTokenIds.flatMap(newId),
  };
}
