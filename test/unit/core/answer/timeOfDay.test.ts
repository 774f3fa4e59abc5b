import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersEqual } from '../../../../src/core/answer/answersEqual';

const minutesOfDay = fc.nat(24 * 60 - 1);

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** By the clock of a station, and by one with two halves of a day. */
function written(minutes: number): { readonly long: string; readonly short: string } {
  const [hours, rest] = [Math.floor(minutes / 60), pad(minutes % 60)];
  const short = `${hours % 12 || 12}:${rest} ${hours < 12 ? 'AM' : 'PM'}`;
  return { long: `${hours}:${rest}`, short };
}

describe('times of the day', () => {
  it.each([
    ['5:00 PM', '5 PM'],
    ['3 PM', '3:00 p.m.'],
    ['3:30 PM', '15:30'],
    ['3:30 PM', '3:30'],
    ['3:30:00 PM', '3:30 pm on Monday'],
    ['5 PM', '17:00'],
    ['5 PM', '5:00'],
    ['12 AM', '0:00'],
    ['12:30 PM', '12:30'],
    ['15:30 PM', '3:30 PM'],
  ])('%j equals %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(true);
    expect(answersEqual(b, a)).toBe(true);
  });

  it.each([
    ['3:30 PM', '3:30 AM'],
    ['3:30 AM', '15:30'],
    ['3:30 PM', '4:30'],
    ['12 PM', '12 AM'],
    ['5:00 PM', '5:30 PM'],
    ['15:30', '3:30'],
    ['3 PM', '15'],
    ['3 PM', '1:2:3:4'],
    ['3 PM', 'afternoon'],
    // Without a half of the day it may be a ratio.
    ['3:1', '1:3'],
    ['3:1', '3'],
    ['5:00', '5'],
  ])('%j differs from %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(false);
    expect(answersEqual(b, a)).toBe(false);
  });

  it('are the same on both clocks', () => {
    fc.assert(
      fc.property(minutesOfDay, minutesOfDay, (a, b) => {
        expect(answersEqual(written(a).short, written(a).long)).toBe(true);
        expect(answersEqual(written(a).short, written(b).short)).toBe(a === b);
      }),
    );
  });
});
