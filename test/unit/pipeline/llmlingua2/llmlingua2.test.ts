import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneTokens } from '../../../../src/core/pruning/prune';
import type { ClassifiedText } from '../../../../src/pipeline/llmlingua2/compress';
import {
  classifyText,
  compressWords,
  plainWord,
} from '../../../../src/pipeline/llmlingua2/compress';
import { loadCl100kCounter } from '../../../../src/pipeline/llmlingua2/countCl100k';
import type { CountTokens } from '../../../../src/pipeline/llmlingua2/keepWords';
import { openClassifier } from '../../../../src/pipeline/llmlingua2/openClassifier';
import { percentile } from '../../../../src/pipeline/llmlingua2/percentile';
import { releasedRules, rulesFor } from '../../../../src/pipeline/llmlingua2/rules';
import type { TokenClassifier } from '../../../../src/pipeline/llmlingua2/tokenClassifier';
import { wordRanges } from '../../../../src/pipeline/llmlingua2/wordRanges';
import { pruneChain } from '../../../../src/pipeline/pruneChain';
import { scoreChain } from '../../../../src/pipeline/scoredChain';
import { Llmlingua2Scorer } from '../../../../src/pipeline/scorers/llmlingua2';
import { tinyTokenizer } from '../tinyTokenizer';
import type { GoldenCase } from './golden';
import { golden, rulesOf, textOf, tinyClassifier } from './golden';

/** float32 in two runtimes, rounded to six digits in the golden. */
const atol = 2e-5;

let classifier: TokenClassifier;
let countTokens: CountTokens;
beforeAll(async () => {
  classifier = await openClassifier(tinyClassifier);
  countTokens = await loadCl100kCounter();
});
afterAll(() => classifier.close());

function classified(each: GoldenCase): Promise<ClassifiedText> {
  return classifyText(textOf(each), classifier, rulesFor(classifier, rulesOf(each)));
}

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  for (const [index, value] of found.entries()) {
    expect(Math.abs(value - (expected[index] ?? NaN)), `number ${index}`).toBeLessThan(atol);
  }
}

describe("compress_prompt of PyPI's llmlingua", () => {
  it.each(golden.cases)('$setting, $rate: $text', async (each) => {
    const rules = rulesFor(classifier, rulesOf(each));
    const chunks = await classified(each);
    const { text, isKept } = compressWords(chunks, each.rate, rules, countTokens);
    if (each.words !== undefined) expect(chunks.flat().map(plainWord)).toEqual(each.words);
    if (each.probabilities !== undefined) {
      const found = chunks.flat().map(({ keep }) => keep);
      expectClose(found, each.probabilities);
    }
    expect(isKept.map((kept) => (kept ? '1' : '0')).join('')).toBe(each.labels);
    expect(text).toBe(each.compressed);
  });

  it('reads the same pieces with the same probabilities, in chunks of 512', async () => {
    const cases = golden.cases.filter(({ pieces }) => (pieces?.length ?? 0) > 1);
    expect(cases.map(({ text }) => text)).toEqual(['long', 'no full stop']);
    for (const { pieces = [], pieceProbabilities = [] } of cases) {
      for (const [index, chunk] of pieces.entries()) {
        expect(chunk.length).toBeLessThanOrEqual(512);
        // The longest chunk has lost the end of its frame.
        const inside = chunk.slice(1, chunk.length === 512 ? 512 : -1);
        const found = await classifier.classify(inside);
        expectClose([...found], (pieceProbabilities[index] ?? []).slice(1, inside.length + 1));
      }
    }
  });
});

describe('percentile', () => {
  it('is linear between neighbours, and falls on a value as float32 does', () => {
    expect(percentile([4, 1, 3, 2], 50, false)).toBe(2.5);
    expect(percentile([7], 31, false)).toBe(7);
    expect(percentile([], 31, false)).toBeNaN();
    const values = Array.from({ length: 101 }, (_, index) => index);
    // 57 / 100 · 100 is 56.99999999999999 in float64 and 57 in float32.
    expect(percentile(values, 57, true)).toBe(57);
    expect(percentile(values, 57, false)).toBeLessThan(57);
  });
});

describe('wordRanges', () => {
  it('finds words of a text that was normalised, and passes over what is in none', () => {
    const text = 'Zoë: the ﬁrst\n½ of ２ 🙂 cafe\u0301s';
    const words = ['Zoë', ':', 'the', 'first', '1⁄2', 'of', '2', 'missing?', 'cafés'];
    const found = wordRanges(text, words).map(
      (range) => range && text.slice(range.startOffset, range.endOffset),
    );
    expect(found.toSpliced(7, 1)).toEqual([
      'Zoë',
      ':',
      'the',
      'ﬁrst',
      '½',
      'of',
      '２',
      'cafe\u0301s',
    ]);
  });
});

describe('the scorer llmlingua2', () => {
  const text = golden.texts.steps ?? '';

  it('gives a token the probability of its word, and blanks that of the next', async () => {
    const scorer = new Llmlingua2Scorer(classifier, releasedRules.llama3, countTokens);
    const spans = [
      { startOffset: 0, endOffset: 4 },
      { startOffset: 4, endOffset: 6 },
      { startOffset: 8, endOffset: 12 },
      { startOffset: 26, endOffset: 28 },
    ];
    const [word] = await classifyText(text, classifier, rulesFor(classifier, releasedRules.llama3));
    const keep = word?.map((each) => each.keep) ?? [];
    const scores = await scorer.score({ text, spans });
    // Step, 1, «: Ann» (the colon is forced), and the line break before the second «Step».
    expect(word?.slice(0, 4).map(plainWord)).toEqual(['Step', '1', ':', 'Ann']);
    expect([...scores]).toEqual([keep[0], keep[1], keep[3], keep[8]]);
  });

  it('ranks tokens, and with --paper writes what the released code wrote', async () => {
    const tokenizer = await tinyTokenizer();
    for (const family of ['qwen', 'llama3'] as const) {
      const scorer = new Llmlingua2Scorer(classifier, releasedRules[family], countTokens);
      const chain = await scoreChain({ text }, tokenizer, scorer);
      const setting = family === 'qwen' ? 'released Qwen path' : 'released LLaMA path';
      const each = golden.cases.find(
        (one) => one.text === 'steps' && one.setting === setting && one.rate === 0.7,
      );
      const paper = await pruneChain(chain, 0.7, scorer, true);
      expect(paper.text).toBe(each?.compressed);
      expect(paper.kept.length).toBeGreaterThan(0.5 * chain.spans.length);
      const own = await pruneChain(chain, 0.7, scorer, false);
      expect(own.kept).toEqual(pruneTokens({ ...chain, keepRatio: 0.7 }));
      expect((await pruneChain(chain, 1, scorer, true)).text).toBe(text);
    }
  });

  it('has a defined score for no text, blanks and what it cannot read', async () => {
    const scorer = new Llmlingua2Scorer(classifier, releasedRules.qwen, countTokens);
    expect([...(await scorer.score({ text: '', spans: [] }))]).toEqual([]);
    for (const odd of ['  ', '🙂']) {
      const spans = [{ startOffset: 0, endOffset: odd.length }];
      const scores = await scorer.score({ text: odd, spans });
      expect(scores.every(Number.isFinite)).toBe(true);
      expect(await scorer.compress(odd, 0.5)).toMatchObject({ text: '' });
    }
  });

  it('refuses force tokens without a piece, and rows that the model lacks', () => {
    const rules = { ...releasedRules.qwen, forceTokens: ['.', '.', '.', '.', '\n'] };
    const refused = expect.objectContaining({ code: 'invalid-argument' }) as Error;
    expect(() => rulesFor(classifier, rules)).toThrow(refused);
  });
});

describe('openClassifier', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'classifier-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says what is missing or wrong', async () => {
    await expect(openClassifier(folder)).rejects.toMatchObject({ code: 'model-not-found' });
    writeFileSync(path.join(folder, 'config.json'), '{ "model_type": "xlm-roberta" }');
    await expect(openClassifier(folder)).rejects.toMatchObject({ code: 'model-not-found' });
    cpSync(tinyClassifier, folder, { recursive: true });
    writeFileSync(path.join(folder, 'onnx', 'model.onnx'), 'no graph');
    await expect(openClassifier(folder)).rejects.toMatchObject({ code: 'model-file-invalid' });
  });
});
