import type { AddedToken } from '../../core/tokenizer/tokenizerSpec';
import { mergeIds } from '../../core/tokenizer/byteLevelBpe';
import { AppError } from '../../protocol/appError';
import type { GgufFile } from '../source/gguf/ggufTypes';
import {
  optionalNumber,
  optionalNumbers,
  optionalText,
  optionalTexts,
} from '../source/gguf/metadataFields';
import type { JsonObject } from '../source/jsonFile';
import { invalidFile, printable, unsupportedModel } from '../source/sourceErrors';
import type { TextPreparation } from './preTokenizers';
import { textPreparations } from './preTokenizers';

/** The two tokenizer files of a model folder, to be written as JSON. */
export interface TokenizerFiles {
  readonly tokenizerJson: JsonObject;
  readonly tokenizerConfig: JsonObject;
}

/** Kinds of `tokenizer.ggml.token_type`. Source: ggml-org/llama.cpp include/llama.h#llama_token_type */
const tokenKinds = { normal: 1, control: 3, userDefined: 4, unused: 5 } as const;

interface TokenTable {
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly added: readonly AddedToken[];
}

/**
 * `tokenizer.json` and `tokenizer_config.json` for the tokenizer in a GGUF file's metadata.
 *
 * Ids are those of the file's embedding rows. Unused entries (`[PAD151665]` … of Qwen2) are left
 * out: their ids stay free, no text leads to them and they have no text.
 *
 * @throws AppError `unsupported-architecture` naming the tokenizer when it is none of
 *   {@link textPreparations}, `model-file-invalid` when its tables do not fit together
 */
export function tokenizerFromGguf(file: GgufFile): TokenizerFiles {
  const preparation = preparationOf(file);
  const table = readTokens(file);
  const merges = optionalTexts(file, 'tokenizer.ggml.merges') ?? [];
  checkMerges(file, table.vocabulary, merges);
  const begin = tokenName(file, 'bos_token_id');
  const addsBegin = flag(file, 'tokenizer.ggml.add_bos_token') ?? preparation.addsBeginToken;
  const tokenizerJson = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: table.added.map(addedTokenJson),
    normalizer: preparation.normalizer,
    pre_tokenizer: { type: 'Sequence', pretokenizers: preparation.preTokenizers },
    post_processor: addsBegin && begin !== undefined ? beginTemplate(begin) : null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: modelJson(preparation, vocabularyJson(table), merges),
  };
  const tokenizerConfig = {
    add_bos_token: addsBegin,
    add_prefix_space: false,
    bos_token: begin?.content ?? null,
    eos_token: tokenName(file, 'eos_token_id')?.content ?? null,
    pad_token: tokenName(file, 'padding_token_id')?.content ?? null,
    unk_token: null,
    clean_up_tokenization_spaces: false,
    tokenizer_class: 'PreTrainedTokenizerFast',
    chat_template: optionalText(file, 'tokenizer.chat_template') ?? null,
  };
  return { tokenizerJson, tokenizerConfig };
}

function preparationOf(file: GgufFile): TextPreparation {
  const model = optionalText(file, 'tokenizer.ggml.model') ?? 'none';
  if (model !== 'gpt2') throw unsupported(file, `tokenizer model "${printable(model)}"`);
  const name = optionalText(file, 'tokenizer.ggml.pre');
  if (name === undefined) throw unsupported(file, 'tokenizer without the name of its splitter');
  const preparation = textPreparations.get(name);
  if (preparation === undefined) throw unsupported(file, `tokenizer "${printable(name)}"`);
  return preparation;
}

function readTokens(file: GgufFile): TokenTable {
  const tokens = optionalTexts(file, 'tokenizer.ggml.tokens') ?? [];
  const kinds = optionalNumbers(file, 'tokenizer.ggml.token_type') ?? [];
  if (tokens.length === 0) throw invalidFile(file.label, 'it has no list of tokens');
  if (kinds.length !== tokens.length) {
    throw invalidFile(file.label, `it has ${tokens.length} tokens and ${kinds.length} token types`);
  }
  const vocabulary = new Map<string, number>();
  const added: AddedToken[] = [];
  tokens.forEach((token, id) => {
    const kind = kinds[id];
    if (kind === tokenKinds.unused) return;
    if (kind === tokenKinds.normal) {
      if (vocabulary.has(token)) {
        throw invalidFile(file.label, `token "${printable(token)}" is listed twice`);
      }
      vocabulary.set(token, id);
    } else if (kind === tokenKinds.control || kind === tokenKinds.userDefined) {
      added.push({ id, content: token, special: kind === tokenKinds.control });
    } else {
      throw unsupportedModel(file.label, `has a token of type ${kind ?? 'unknown'}`);
    }
  });
  return { vocabulary, added };
}

/**
 * The vocabulary as it is written. Other readers number added tokens that are not in it from its
 * size on, so they may stay outside (as published for Qwen2 and Llama-3) only where that is right.
 */
function vocabularyJson({ vocabulary, added }: TokenTable): Record<string, number> {
  const follow = added.every(({ id }, index) => id === vocabulary.size + index);
  const extra = follow ? [] : added.map(({ content, id }): [string, number] => [content, id]);
  return Object.fromEntries([...vocabulary, ...extra]);
}

function checkMerges(
  file: GgufFile,
  vocabulary: ReadonlyMap<string, number>,
  merges: readonly string[],
): void {
  if (merges.length === 0) throw invalidFile(file.label, 'it has no list of merges');
  for (const merge of merges) {
    try {
      mergeIds(vocabulary, merge);
    } catch {
      throw invalidFile(file.label, `merge "${printable(merge)}" names no token`);
    }
  }
}

function modelJson(
  preparation: TextPreparation,
  vocab: Readonly<Record<string, number>>,
  merges: readonly string[],
): JsonObject {
  return {
    type: 'BPE',
    dropout: null,
    unk_token: null,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    fuse_unk: false,
    byte_fallback: false,
    ignore_merges: preparation.ignoreMerges,
    vocab,
    merges,
  };
}

function addedTokenJson({ id, content, special }: AddedToken): JsonObject {
  return {
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special,
  };
}

/** Tells other readers of the file to begin a text with this token; our prompts name theirs. */
function beginTemplate({ id, content }: { id: number; content: string }): JsonObject {
  const begin = { SpecialToken: { id: content, type_id: 0 } };
  const first = { Sequence: { id: 'A', type_id: 0 } };
  return {
    type: 'TemplateProcessing',
    single: [begin, first],
    pair: [begin, first, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens: { [content]: { id: content, ids: [id], tokens: [content] } },
  };
}

function tokenName(file: GgufFile, key: string): { id: number; content: string } | undefined {
  const id = optionalNumber(file, `tokenizer.ggml.${key}`);
  if (id === undefined) return undefined;
  const content = optionalTexts(file, 'tokenizer.ggml.tokens')?.[id];
  if (content === undefined) throw invalidFile(file.label, `"${key}" is ${id}, which is no token`);
  return { id, content };
}

function flag(file: GgufFile, key: string): boolean | undefined {
  const value = file.metadata.get(key);
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalidFile(file.label, `metadata "${key}" is not true or false`);
}

function unsupported(file: GgufFile, what: string): AppError {
  return new AppError(
    'unsupported-architecture',
    `${file.label} has a ${what}, which is not supported; choose a Qwen2, Llama-3 or SmolLM model.`,
    { file: file.label },
  );
}
