import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAppError } from '../../../../src/protocol/appError';
import { dequantiseRows } from '../../../../src/modelkit/quantise/dequantiseRows';
import { fromFloat16Bits } from '../../../../src/modelkit/quantise/float16';
import type { QuantiseOptions } from '../../../../src/modelkit/quantise/quantiseRows';
import { quantiseRows } from '../../../../src/modelkit/quantise/quantiseRows';

const bits = fc.constantFrom<4 | 8>(4, 8);
const blockSize = fc.constantFrom<16 | 32 | 64 | 128>(16, 32, 64, 128);
const options: fc.Arbitrary<QuantiseOptions> = fc.record({
  bits,
  blockSize,
  zeroPoints: fc.boolean(),
  search: fc.boolean(),
});

/** Numbers like weights: normal, with an outlier here and there. */
function weights(count: number, seed: number, outliers = 0.01): Float32Array {
  let state = seed >>> 0 || 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(uniform() + 1e-9)) * Math.cos(2 * Math.PI * uniform());
    return normal * 0.02 * (uniform() < outliers ? 20 : 1);
  });
}

function squaredError(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0);
}

function roundTrip(values: Float32Array, columns: number, how: QuantiseOptions): Float32Array {
  return dequantiseRows(quantiseRows(values, columns, how), columns, how.bits, how.blockSize);
}

describe('quantiseRows', () => {
  it('has the sizes of the contract', () => {
    fc.assert(
      fc.property(
        options,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (how, rows, blocks) => {
          const columns = blocks * how.blockSize;
          const quantised = quantiseRows(weights(rows * columns, rows + blocks), columns, how);
          expect(quantised.weights.length).toBe((rows * columns * how.bits) / 8);
          expect(quantised.scales.length).toBe(rows * blocks);
          expect(quantised.zeroPoints?.length).toBe(
            how.zeroPoints ? rows * Math.ceil((blocks * how.bits) / 8) : undefined,
          );
        },
      ),
    );
  });

  it('puts the low nibble first, in weights and in zero points padded per row', () => {
    // Two rows of three blocks: the scale is exactly 1, so levels and zero points can be read off.
    const columns = 48;
    const values = new Float32Array(2 * columns);
    const starts = [-1, -2, -3, -4, -5, -6];
    starts.forEach((low, block) => {
      for (let i = 0; i < 16; i += 1) values[block * 16 + i] = low + i;
    });
    const how = { bits: 4, blockSize: 16, zeroPoints: true, search: false } as const;
    const { weights: packed, scales, zeroPoints } = quantiseRows(values, columns, how);
    expect([...scales]).toEqual(Array.from({ length: 6 }, () => 0x3c00));
    expect([...(zeroPoints ?? [])]).toEqual([0x21, 0x03, 0x54, 0x06]);
    expect([...packed.subarray(0, 8)]).toEqual([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe]);
  });

  it('uses the middle as zero without zero points, and the level below it for the largest', () => {
    const values = new Float32Array(16);
    values[0] = 4;
    values[1] = -3.5;
    values[2] = 1;
    const how = { bits: 4, blockSize: 16, zeroPoints: false, search: false } as const;
    const { weights: packed, scales } = quantiseRows(values, 16, how);
    expect(fromFloat16Bits(scales[0]!)).toBe(-0.5);
    expect([...packed]).toEqual([0xf0, 0x86, 0x88, 0x88, 0x88, 0x88, 0x88, 0x88]);
    const bytes = quantiseRows(values, 16, { ...how, bits: 8 });
    expect([...bytes.weights.subarray(0, 4)]).toEqual([0, 240, 96, 128]);
  });

  it('is off by at most about a step of the covering scale', () => {
    fc.assert(
      fc.property(options, fc.integer(), (how, seed) => {
        const columns = how.blockSize;
        const values = weights(4 * columns, seed);
        const how0 = { ...how, search: false };
        const result = roundTrip(values, columns, how0);
        const { scales } = quantiseRows(values, columns, how0);
        values.forEach((value, i) => {
          const step = Math.abs(fromFloat16Bits(scales[Math.floor(i / columns)]!));
          // One step at the edges: the zero point's rounding, the missing level above the middle
          // and the scale's rounding to float16 move the ends of the range.
          expect(Math.abs(value - result[i]!)).toBeLessThanOrEqual(1.1 * step);
        });
        const levels = 2 ** how.bits - 1;
        const rms = Math.sqrt(squaredError(values, result) / values.length);
        const widest = Math.max(...[...scales].map((s) => Math.abs(fromFloat16Bits(s))));
        expect(rms).toBeLessThan(widest * 0.5);
        expect(widest * levels).toBeLessThanOrEqual(2.01 * Math.max(...values.map(Math.abs)));
      }),
    );
  });

  it('never loses more with the search than without', () => {
    fc.assert(
      fc.property(options, fc.integer(), (how, seed) => {
        const columns = 2 * how.blockSize;
        const values = weights(3 * columns, seed);
        const found = squaredError(values, roundTrip(values, columns, { ...how, search: true }));
        const plain = squaredError(values, roundTrip(values, columns, { ...how, search: false }));
        expect(found).toBeLessThanOrEqual(plain * (1 + 1e-9));
      }),
    );
  });

  it('comes within 2 % of the error of a brute-force search', () => {
    const values = weights(64 * 32, 7);
    const how = { bits: 4, blockSize: 32, zeroPoints: true, search: true } as const;
    let brute = 0;
    for (let start = 0; start < values.length; start += 32) {
      const block = values.subarray(start, start + 32);
      const range = Math.max(0, ...block) - Math.min(0, ...block);
      let best = Infinity;
      for (let share = 0.5; share <= 1.2; share += 0.01) {
        for (let zero = 0; zero <= 15; zero += 1) {
          const scale = (range / 15) * share;
          const error = block.reduce((sum, x) => {
            const level = Math.min(15 - zero, Math.max(-zero, Math.round(x / scale)));
            return sum + (x - level * scale) ** 2;
          }, 0);
          best = Math.min(best, error);
        }
      }
      brute += best;
    }
    expect(squaredError(values, roundTrip(values, 32, how))).toBeLessThan(brute * 1.02);
    expect(squaredError(values, roundTrip(values, 32, { ...how, search: false }))).toBeGreaterThan(
      brute * 1.05,
    );
  });

  it('loses less with smaller blocks, with zero points and with more bits', () => {
    const values = weights(128 * 128, 3).map((value) => value + 0.01);
    const error = (how: Partial<QuantiseOptions>): number =>
      squaredError(
        values,
        roundTrip(values, 128, { bits: 4, blockSize: 32, zeroPoints: true, search: true, ...how }),
      );
    expect(error({ blockSize: 16 })).toBeLessThan(error({}));
    expect(error({})).toBeLessThan(error({ blockSize: 64 }));
    expect(error({ blockSize: 64 })).toBeLessThan(error({ blockSize: 128 }));
    expect(error({})).toBeLessThan(error({ zeroPoints: false }) * 0.9);
    expect(error({ bits: 8 })).toBeLessThan(error({}) / 100);
  });

  it('gives rows that do not depend on the rows beside them', () => {
    fc.assert(
      fc.property(options, fc.integer(), (how, seed) => {
        const columns = 3 * how.blockSize;
        const values = weights(4 * columns, seed);
        const whole = roundTrip(values, columns, how);
        // A view at an odd row, so that a byte offset that is ignored shows.
        const part = roundTrip(values.subarray(columns, 3 * columns), columns, how);
        expect(part).toEqual(whole.subarray(columns, 3 * columns));
      }),
    );
  });

  it('keeps blocks of zeros, of one value, and numbers below float16', () => {
    fc.assert(
      fc.property(options, (how) => {
        const count = how.blockSize;
        expect(roundTrip(new Float32Array(count), count, how).every((x) => x === 0)).toBe(true);
        for (const constant of [0.37, -0.37, 1e-4, -3]) {
          const result = roundTrip(new Float32Array(count).fill(constant), count, how);
          for (const value of result) {
            expect(Math.abs(value / constant - 1)).toBeLessThan(2 ** (3 - how.bits));
          }
        }
        const tiny = roundTrip(new Float32Array(count).fill(1e-30), count, how);
        expect(tiny.every((x) => x === 0)).toBe(true);
      }),
    );
  });

  it('refuses values that are not finite, scales beyond float16 and blocks that do not fit', () => {
    fc.assert(
      fc.property(options, fc.constantFrom(NaN, Infinity, -Infinity, 3e38), (how, bad) => {
        const values = weights(2 * how.blockSize, 5);
        values[how.blockSize + 3] = bad;
        expect(() => quantiseRows(values, how.blockSize, how, 'lm_head.weight')).toThrow(
          expect.toSatisfy(
            (e: unknown) =>
              isAppError(e, 'model-file-invalid') && e.message.includes('lm_head.weight'),
          ) as Error,
        );
      }),
    );
    const how = { bits: 4, blockSize: 32, zeroPoints: true, search: true } as const;
    for (const [count, columns] of [
      [48, 48],
      [96, 64],
    ] as const) {
      expect(() => quantiseRows(new Float32Array(count), columns, how)).toThrow(
        expect.toSatisfy((e: unknown) => isAppError(e, 'model-file-invalid')) as Error,
      );
    }
  });
});
