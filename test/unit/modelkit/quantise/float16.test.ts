import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromFloat16Bits,
  toFloat16Array,
  toFloat16Bits,
} from '../../../../src/modelkit/quantise/float16';

/** Every finite non-negative float16, in order. */
const finite = Array.from({ length: 0x7c00 }, (_, bits) => fromFloat16Bits(bits));

describe('float16', () => {
  it('round-trips every bit pattern that is a number', () => {
    for (let bits = 0; bits < 0x10000; bits += 1) {
      const value = fromFloat16Bits(bits);
      if (Number.isNaN(value)) continue;
      if (toFloat16Bits(value) !== bits) expect(toFloat16Bits(value)).toBe(bits);
    }
    expect(finite).toEqual([...finite].sort((a, b) => a - b));
  });

  it('knows the landmarks of the format', () => {
    expect(fromFloat16Bits(0x3c00)).toBe(1);
    expect(fromFloat16Bits(0xc000)).toBe(-2);
    expect(fromFloat16Bits(0x7bff)).toBe(65504);
    expect(fromFloat16Bits(0x0400)).toBe(2 ** -14);
    expect(fromFloat16Bits(0x0001)).toBe(2 ** -24);
    expect(fromFloat16Bits(0x7c00)).toBe(Infinity);
    expect(fromFloat16Bits(0xfc00)).toBe(-Infinity);
    expect(fromFloat16Bits(0x7e00)).toBeNaN();
    expect(toFloat16Bits(NaN)).toBe(0x7e00);
    expect(Object.is(fromFloat16Bits(toFloat16Bits(-0)), -0)).toBe(true);
  });

  it('rounds ties to the even neighbour', () => {
    for (let bits = 0; bits < finite.length - 1; bits += 1) {
      const tie = (finite[bits]! + finite[bits + 1]!) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      if (toFloat16Bits(tie) !== even) expect(toFloat16Bits(tie)).toBe(even);
    }
    expect(toFloat16Bits(65519.996)).toBe(0x7bff);
    expect(toFloat16Bits(65520)).toBe(0x7c00);
    expect(toFloat16Bits(2 ** -25)).toBe(0);
    expect(toFloat16Bits(2 ** -25 * 1.0001)).toBe(1);
    expect(toFloat16Bits(1e300)).toBe(0x7c00);
  });

  it('takes the nearest float16 of any float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: Math.fround(-65000), max: 65000 }), (value) => {
        const bits = toFloat16Bits(value);
        const distance = Math.abs(fromFloat16Bits(bits) - value);
        for (const other of [bits - 1, bits + 1]) {
          const neighbour = fromFloat16Bits(other & 0xffff);
          if (Number.isFinite(neighbour)) {
            expect(Math.abs(neighbour - value)).toBeGreaterThanOrEqual(distance);
          }
        }
      }),
    );
  });

  it('converts arrays, also views', () => {
    const view = new Float32Array([9, 1, -2, 0.5]).subarray(1);
    expect([...toFloat16Array(view)]).toEqual([0x3c00, 0xc000, 0x3800]);
  });
});
