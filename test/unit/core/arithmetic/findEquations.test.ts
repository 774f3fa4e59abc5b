import { describe, expect, it } from 'vitest';
import { checkEquation } from '../../../../src/core/arithmetic/checkEquations';
import type { EquationCheck } from '../../../../src/core/arithmetic/checkEquations';
import { findEquations } from '../../../../src/core/arithmetic/findEquations';

const r = String.raw;

/** The sides of each equation as they stand in the text. */
function sidesOf(text: string): readonly (readonly string[])[] {
  return findEquations(text).map(({ sides }) =>
    sides.map(({ startOffset, endOffset }) => text.slice(startOffset, endOffset)),
  );
}

describe('findEquations', () => {
  it('finds the equations of a chain of reasoning, with their places', () => {
    const text = [
      'To find the cost, we follow these steps:',
      '',
      '1. **Calculate the tiles:**',
      r`   \[`,
      r`   \text{Tiles} = 3 \text{ rows} \times 4 \text{ tiles/row} = 12 \text{ tiles}`,
      r`   \]`,
      r`2. Each costs $2, so she pays \(12 \times 2 = 24\) dollars. With 5% off: 24 * 0.95 = $22.80.`,
    ].join('\n');
    expect(sidesOf(text)).toEqual([
      [r`3 \text{ rows} \times 4`, '12'],
      [r`12 \times 2`, '24'],
      ['24 * 0.95', '$22.80'],
    ]);
    for (const { startOffset, endOffset, sides } of findEquations(text)) {
      expect(startOffset).toBe(sides[0]?.startOffset);
      expect(endOffset).toBe(sides.at(-1)?.endOffset);
    }
  });

  it.each([
    [
      '5 + 3 = 8 so 8 * 2 = 16',
      [
        ['5 + 3', '8'],
        ['8 * 2', '16'],
      ],
    ],
    ['60 × 2/4 = 120/4 = 30', [['60 × 2/4', '120/4', '30']]],
    [
      '3 + 4 = 7, 7 + 1 = 8',
      [
        ['3 + 4', '7'],
        ['7 + 1', '8'],
      ],
    ],
    ['x + 3 = 5 + 3 = 8', [['x + 3', '5 + 3', '8']]],
    ['Step 2: 5 + 3 = 8 apples for 2 of us', [['5 + 3', '8']]],
    ['(he has 5 + 3 = 8) * 2', [['5 + 3', '8']]],
    ['divide 100 2340 * 95 / 100 = 2223 95%', [['2340 * 95 / 100', '2223']]],
    [
      '77 mod 14 = 7 (77 - 7) / 14 = 5 5 + 1 = 6',
      [
        ['77 mod 14', '7'],
        ['(77 - 7) / 14', '5'],
        ['5 + 1', '6'],
      ],
    ],
    ['factor 4 times (1/2)^4 = 1/16', [['(1/2)^4', '1/16']]],
    ['280 280 1 1 280 = 0b100011000', [['280', '0b100011000']]],
  ])('%s', (text, sides) => {
    expect(sidesOf(text)).toEqual(sides);
  });

  it('counts UTF-16 units', () => {
    const [equation] = findEquations('🍎🍎 5 + 3 = 8');
    expect(equation).toMatchObject({ startOffset: 5, endOffset: 14 });
  });

  it('keeps which sides are equal about', () => {
    const relations = findEquations('20/3 ≈ 6.67 = 6.67').map((equation) => equation.relations);
    expect(relations).toEqual([['≈', '=']]);
  });

  it('gives what can be checked one by one', () => {
    const checks = findEquations('1 + 1 = 2. 2 + 2 = 5. x + 1 = 3.').map<EquationCheck>(
      checkEquation,
    );
    expect(checks.map(({ status }) => status)).toEqual(['holds', 'fails', 'unknown']);
  });
});
