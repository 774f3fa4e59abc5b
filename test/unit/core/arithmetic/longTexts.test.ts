import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';

describe('checkEquations of a long text', () => {
  it.each([
    ['sums', '1 + 2 = 3. '],
    ['one endless sum', '1 + '],
    ['open brackets', '(1 + '],
    ['braces', '\\frac{'],
    ['fractions without arguments', '\\frac'],
    ['powers', '2^'],
    ['signs', '- '],
    ['words', 'apples '],
    ['relations', '5 + 3 = '],
    ['line breaks', '\n'],
    ['annotations', '<<1'],
    ['digits', '9'],
    ['groups of digits', '123,'],
    ['large fractions', '2^4000/3^150+'],
    ['bars', '| 5 '],
    ['numbers side by side', '203 '],
    ['numbers before brackets', '5 (1 + 2) '],
    ['units', '5 miles (US) '],
  ])('reads 100 kB of %s in linear time', (_, part) => {
    const text = `${part.repeat(Math.ceil(100_000 / part.length))} = 5`;
    const start = performance.now();
    checkEquations(text);
    // Quadratic time takes minutes here; linear time takes a tenth of a second.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
