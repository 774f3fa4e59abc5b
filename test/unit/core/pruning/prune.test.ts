import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  keptCount,
  keptRanges,
  protectionLevels,
  pruneTokens,
  renderKept,
} from '../../../../src/core/pruning/prune';
import { tieredScorer } from '../../../../src/core/pruning/scorers/tiered';
import type { TextTokenizer } from '../../../../src/pipeline/textTokenizer';
import type { TokenSpan } from '../../../../src/core/pruning/tokenSpan';
import { tinyTokenizer, wordSpans } from '../../pipeline/tinyTokenizer';

let tokenizer: TextTokenizer;
beforeAll(async () => {
  tokenizer = await tinyTokenizer();
});

const ratios = [1, 0.9, 0.8, 0.7, 0.6, 0.5];
const ratio = fc.constantFrom(...ratios);
const piece = fc.constantFrom(
  '\\[ 2 \\times 3 = 6 \\text{ eggs} \\]',
  '\n\n',
  ' the eggs',
  'So, ',
  ' 12',
  '**Step 1: Add**',
  '4 + 5 = 9',
  '1. ',
  '鶏の卵',
  '👩‍👩‍👧',
  'e\u0301',
  ' $3.50',
  '\\boxed{6}.',
);
const anyChain = fc
  .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 14 })
  .map((pieces) => pieces.join(''));

interface Pruned {
  readonly text: string;
  readonly spans: readonly TokenSpan[];
  readonly kept: readonly number[];
}

function prune(source: string, keepRatio: number, paper = false): Pruned {
  const { text, spans } = tokenizer.tokenise(source);
  const scores = tieredScorer.score({ text, spans });
  return { text, spans, kept: pruneTokens({ text, spans, scores, keepRatio, paper }) };
}

/** The pruned text by word-like tokens and given scores. */
function prunedBy(
  text: string,
  scores: readonly number[],
  keepRatio: number,
  paper = false,
): string {
  const spans = wordSpans(text);
  expect(scores).toHaveLength(spans.length);
  const request = { text, spans, scores: Float64Array.from(scores), keepRatio, paper };
  return renderKept(text, spans, pruneTokens(request));
}

/** The pruned text by word-like tokens and the default scorer. */
function tiered(text: string, keepRatio: number): string {
  const spans = wordSpans(text);
  const scores = tieredScorer.score({ text, spans });
  return renderKept(text, spans, pruneTokens({ text, spans, scores, keepRatio }));
}

describe('keptCount', () => {
  it('rounds up, by the decimal value of the ratio', () => {
    expect([0.7, 0.9, 0.6, 0.5, 1].map((value) => keptCount(10, value))).toEqual([7, 9, 6, 5, 10]);
    expect([keptCount(11, 0.5), keptCount(1, 0.5), keptCount(0, 0.5)]).toEqual([6, 1, 0]);
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer({ min: 1, max: 10 }), (count, tenths) => {
        const kept = keptCount(count, tenths / 10);
        expect(kept * 10).toBeGreaterThanOrEqual(tenths * count);
        expect((kept - 1) * 10).toBeLessThan(tenths * count);
      }),
    );
  });
});

describe('pruneTokens', () => {
  it('keeps ⌈γ·m⌉ tokens in order, fewer only where a character would break', () => {
    fc.assert(
      fc.property(anyChain, ratio, fc.boolean(), (source, keepRatio, paper) => {
        const { text, spans, kept } = prune(source, keepRatio, paper);
        const count = keptCount(spans.length, keepRatio);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual(count);
        const shared = (i: number): boolean =>
          spans.some(
            (s, k) =>
              k !== i && s.startOffset < spans[i]!.endOffset && s.endOffset > spans[i]!.startOffset,
          );
        if (kept.length < count) {
          const dropped = Array.from(spans.keys()).filter((i) => !kept.includes(i));
          expect(dropped.every(shared)).toBe(true);
          expect(count - kept.length).toBeLessThan(40);
        }
        // No character is broken: the text has none that stands for broken bytes.
        const rendered = renderKept(text, spans, kept);
        expect(rendered).not.toMatch(/\p{Surrogate}/u);
        expect(kept.length).toBe(
          Array.from(spans.keys()).filter((i) =>
            keptRanges(spans, kept).some(
              (range) =>
                range.startOffset <= spans[i]!.startOffset &&
                spans[i]!.endOffset <= range.endOffset,
            ),
          ).length,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing at 1.0 and gives the same result again', () => {
    fc.assert(
      fc.property(anyChain, ratio, (source, keepRatio) => {
        const whole = prune(source, 1);
        expect(renderKept(whole.text, whole.spans, whole.kept)).toBe(whole.text);
        expect(prune(source, keepRatio).kept).toEqual(prune(source, keepRatio).kept);
      }),
    );
  });

  it('keeps more at a higher ratio', () => {
    fc.assert(
      fc.property(anyChain, (source) => {
        const counts = ratios.map((value) => prune(source, value).kept.length);
        expect(counts).toEqual([...counts].sort((a, b) => b - a));
      }),
    );
  });

  it('breaks ties by position', () => {
    expect(prunedBy('a b c d', [1, 1, 1, 1], 0.5, true)).toBe('a b');
    expect(prunedBy('a b c d', [0, 1, 1, 1], 0.5, true)).toBe(' b c');
  });

  it('takes the top scores alone with paper, as the released path does', () => {
    const scores = [9, 0, 9, 9, 0, 9, 9, 9];
    expect(prunedBy('9 * 2 = 18', scores, 0.75, true)).toBe('9 2 18');
    expect(prunedBy('9 * 2 = 18', scores, 0.75)).toContain('9 * 2 =');
  });

  it('gives up wrappers first, then units, digits and operators last', () => {
    const text = '\\[ 2 \\text{ dogs} \\times 4 = 8 \\text{ legs} \\]';
    expect(tiered(text, 1)).toBe(text);
    expect(tiered(text, 0.7)).toMatch(/2 .*dogs.* \\times 4 = 8 .*legs/);
    expect(tiered(text, 0.7)).not.toMatch(/^\\\[.*\\text.*\\text.*\\\]$/);
    const least = tiered(text, 0.4);
    expect(least).toMatch(/2.*\\times 4 = 8/);
    expect(least).not.toContain('legs');
  });

  it('keeps equations whole whatever the scorer says of them', () => {
    const text = 'Now the sum of both prices is 3 + 4 = 7 in all';
    const spans = wordSpans(text);
    const levels = protectionLevels(text, spans);
    const scores = Float64Array.from(levels, (level) => -level);
    const kept = pruneTokens({ text, spans, scores, keepRatio: 0.5 });
    expect(renderKept(text, spans, kept)).toContain(' 3 + 4 = 7');
    const paper = pruneTokens({ text, spans, scores, keepRatio: 0.5, paper: true });
    expect(renderKept(text, spans, paper)).not.toContain('=');
  });

  it('keeps words that stood apart from running together', () => {
    const text = 'of it 306\nisolate';
    // The line break has the lowest score, and is needed.
    expect(prunedBy(text, [1, 2, 9, 9, 9, 9, 0, 9], 0.75)).toBe(' 306\nisolate');
    expect(prunedBy(text, [1, 2, 9, 9, 9, 9, 0, 9], 0.75, true)).toBe(
      ' it 306isolate'.replace(' it', ' it'),
    );
  });

  it('keeps two numbers apart by more than a blank', () => {
    const text = 'are 3, 5, 7. To the start 0 we add';
    expect(tiered(text, 0.6)).toContain('7. 0');
  });

  it('never runs a word into the command before it', () => {
    const text = '\\[ 2 \\times\\text{Time} = 8 \\] red cats and blue dogs see old men now';
    for (const keepRatio of ratios) expect(tiered(text, keepRatio)).not.toContain('timesTime');
  });

  it('defines the empty chain, one token and one equation', () => {
    expect(prune('', 0.5).kept).toEqual([]);
    expect(prune('a', 0.5).kept).toEqual([0]);
    expect(tiered('4 * 5 = 20', 1)).toBe('4 * 5 = 20');
    const half = tiered('4 * 5 = 20', 0.5);
    expect('4 * 5 = 20'.startsWith(half.slice(0, 3))).toBe(true);
    expect(half.length).toBeGreaterThan(2);
  });

  it('is quick on a chain of any length', () => {
    const source = 'The hens lay 16 eggs a day. 16 - 3 = 13\n'.repeat(1_500);
    const spans = wordSpans(source);
    const start = performance.now();
    const scores = tieredScorer.score({ text: source, spans });
    const kept = pruneTokens({ text: source, spans, scores, keepRatio: 0.5 });
    expect(kept).toHaveLength(keptCount(spans.length, 0.5));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('refuses scores and ratios that mean nothing', () => {
    const spans = wordSpans('a b');
    const request = { text: 'a b', spans, scores: new Float64Array(2), keepRatio: 0.5 };
    expect(() => pruneTokens({ ...request, scores: new Float64Array(1) })).toThrow(RangeError);
    expect(() => pruneTokens({ ...request, scores: Float64Array.of(NaN, 1) })).toThrow(RangeError);
    for (const keepRatio of [0, -1, 1.1, NaN]) {
      expect(() => pruneTokens({ ...request, keepRatio })).toThrow(RangeError);
    }
  });
});
