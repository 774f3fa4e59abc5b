import { describe, expect, it } from 'vitest';
import { chainMap, tokenFates } from '../../../../src/core/pruning/chainMap';
import { wordSpans } from '../../pipeline/tinyTokenizer';

const text = 'First, we add the pens in the two boxes: 9 + 9 = 18. Therefore there are 18 pens.';
const map = chainMap(text, wordSpans(text));

function tokens(keepRatio: number, fate: string): string {
  return tokenFates(map, keepRatio)
    .map((one, i) =>
      one === fate ? text.slice(map.spans[i]!.startOffset, map.spans[i]!.endOffset) : '',
    )
    .join('');
}

describe('the map of a chain', () => {
  it('keeps everything at 1', () => {
    expect(tokenFates(map, 1)).not.toContain('dropped');
  });

  it('keeps the equation at a half, and drops filler', () => {
    expect(tokens(0.5, 'equation').replaceAll(' ', '')).toBe('9+9=18');
    expect(tokens(0.5, 'dropped')).toContain('Therefore');
    const kept = tokenFates(map, 0.5).filter((fate) => fate !== 'dropped');
    expect(kept).toHaveLength(Math.ceil(map.spans.length / 2));
  });

  it('ranks each token once, those of equations first', () => {
    expect([...map.ranks].sort((a, b) => a - b)).toEqual(map.spans.map((_, i) => i + 1));
    const equation = map.ranks.filter((_, i) => map.levels[i]! > 0);
    expect(Math.max(...equation)).toBe(equation.length);
  });

  it('is empty for an empty chain', () => {
    expect(tokenFates(chainMap('', []), 0.5)).toEqual([]);
  });
});
