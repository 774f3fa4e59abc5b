import { describe, expect, it } from 'vitest';
import { byteSymbols } from '../../../../src/core/tokenizer/byteAlphabet';
import { parseTokenizer } from '../../../../src/inference/tokenizer/loadTokenizer';
import type { GgufFile, GgufValue } from '../../../../src/modelkit/source/gguf/ggufTypes';
import { tokenizerFromGguf } from '../../../../src/modelkit/tokenizer/tokenizerFromGguf';

const merges = ['1 2', '12 3', "' s", 'Ġ a', 'a b', 'Ċ Ċ'];
const words = [...byteSymbols, '12', '123', "'s", 'Ġa', 'ab', 'ĊĊ'];

/** A GGUF header: 256 bytes, 6 merged tokens, an unused id, a control and a user-defined token. */
function gguf(changes: Readonly<Record<string, GgufValue | undefined>> = {}): GgufFile {
  const tokens = [...words, '[PAD262]', '<|im_end|>', '<tool_call>'];
  const metadata: Record<string, GgufValue | undefined> = {
    'tokenizer.ggml.model': 'gpt2',
    'tokenizer.ggml.pre': 'qwen2',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': [...words.map(() => 1), 5, 3, 4],
    'tokenizer.ggml.merges': merges,
    'tokenizer.ggml.eos_token_id': 263,
    'tokenizer.ggml.add_bos_token': false,
    'tokenizer.chat_template': '{{ messages }}',
    ...changes,
  };
  const entries = Object.entries(metadata).filter(
    (entry): entry is [string, GgufValue] => entry[1] !== undefined,
  );
  const common = { label: 'tiny.gguf', version: 3, alignment: 32, tensors: new Map() };
  return { ...common, metadata: new Map(entries), metadataSpans: new Map() };
}

const tokenizerOf = (file: GgufFile): ReturnType<typeof parseTokenizer> =>
  parseTokenizer(JSON.stringify(tokenizerFromGguf(file).tokenizerJson));

describe('tokenizerFromGguf', () => {
  it('keeps ids and leaves unused entries out', () => {
    const tokenizer = tokenizerOf(gguf());
    expect(tokenizer.encodeText(' a\n\nab')).toEqual([259, 261, 260]);
    expect(tokenizer.tokenId('<|im_end|>')).toBe(263);
    expect(tokenizer.tokenId('<tool_call>')).toBe(264);
    expect(tokenizer.vocabularySize).toBe(265);
    expect(tokenizer.tokenId('[PAD262]')).toBeUndefined();
    expect(tokenizer.encodeText('[PAD262]')).toHaveLength(8);
    expect(tokenizer.decode([97, 262, 263, 264, 98])).toBe('a<tool_call>b');
  });

  it.each([
    // é alone is two bytes; composed and decomposed agree only where NFC comes first.
    ['qwen2', ['1', '2', '3', '4'], true],
    ['llama-bpe', ['123', '4'], false],
    ['smollm', ['1', '2', '3', '4'], false],
  ])('prepares text as %s does', (pre, digits, composes) => {
    const tokenizer = tokenizerOf(gguf({ 'tokenizer.ggml.pre': pre }));
    expect(tokenizer.encodeText('1234').map((id) => tokenizer.decode([id]))).toEqual(digits);
    const [composed, loose] = ['\u00e9', 'e\u0301'].map((text) => tokenizer.encodeText(text));
    expect(JSON.stringify(composed) === JSON.stringify(loose)).toBe(composes);
  });

  it('writes the settings other readers look for', () => {
    const { tokenizerConfig, tokenizerJson } = tokenizerFromGguf(gguf());
    expect(tokenizerConfig).toMatchObject({
      add_bos_token: false,
      bos_token: null,
      eos_token: '<|im_end|>',
      chat_template: '{{ messages }}',
    });
    expect(tokenizerJson.post_processor).toBeNull();
  });

  it('names the begin token where texts begin with one', () => {
    const file = gguf({
      'tokenizer.ggml.pre': 'llama-bpe',
      'tokenizer.ggml.bos_token_id': 263,
      'tokenizer.ggml.add_bos_token': undefined,
    });
    const { tokenizerConfig, tokenizerJson } = tokenizerFromGguf(file);
    expect(tokenizerConfig).toMatchObject({ add_bos_token: true, bos_token: '<|im_end|>' });
    expect(tokenizerJson.post_processor).toMatchObject({
      special_tokens: { '<|im_end|>': { ids: [263] } },
    });
  });

  it('puts added tokens into the vocabulary when they do not follow it', () => {
    const { tokenizerJson } = tokenizerFromGguf(gguf());
    expect(tokenizerJson.model).toMatchObject({ vocab: { '<|im_end|>': 263 } });
    const kinds = [...words.map(() => 1), 3, 3, 4];
    const dense = tokenizerFromGguf(gguf({ 'tokenizer.ggml.token_type': kinds })).tokenizerJson;
    expect(dense.model).not.toHaveProperty(['vocab', '<|im_end|>']);
  });

  it.each([
    ['model', { 'tokenizer.ggml.model': 'llama' }, '"llama"'],
    ['splitter', { 'tokenizer.ggml.pre': 'tekken' }, '"tekken"'],
    ['no splitter', { 'tokenizer.ggml.pre': undefined }, 'splitter'],
  ])('refuses an unknown %s by name', (_, change, name) => {
    expect(() => tokenizerFromGguf(gguf(change))).toThrow(
      expect.objectContaining({
        code: 'unsupported-architecture',
        message: expect.stringContaining(name) as string,
      }),
    );
  });

  it.each([
    ['no tokens', { 'tokenizer.ggml.tokens': [] }],
    ['too few types', { 'tokenizer.ggml.token_type': [1] }],
    ['no merges', { 'tokenizer.ggml.merges': undefined }],
    ['a merge of unknown tokens', { 'tokenizer.ggml.merges': ['a zz'] }],
    ['an end token outside the list', { 'tokenizer.ggml.eos_token_id': 99_999 }],
    ['a text where a flag should be', { 'tokenizer.ggml.add_bos_token': 'no' }],
    ['numbers for tokens', { 'tokenizer.ggml.tokens': [1, 2] }],
    [
      'a token twice',
      {
        'tokenizer.ggml.tokens': [...words, '12', '<|im_end|>', 'x'],
        'tokenizer.ggml.token_type': [...words.map(() => 1), 1, 3, 4],
      },
    ],
  ])('refuses %s', (_, change) => {
    expect(() => tokenizerFromGguf(gguf(change))).toThrow(
      expect.objectContaining({ code: 'model-file-invalid' }),
    );
  });
});
