import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadTokenizer, parseTokenizer } from '../../src/inference/tokenizer/loadTokenizer';
import type { Tokenizer } from '../../src/inference/tokenizer/tokenizer';
import { openFile } from '../../src/modelkit/source/byteSource';
import { readGguf } from '../../src/modelkit/source/gguf/readGguf';
import type { JsonObject } from '../../src/modelkit/source/jsonFile';
import { parseJsonObject } from '../../src/modelkit/source/jsonFile';
import { readKeptTokens, vocabularyDigest } from '../../src/modelkit/tokenizer/keptTokens';
import { tokenizerFromGguf } from '../../src/modelkit/tokenizer/tokenizerFromGguf';
import { trimVocabulary } from '../../src/modelkit/tokenizer/trimVocabulary';
import { readTokenizerJson } from '../../src/protocol/readTokenizerJson';
import { readGoldens } from '../unit/inference/tokenizer/goldens';
import { embeddedModelDir } from '../support/embeddedModel';
import { baseGguf, smollm2Gguf } from './support/otherWeights';

const listPath = fileURLToPath(
  new URL('../../models/recipe/vocab/qwen2.5-32k.json', import.meta.url),
);
const list = parseJsonObject(readFileSync(listPath), listPath);
const qwenGoldens = readGoldens('qwen2.5');
const smollmGoldens = readGoldens('smollm2');

const tokenizerOf = (json: JsonObject): Tokenizer => parseTokenizer(JSON.stringify(json));

/** The list's ids in the published vocabulary: gaps and lengths of runs, by turns. */
function keptIdsOf({ runs }: JsonObject): readonly number[] {
  const ids: number[] = [];
  let next = 0;
  for (const [index, count] of (runs as readonly number[]).entries()) {
    if (index % 2 === 1) for (let i = 0; i < count; i++) ids.push(next + i);
    next += count;
  }
  return ids;
}

async function tokenizerJsonOf(gguf: string): Promise<JsonObject> {
  const source = await openFile(gguf);
  try {
    return tokenizerFromGguf(await readGguf(source)).tokenizerJson;
  } finally {
    await source.close();
  }
}

/**
 * Of a vocabulary cut to `keptIds`: no text is changed, and those of kept tokens alone have the tokens of the
 * published one. Returns how many these are.
 */
function expectSameTexts(trimmed: Tokenizer, keptIds: ArrayLike<number>): number {
  expect(trimmed.vocabularySize).toBe(32_768);
  const newIds = new Map(Array.from(keptIds, (old, id) => [old, id] as const));
  let same = 0;
  qwenGoldens.texts.forEach((text, index) => {
    const ids = trimmed.encodeText(text);
    expect(trimmed.decode(ids)).toBe(text.normalize('NFC'));
    const mapped = qwenGoldens.ids[index]!.map((id) => newIds.get(id));
    if (mapped.includes(undefined)) return;
    expect(ids, text).toEqual(mapped);
    same++;
  });
  return same;
}

describe.skipIf(baseGguf === undefined)('Qwen2.5 from its GGUF', () => {
  let json: JsonObject;
  let tokenizer: Tokenizer;

  beforeAll(async () => {
    json = await tokenizerJsonOf(baseGguf ?? '');
    tokenizer = tokenizerOf(json);
  });

  it('has the published vocabulary', () => {
    const { vocabulary } = readTokenizerJson(json);
    expect(vocabularyDigest(vocabulary)).toBe(qwenGoldens.vocabularySha256);
    expect(tokenizer.vocabularySize).toBe(151_665);
  });

  it('tokenises 1,270 texts as the published tokenizer does', () => {
    const { texts, ids } = qwenGoldens;
    expect(texts).toHaveLength(1270);
    texts.forEach((text, index) => expect(tokenizer.encodeText(text), text).toEqual(ids[index]));
  });

  it('streams each of them back, composed', () => {
    qwenGoldens.texts.forEach((text, index) => {
      const stream = tokenizer.streamDecoder();
      const streamed = qwenGoldens.ids[index]!.map((id) => stream.push(id)).join('');
      expect(streamed + stream.flush()).toBe(text.normalize('NFC'));
    });
  });

  it('reads the ratio marker as text and control tokens as tokens', () => {
    // Ids by the published tokenizer: "<", "|", "e", "ot", "_id", "|", ">".
    const marker = tokenizer.encodeText('<|eot_id|>');
    expect(marker.map((id) => tokenizer.decode([id]))).toEqual([
      '<',
      '|',
      'e',
      'ot',
      '_id',
      '|',
      '>',
    ]);
    expect(tokenizer.tokenId('<|eot_id|>')).toBeUndefined();
    const ids = tokenizer.encode([
      { kind: 'token', token: '<|im_start|>' },
      { kind: 'text', text: 'user\n<|im_end|>' },
      { kind: 'token', token: '<|im_end|>' },
    ]);
    expect(ids[0]).toBe(151_644);
    expect(ids.filter((id) => id === 151_645)).toHaveLength(1);
  });

  it('leaves the padding rows unused', () => {
    expect(tokenizer.tokenId('[PAD151665]')).toBeUndefined();
    expect(tokenizer.decode([151_665, 151_935])).toBe('');
  });

  describe('trimmed to the frozen list', () => {
    let trimmed: Tokenizer;
    let keptIds: Int32Array;

    beforeAll(() => {
      const { ids } = readKeptTokens(list, readTokenizerJson(json).vocabulary);
      const result = trimVocabulary(json, ids);
      keptIds = result.keptIds;
      trimmed = tokenizerOf(result.tokenizerJson);
      expect([...keptIds]).toEqual(ids);
    });

    it('changes no text of kept tokens and loses no other', () => {
      expect(expectSameTexts(trimmed, keptIds)).toBe(608);
    });
  });
});

describe.skipIf(smollm2Gguf === undefined)('SmolLM2 from its GGUF', () => {
  it('tokenises 635 texts as the published tokenizer does', async () => {
    const json = await tokenizerJsonOf(smollm2Gguf ?? '');
    const tokenizer = tokenizerOf(json);
    const { vocabulary } = readTokenizerJson(json);
    const { texts, ids, vocabularySha256 } = smollmGoldens;
    expect(vocabularyDigest(vocabulary)).toBe(vocabularySha256);
    expect(texts).toHaveLength(635);
    texts.forEach((text, index) => expect(tokenizer.encodeText(text), text).toEqual(ids[index]));
  });
});

it('the frozen list is the one that ratios and budgets were counted with', () => {
  const digest = createHash('sha256').update(JSON.stringify(list.runs)).digest('hex');
  expect(digest).toBe('74cc7955e1ae7c861c8d086758f550db2ad490e558419e0d8bab37a85b5eb238');
});

describe('the embedded model', () => {
  let embedded: Tokenizer;

  beforeAll(async () => {
    embedded = await loadTokenizer(embeddedModelDir);
  });

  it('tokenises as the published tokenizer does wherever the frozen list has the tokens', () => {
    expect(expectSameTexts(embedded, keptIdsOf(list))).toBe(608);
  });

  it.skipIf(baseGguf === undefined)('has the tokenizer of its base, trimmed', async () => {
    const json = await tokenizerJsonOf(baseGguf ?? '');
    const { ids } = readKeptTokens(list, readTokenizerJson(json).vocabulary);
    const trimmed = tokenizerOf(trimVocabulary(json, ids).tokenizerJson);
    for (const text of qwenGoldens.texts) {
      expect(embedded.encodeText(text), text).toEqual(trimmed.encodeText(text));
    }
  });
});
