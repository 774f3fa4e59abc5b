import { describe, expect, it } from 'vitest';
import { inSingular } from '../../../../src/pipeline/devmath/template';

describe('inSingular', () => {
  it.each([
    ['It takes 1 hours.', 'It takes 1 hour.'],
    ['Shift 4 left by 1 bits.', 'Shift 4 left by 1 bit.'],
    ['Move the number of entries by 1 bits.', 'Move the number of entries by 1 bit.'],
    ['It takes 21 hours and 0:1 hours.', 'It takes 21 hours and 0:1 hours.'],
    // Bits that are 1.
    ['How many 1 bits does 78 have?', 'How many 1 bits does 78 have?'],
    ['const n = 2; // number of 1 bits', 'const n = 2; // number of 1 bits'],
  ])('makes of «%s» «%s»', (text, expected) => {
    expect(inSingular(text)).toBe(expected);
  });
});
