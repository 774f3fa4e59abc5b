import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTokenizer } from '../../../../src/inference/tokenizer/loadTokenizer';
import type { JsonObject } from '../../../../src/modelkit/source/jsonFile';
import { parseJsonObject } from '../../../../src/modelkit/source/jsonFile';
import { trimVocabulary } from '../../../../src/modelkit/tokenizer/trimVocabulary';
import { readGoldens } from '../../inference/tokenizer/goldens';

function readTiny(family: string): JsonObject {
  const url = new URL(`../../../model/tiny/${family}/tokenizer.json`, import.meta.url);
  return parseJsonObject(readFileSync(url), family);
}
const open = (json: JsonObject): ReturnType<typeof parseTokenizer> =>
  parseTokenizer(JSON.stringify(json));

const families = [
  { json: readTiny('qwen2'), texts: readGoldens('tinyQwen2').texts },
  { json: { ...readTiny('llama') }, texts: readGoldens('tinyLlama').texts },
].map(({ json, texts }) => ({ json, texts, full: open(json) }));

const keptSet = fc.uniqueArray(fc.nat(506), { maxLength: 120 });

describe('trimVocabulary', () => {
  it('keeps every text readable, whatever is dropped', () => {
    fc.assert(
      fc.property(keptSet, fc.string({ unit: 'grapheme' }), (ids, text) => {
        for (const { json } of families) {
          const trimmed = open(trimVocabulary(json, ids).tokenizerJson);
          expect(trimmed.decode(trimmed.encodeText(text)).normalize('NFC')).toBe(
            text.normalize('NFC'),
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tokenises the same every text of kept tokens', () => {
    fc.assert(
      fc.property(keptSet, fc.integer({ min: 1, max: 30 }), (ids, taken) => {
        for (const { json, texts, full } of families) {
          // Some texts give tokens to keep, so that there are texts made of kept tokens only.
          const wanted = texts.slice(0, taken).flatMap((text) => full.encodeText(text));
          const { tokenizerJson, keptIds } = trimVocabulary(json, [...ids, ...wanted]);
          const trimmed = open(tokenizerJson);
          const newIds = new Map(Array.from(keptIds, (old, id) => [old, id] as const));
          let same = 0;
          for (const text of texts) {
            const mapped = full.encodeText(text).map((id) => newIds.get(id));
            if (mapped.includes(undefined)) continue;
            expect(trimmed.encodeText(text)).toEqual(mapped);
            same++;
          }
          expect(same).toBeGreaterThanOrEqual(taken);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps bytes, added tokens and the way to each kept token, and nothing else', () => {
    const [{ json, full } = families[0]!] = families;
    const [id = -1] = full.encodeText(' the');
    expect(full.decode([id])).toBe(' the');
    const { keptIds, tokenizerJson } = trimVocabulary(json, [id]);
    const kept = Array.from(keptIds, (old) => full.decode([old]));
    expect(kept.filter((text) => text.length > 1).sort()).toEqual([' t', ' the', 'he']);
    expect(keptIds).toHaveLength(256 + 3 + 3);
    expect(tokenizerJson.model).toMatchObject({ merges: expect.any(Array) as unknown });
    const trimmed = open(tokenizerJson);
    expect(trimmed.vocabularySize).toBe(keptIds.length);
    expect(trimmed.tokenId('<|im_end|>')).toBe(keptIds.indexOf(full.tokenId('<|im_end|>')!));
  });

  it('renumbers the begin token that other readers add', () => {
    const [, { json } = families[1]!] = families;
    const { keptIds, tokenizerJson } = trimVocabulary(json, []);
    expect(tokenizerJson.post_processor).toMatchObject({
      special_tokens: { '<|begin_of_text|>': { ids: [keptIds.indexOf(507)] } },
    });
  });

  it('follows whole-piece tokens that merges do not reach', () => {
    const [, { json } = families[1]!] = families;
    const model = json.model as JsonObject;
    // Without their merges, two-letter tokens are reachable as whole pieces only.
    const whole = { ...json, model: { ...model, ignore_merges: true, merges: [] } };
    const full = open(whole);
    const ids = full.encodeText(' the');
    expect(ids).toHaveLength(1);
    const kept = trimVocabulary(whole, ids);
    expect(open(kept.tokenizerJson).encodeText(' the')).toEqual([kept.keptIds.indexOf(ids[0]!)]);
    expect(kept.keptIds).toHaveLength(256 + 5 + 1);
  });

  it('changes nothing when everything is kept', () => {
    for (const { json, full } of families) {
      const all = Array.from({ length: full.vocabularySize }, (_, id) => id);
      const { tokenizerJson, keptIds } = trimVocabulary(json, all);
      expect([...keptIds]).toEqual(all);
      expect(tokenizerJson.model).toMatchObject({ vocab: (json.model as JsonObject).vocab });
    }
  });

  it.each([[[512]], [[-1]], [[0.5]], [[1e9]]])('refuses ids that are no token: %j', (ids) => {
    expect(() => trimVocabulary(families[0]!.json, ids)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
