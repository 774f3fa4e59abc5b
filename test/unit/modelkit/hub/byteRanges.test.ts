import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteRange, ByteRanges } from '../../../../src/modelkit/hub/byteRanges';
import { countBytes, firstGap, withRange } from '../../../../src/modelkit/hub/byteRanges';

const size = 30;
const end = fc.integer({ min: 0, max: size });
const range = fc.tuple(end, end).map(([a, b]): ByteRange => [Math.min(a, b), Math.max(a, b)]);

describe('byteRanges', () => {
  it('agree with a list of bytes', () => {
    fc.assert(
      fc.property(fc.array(range), range, (added, within) => {
        const bytes = Array.from({ length: size }, () => false);
        for (const [from, to] of added) bytes.fill(true, from, to);
        const ranges = added.reduce<ByteRanges>(withRange, []);
        expect(countBytes(ranges)).toBe(bytes.filter(Boolean).length);
        for (const [index, [from, to]] of ranges.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(ranges[index - 1]?.[1] ?? -1);
        }
        const missing = [...bytes.keys()].filter(
          (at) => !bytes[at] && at >= within[0] && at < within[1],
        );
        const gap = firstGap(ranges, within);
        expect(gap?.[0]).toBe(missing[0]);
        if (gap !== undefined) {
          const length = gap[1] - gap[0];
          expect(missing.slice(0, length).at(-1)).toBe(gap[1] - 1);
          expect(missing[length]).not.toBe(gap[1]);
        }
      }),
    );
  });
});
