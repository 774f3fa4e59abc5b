import { join } from 'node:path';
import { AppError } from '../../protocol/appError';
import { readTokenizerJson } from '../../protocol/readTokenizerJson';
import { maxConfigBytes, maxTokenizerBytes, readOptionalJson } from '../manifest/defaultManifest';
import { readJsonFile } from '../source/jsonFile';
import type { ModelConfig } from '../source/modelConfig';
import type { OpenModel } from '../source/openModel';
import { readKeptTokens } from '../tokenizer/keptTokens';
import { tokenizerFromGguf, type TokenizerFiles } from '../tokenizer/tokenizerFromGguf';
import { trimVocabulary } from '../tokenizer/trimVocabulary';

/**
 * The tokenizer files of a model: beside the weights of a Hugging Face folder, in the metadata of a
 * GGUF file.
 */
export async function readTokenizer(model: OpenModel): Promise<TokenizerFiles> {
  if (model.kind === 'gguf') return tokenizerFromGguf(model.tensors.gguf);
  const tokenizerJson = await readJsonFile(join(model.folder, 'tokenizer.json'), maxTokenizerBytes);
  const config = await readOptionalJson(join(model.folder, 'tokenizer_config.json'));
  return {
    tokenizerJson,
    tokenizerConfig: config ?? { tokenizer_class: 'PreTrainedTokenizerFast' },
  };
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
  const last = keptIds.at(-1) ?? -1;
  if (last >= config.vocabSize) {
    throw new AppError(
      'model-file-invalid',
      `The tokenizer has a token ${last}, and the model has ${config.vocabSize} rows; use the tokenizer that belongs to this model.`,
    );
  }
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
