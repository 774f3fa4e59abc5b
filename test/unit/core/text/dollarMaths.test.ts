import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DollarMaths, dollarMaths } from '../../../../src/core/text/dollarMaths';

describe('dollarMaths', () => {
  it.each([
    ['so \\( x + 1 \\) is', 'so $x + 1$ is'],
    ['\\[ \\frac{1}{2} \\]', '$$ \\frac{1}{2} $$'],
    ['is \\boxed{60} km', 'is $\\boxed{60}$ km'],
    ['is \\boxed{\\frac{1}{2}}.', 'is $\\boxed{\\frac{1}{2}}$.'],
    ['is \\(\\boxed{60}\\) km', 'is $\\boxed{60}$ km'],
    ['\\[ 1 \\\\[2pt] 2 \\]', '$$ 1 \\\\[2pt] 2 $$'],
    ['costs $5 and $6', 'costs $5 and $6'],
    ['$\\boxed{5', '$\\boxed{5'],
    ['C:\\boxes\\', 'C:\\boxes\\'],
  ])('rewrites %j as %j', (text, expected) => {
    expect(dollarMaths(text)).toBe(expected);
  });

  it('does not depend on where the stream is cut', () => {
    const pieces = ['\\(', '\\)', '\\[', '\\]', '\\\\', '\\boxed{', '{', '}', ' ', 'x', '\n', '$'];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 6 }), (all, cuts) => {
        const maths = new DollarMaths();
        const places = [0, ...cuts.map((cut) => Math.min(cut, all.length)), all.length];
        places.sort((a, b) => a - b);
        const streamed = places
          .slice(1)
          .map((end, index) => maths.push(all.slice(places[index], end)))
          .join('');
        expect(streamed + maths.flush()).toBe(dollarMaths(all));
      }),
      { numRuns: 500 },
    );
  });

  it('holds back no more than a box', () => {
    const maths = new DollarMaths();
    const given = maths.push(`\\boxed{${'1'.repeat(5000)}`);
    expect(given.length).toBeGreaterThan(4000);
  });
});
