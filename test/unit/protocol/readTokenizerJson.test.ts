import { describe, expect, it } from 'vitest';
import { tokenizerSize } from '../../../src/core/tokenizer/tokenizerSpec';
import { readTokenizerJson } from '../../../src/protocol/readTokenizerJson';

const byteLevel = { type: 'ByteLevel', add_prefix_space: false, use_regex: false };
const split = { type: 'Split', pattern: { Regex: '\\p{N}+' }, behavior: 'Isolated', invert: false };
const model = { type: 'BPE', unk_token: null, vocab: { a: 0, b: 1, ab: 5 }, merges: ['a b'] };
const sequence = (...steps: unknown[]): unknown => ({ type: 'Sequence', pretokenizers: steps });
const file = { normalizer: null, pre_tokenizer: sequence(split, byteLevel), model };

describe('readTokenizerJson', () => {
  it('reads vocabulary, merges in both forms, and added tokens', () => {
    const added = { id: 7, content: '<|end|>', special: true };
    const spec = readTokenizerJson({ ...file, added_tokens: [added] });
    expect([...spec.vocabulary]).toEqual([
      ['a', 0],
      ['b', 1],
      ['ab', 5],
    ]);
    expect(spec).toMatchObject({
      merges: ['a b'],
      ignoreMerges: false,
      normalise: false,
      splitPatterns: ['\\p{N}+'],
      addedTokens: [added],
    });
    expect(tokenizerSize(spec)).toBe(8);
    const pairs = readTokenizerJson({ ...file, model: { ...model, merges: [['a', 'b']] } });
    expect(pairs.merges).toEqual(['a b']);
  });

  it('keeps a token that is named like a property of every object', () => {
    const vocab: unknown = JSON.parse('{"__proto__":0,"constructor":1}');
    const spec = readTokenizerJson({ ...file, model: { ...model, vocab, merges: [] } });
    expect(spec.vocabulary.get('__proto__')).toBe(0);
    expect(spec.vocabulary.get('constructor')).toBe(1);
    expect(spec.vocabulary.get('toString')).toBeUndefined();
  });

  it('reads digits as the reference does, and the pattern that ByteLevel implies', () => {
    const digits = { type: 'Digits', individual_digits: true };
    const bytes = { type: 'ByteLevel', add_prefix_space: false, use_regex: true };
    const spec = readTokenizerJson({ ...file, pre_tokenizer: sequence(digits, bytes) });
    expect(spec.splitPatterns[0]).toBe('\\p{N}');
    expect(spec.splitPatterns[1]).toContain(' ?\\p{N}+');
    expect(readTokenizerJson({ ...file, pre_tokenizer: bytes }).splitPatterns).toHaveLength(1);
    const runs = sequence({ ...digits, individual_digits: false }, byteLevel);
    expect(readTokenizerJson({ ...file, pre_tokenizer: runs }).splitPatterns).toEqual(['\\p{N}+']);
  });

  it.each([
    ['model type', { model: { ...model, type: 'Unigram' } }],
    ['byte fallback', { model: { ...model, byte_fallback: true } }],
    ['unknown token', { model: { ...model, unk_token: '<unk>' } }],
    ['normaliser', { normalizer: { type: 'NFKC' } }],
    ['pre-tokenizer', { pre_tokenizer: sequence({ type: 'Metaspace' }, byteLevel) }],
    ['no bytes', { pre_tokenizer: sequence(split) }],
    ['no type', { pre_tokenizer: sequence({}, byteLevel) }],
    [
      'a split at a text',
      { pre_tokenizer: sequence({ ...split, pattern: { String: ' ' } }, byteLevel) },
    ],
    ['prefix space', { pre_tokenizer: { ...byteLevel, add_prefix_space: true } }],
    ['split behaviour', { pre_tokenizer: sequence({ ...split, behavior: 'Removed' }, byteLevel) }],
  ])('refuses what it cannot do: %s', (_, change) => {
    expect(() => readTokenizerJson({ ...file, ...change })).toThrow(
      expect.objectContaining({ code: 'unsupported-architecture' }),
    );
  });

  it.each([
    ['vocab', { model: { ...model, vocab: [] } }],
    ['id', { model: { ...model, vocab: { a: -1 } } }],
    ['huge id', { model: { ...model, vocab: { a: 2 ** 40 } } }],
    ['fraction', { model: { ...model, vocab: { a: 0.5 } } }],
    ['merges', { model: { ...model, merges: 'a b' } }],
    ['merge', { model: { ...model, merges: [['a']] } }],
    ['added token', { added_tokens: [{ id: 1 }] }],
    ['pre-tokenizer', { pre_tokenizer: null }],
  ])('refuses a wrong form: %s', (_, change) => {
    expect(() => readTokenizerJson({ ...file, ...change })).toThrow(
      expect.objectContaining({ code: 'model-file-invalid' }),
    );
  });
});
