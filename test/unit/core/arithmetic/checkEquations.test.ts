import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';
import { arithmeticSoup } from './arithmeticSoup';

describe('checkEquations', () => {
  it('computes with 400 digits', () => {
    const nines = '9'.repeat(400);
    const power = `1${'0'.repeat(400)}`;
    expect(checkEquations(`${nines} + 1 = ${power}`)[0]?.status).toBe('holds');
    const [check] = checkEquations(`${nines} + 1 = 5`);
    expect(check).toMatchObject({ status: 'fails', rightValue: power });
  });

  it('judges any sum, difference, product and quotient as BigInt does', () => {
    const whole = fc.bigInt(-(10n ** 30n), 10n ** 30n);
    fc.assert(
      fc.property(whole, whole, whole, (a, b, error) => {
        const results = [
          ['+', a + b],
          ['-', a - b],
          ['*', a * b],
        ] as const;
        for (const [sign, result] of results) {
          const status = (stated: bigint): string | undefined =>
            checkEquations(`${a} ${sign} (${b}) = ${stated}`)[0]?.status;
          expect(status(result)).toBe('holds');
          const isWrapped = [8n, 16n, 32n, 64n].some((bits) => error ** 2n === 4n ** bits);
          if (error !== 0n && !isWrapped) expect(status(result + error)).toBe('fails');
        }
      }),
    );
  });

  it('names places within the text, in order, and never throws', () => {
    fc.assert(
      fc.property(arithmeticSoup, (text) => {
        let end = 0;
        for (const check of checkEquations(text)) {
          const { startOffset, endOffset, sides } = check.equation;
          expect(startOffset).toBeGreaterThanOrEqual(end);
          expect(endOffset).toBeGreaterThan(startOffset);
          expect(endOffset).toBeLessThanOrEqual(text.length);
          expect(sides.length).toBeGreaterThan(1);
          end = sides.at(-1)!.startOffset;
        }
      }),
      { numRuns: 1000 },
    );
  });
});
