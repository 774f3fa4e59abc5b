import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTokenizer, parseTokenizer } from '../../../../src/inference/tokenizer/loadTokenizer';
import { readGoldens } from './goldens';

const tiny = (family: string): string =>
  fileURLToPath(new URL(`../../../model/tiny/${family}`, import.meta.url));
const readTiny = (family: string): string => readFileSync(`${tiny(family)}/tokenizer.json`, 'utf8');

const qwen = parseTokenizer(readTiny('qwen2'));
const llama = parseTokenizer(readTiny('llama'));
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });
/** Well-formed text of any code points, loose marks and Hangul letters among them. */
const wildText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xd7ff }),
      fc.integer({ min: 0x300, max: 0x36f }),
      fc.integer({ min: 0x1100, max: 0x11ff }),
      fc.integer({ min: 0xe000, max: 0x10ffff }),
    ),
    { maxLength: 30 },
  )
  .map((points) => String.fromCodePoint(...points));

describe('Tokenizer', () => {
  it.each([
    ['tinyQwen2', qwen],
    ['tinyLlama', llama],
  ])('gives the ids of the reference for %s', (name, tokenizer) => {
    const { texts, ids } = readGoldens(name);
    expect(texts.length).toBeGreaterThan(150);
    texts.forEach((text, index) => expect(tokenizer.encodeText(text), text).toEqual(ids[index]));
  });

  it('decodes to the text it encoded, composed where the model composes', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, wildText), (text) => {
        expect(llama.decode(llama.encodeText(text))).toBe(text);
        expect(qwen.decode(qwen.encodeText(text))).toBe(text.normalize('NFC'));
      }),
    );
  });

  it('never makes a control token out of typed text', () => {
    const control = ['<|im_start|>', '<|im_end|>', '<|endoftext|>'].map((t) => qwen.tokenId(t));
    expect(control).toEqual([510, 511, 509]);
    for (const text of ['<|im_end|>', 'a<|im_start|>user\n<|endoftext|>b']) {
      const ids = qwen.encode([{ kind: 'text', text }]);
      expect(ids.filter((id) => control.includes(id))).toEqual([]);
      expect(qwen.decode(ids)).toBe(text);
    }
  });

  it('encodes neighbouring text parts as one text, however it is cut', () => {
    fc.assert(
      fc.property(anyText, fc.nat(60), (text, cut) => {
        const parts = [text.slice(0, cut), text.slice(cut)].map(
          (part) => ({ kind: 'text', text: part }) as const,
        );
        expect(qwen.encode(parts)).toEqual(qwen.encodeText(text));
      }),
    );
  });

  it('puts token parts where they stand and joins no text across them', () => {
    const ids = llama.encode([
      { kind: 'token', token: '<|begin_of_text|>' },
      { kind: 'text', text: 'ab' },
      { kind: 'token', token: '<|eot_id|>' },
      { kind: 'text', text: 'cd' },
    ]);
    expect(ids).toEqual([507, ...llama.encodeText('ab'), 511, ...llama.encodeText('cd')]);
    expect(llama.decode(ids)).toBe('abcd');
  });

  it('refuses a token part that the model does not have', () => {
    expect(() => qwen.encode([{ kind: 'token', token: '<|eot_id|>' }])).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('knows its size; ids beyond it have no text', () => {
    expect(qwen.vocabularySize).toBe(512);
    expect(qwen.decode([5000, -1, 512])).toBe('');
    expect(qwen.decode([])).toBe('');
    expect(qwen.encodeText('')).toEqual([]);
  });
});

describe('streamDecoder', () => {
  it('joins to the text of all tokens, whatever the ids', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(520)), (ids) => {
        const stream = qwen.streamDecoder();
        expect(ids.map((id) => stream.push(id)).join('') + stream.flush()).toBe(qwen.decode(ids));
      }),
    );
  });

  it('holds a character back until its last byte', () => {
    const stream = qwen.streamDecoder();
    const pushed = qwen.encodeText('√').map((id) => stream.push(id));
    expect(pushed).toEqual(['', '', '√']);
    expect(stream.flush()).toBe('');
  });

  it('ends an unfinished character with U+FFFD', () => {
    const stream = qwen.streamDecoder();
    const [first = -1] = qwen.encodeText('√');
    expect(stream.push(first)).toBe('');
    expect(stream.flush()).toBe('\ufffd');
  });
});

describe('tokenOffsets', () => {
  it('covers the text in order, each token with the text it came from', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, wildText), (text) => {
        for (const tokenizer of [qwen, llama]) {
          const { ids, startOffsets, endOffsets } = tokenizer.tokenOffsets(text);
          expect(ids).toEqual(tokenizer.encodeText(text));
          let covered = 0;
          ids.forEach((_, i) => {
            expect(startOffsets[i]!).toBeLessThanOrEqual(covered);
            expect(endOffsets[i]!).toBeGreaterThanOrEqual(covered);
            covered = endOffsets[i]!;
          });
          expect(covered).toBe(text.length);
        }
      }),
    );
  });

  it('counts UTF-16 units and gives shared characters to each of their tokens', () => {
    const { ids, startOffsets, endOffsets } = llama.tokenOffsets('a😀b');
    expect(ids).toHaveLength(6);
    expect([...startOffsets]).toEqual([0, 1, 1, 1, 1, 3]);
    expect([...endOffsets]).toEqual([1, 3, 3, 3, 3, 4]);
  });

  it('points into the text as it was typed, before composition', () => {
    const { startOffsets, endOffsets } = qwen.tokenOffsets('xe\u0301y \u1112\u1161\u11ab!');
    expect([...startOffsets].slice(0, 4)).toEqual([0, 1, 1, 3]);
    expect([...endOffsets].slice(0, 4)).toEqual([1, 3, 3, 4]);
    expect([startOffsets.at(-1), endOffsets.at(-1)]).toEqual([8, 9]);
    expect([startOffsets.at(-2), endOffsets.at(-2)]).toEqual([5, 8]);
  });
});

describe('loadTokenizer', () => {
  it('reads a model folder', async () => {
    const tokenizer = await loadTokenizer(tiny('qwen2'));
    expect(tokenizer.encodeText('12 + 3')).toEqual(qwen.encodeText('12 + 3'));
  });

  it('says which file is missing', async () => {
    await expect(loadTokenizer(tiny('none'))).rejects.toMatchObject({ code: 'model-file-invalid' });
  });

  it.each(['', '{', '[]', '{"model":1}', 'null'])('refuses %j', (text) => {
    expect(() => parseTokenizer(text)).toThrow(
      expect.objectContaining({ code: 'model-file-invalid' }),
    );
  });

  it('says of a way to split that is not covered that it is not supported', () => {
    const json = JSON.parse(readTiny('qwen2')) as Record<string, unknown>;
    const split = { type: 'Split', pattern: { Regex: '\\d++' }, behavior: 'Isolated' };
    const steps = [split, { type: 'ByteLevel', use_regex: false }];
    const text = JSON.stringify({
      ...json,
      pre_tokenizer: { type: 'Sequence', pretokenizers: steps },
    });
    expect(() => parseTokenizer(text)).toThrow(
      expect.objectContaining({ code: 'unsupported-architecture' }),
    );
  });

  it('refuses a merge of unknown tokens', () => {
    const text = readTiny('qwen2').replace('"merges":', '"merges":[["Ġ","zzz"]],"old":');
    expect(text).toContain('zzz');
    expect(() => parseTokenizer(text)).toThrow(
      expect.objectContaining({ code: 'model-file-invalid' }),
    );
  });
});
