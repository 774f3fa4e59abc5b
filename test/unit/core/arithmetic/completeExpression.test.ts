import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';
import { completeExpression } from '../../../../src/core/arithmetic/completeExpression';
import { arithmeticSoup } from './arithmeticSoup';

const r = String.raw;

const known: readonly (readonly [prefix: string, result: string])[] = [
  ['5 + 3 =', ' 8'],
  ['5 + 3 = ', '8'],
  ['5+3=', '8'],
  ['5 + 3 =\n', '8'],
  ['x = 5 + 3 = ', '8'],
  ['2 * 6 = 3 * 4 = ', '12'],
  ['0.1 + 0.2 = ', '0.3'],
  ['1/8 = ', '0.125'],
  ['7 - 10 = ', '-3'],
  ['(5 + 3 = ', '8'],
  ['<<48/2=', '24'],
  ['**Total:** 5 + 3 = **', '8'],
  ['17 % 5 = ', '2'],
  // LaTeX.
  [r`\[ 8 \text{ hours} \times 7 \text{ customers/hour} =`, ' 56'],
  [r`\[ \frac{240 \text{ cookies}}{60 \text{ cookies/box}} = `, '4'],
  [r`so \(5 \times 3 = `, '15'],
  [r`\boxed{5 + 3 = `, '8'],
  ['5 + 3 &= ', '8'],
  // Money, separators, percent.
  ['$3 * 4 = ', '$12'],
  ['5 * $3 = $', '15'],
  [r`\$16 + \$30 = `, r`\$46`],
  [r`3 \times \$1.50 = `, r`\$4.50`],
  [r`4 \times \$1.50 = `, r`\$6.00`],
  ['$12 / $3 = ', '4'],
  [r`$3 \times 4 = `, '12'],
  ['where $x$ is $3 + 4 = ', '7'],
  [r`\(3 \times 4 = 12\), so $40 - $20 = `, '$20'],
  ['1,200 + 300 = ', '1,500'],
  [r`1{,}200 + 300 = `, r`1{,}500`],
  ['1,200 / 4 = ', '300'],
  ['15% of 240 = ', '36'],
  ['100% - 20% = ', '80%'],
  // Bits.
  ['0x0F | 0xF0 = ', '0xFF'],
  ['0x0f & 0x3f = ', '0x0f'],
  ['0b0011 ^ 0b0110 = ', '0b0101'],
  ['0x01 << 4 = ', '0x10'],
  ['In 8-bit arithmetic ~0x0F = ', '0xF0'],
  ['5 XOR 3 = ', '6'],
  ['1 << 4 = ', '16'],
  ['0x66C = ', '1644'],
  ['so 0b10100 =', ' 20'],
  ['20 = 0b', '10100'],
  ['1644 + 113 = 0x', '6DD'],
  ['0x66C + 0x71 = 0x', '6DD'],
  ['9^12 mod 11 = ', '4'],
  [r`9^{12} \bmod 11 = `, '4'],
];

/** No result, or no result in one form only. */
const unsure: readonly string[] = [
  '',
  '5 + 3',
  '5 = ',
  'x = ',
  '2x + 3 = ',
  'price * 3 = ',
  '5 + 3 ==',
  '5 + 3 >= ',
  '5 + 3 ≈ ',
  '10/3 = ',
  '1/0 = ',
  '5 + = ',
  '5 + 3 and then = ',
  'twice 5 + 3 = ',
  '100 - 20% = ',
  '20% * 3 = ',
  '10% of the 20 + 30 = ',
  '2 dozen + 3 = ',
  '5 m + 3 m = ',
  r`\frac{1}{2} + \frac{1}{4} = `,
  '~0x0F = ',
  '0xFF + 1 = ',
  '2^100000 = ',
  '7**1234 = ',
  '5 * $3 * $2 = ',
  '2 / 1/3 = ',
  'Bit 3 = 0x',
  '12 ^ 10 = 0b',
  '-5 = 0x',
  '1/2 = 0x',
];

describe('completeExpression', () => {
  it.each(known)('%s goes on with %s', (prefix, result) => {
    expect(completeExpression(prefix)).toBe(result);
  });

  it.each(unsure)('%s has no sure result', (prefix) => {
    expect(completeExpression(prefix)).toBeUndefined();
  });

  it('does not guess what stands before the part that it reads', () => {
    expect(completeExpression(`${'1 + '.repeat(200)}1 = `)).toBeUndefined();
    expect(completeExpression(`${'We see this. '.repeat(200)}1 + 1 = `)).toBe('2');
  });

  it('gives results that hold', () => {
    fc.assert(
      fc.property(arithmeticSoup, (soup) => {
        // One relation only: what stands before it need not be right.
        const prefix = `${soup.replaceAll(/[=≈]/g, '+')} =`;
        const result = completeExpression(prefix);
        if (result === undefined) return;
        const statuses = checkEquations(`${prefix}${result}`).map(({ status }) => status);
        expect(statuses.at(-1)).toBe('holds');
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a quotient exactly or not at all', () => {
    const whole = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const result = completeExpression(`${a} / ${b} = `);
        if (result === undefined) return;
        const [digits = '', places = ''] = result.split('.');
        expect(BigInt(digits + places) * BigInt(b)).toBe(BigInt(a) * 10n ** BigInt(places.length));
      }),
    );
  });

  it('takes no longer for a long text', () => {
    const prefix = `${'She buys 5 apples and 3 pears. '.repeat(20_000)}5 + 3 = `;
    const start = performance.now();
    for (let n = 0; n < 200; n += 1) completeExpression(prefix);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
