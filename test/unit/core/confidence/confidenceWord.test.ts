import { describe, expect, it } from 'vitest';
import {
  confidenceWord,
  confidenceWords,
  tenths,
} from '../../../../src/core/confidence/confidenceWord';

describe('confidenceWord', () => {
  it('grows surer with the chance and uses every word', () => {
    const words = Array.from({ length: 101 }, (_, i) => confidenceWord(1 - i / 100));
    expect([...new Set(words)]).toEqual(confidenceWords);
    expect(confidenceWord(0.8)).toBe('likely right');
    expect(tenths(0.8)).toBe(8);
  });

  it('is never certain of ten', () => {
    expect(tenths(0.94)).toBe(9);
    expect(tenths(0.96)).toBe(10);
    expect(tenths(0.03)).toBe(0);
  });
});
