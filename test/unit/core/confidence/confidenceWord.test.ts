import { describe, expect, it } from 'vitest';
import { confidenceWord, confidenceWords } from '../../../../src/core/confidence/confidenceWord';

describe('confidenceWord', () => {
  it('grows surer with the chance and uses every word', () => {
    const words = Array.from({ length: 101 }, (_, i) => confidenceWord(1 - i / 100));
    expect([...new Set(words)]).toEqual(confidenceWords);
    expect(confidenceWord(0.8)).toBe('likely right');
  });
});
