import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersEqual } from '../../../../src/core/answer/answersEqual';

const r = String.raw;

describe('quantities in several units', () => {
  it.each([
    ['1 hour 30 minutes', '1 hour and 30 minutes'],
    ['2 minutes 5 seconds', '2 min 5 s'],
    ['2 hours and 30 minutes', '150 minutes'],
    ['2 hours and 30 minutes', '150'],
    ['2 hours and 30 minutes', '2.5 hours'],
    ['2 hours and 30 minutes', '30 minutes and 2 hours'],
    ['2 hours, 30 minutes', '2h 30m'],
    ['2h30m', '1 hour 90 min'],
    ['1 day, 2 hours, and 5 minutes', '1565 minutes'],
    ['1 hour 20 minutes', r`1\frac{1}{3}\text{ hours}`],
    [r`2\text{ hours and }30\text{ minutes}`, '2 hours 30 minutes'],
    ['Time: 2 hours 30 minutes', '150 min'],
    ['t = 2 h 30 min', '150'],
    ['1 year and 6 months', '18 months'],
    ['5 feet 6 inches', '66 inches'],
    ['1,000 m and 5 cm', '100005 cm'],
    ['1 kg 200 g', '1200 g'],
    ['2 lb 3 oz', '35 ounces'],
    ['2 dollars and 50 cents', '$2.50'],
  ])('%j equals %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(true);
    expect(answersEqual(b, a)).toBe(true);
  });

  it.each([
    ['2 hours and 30 minutes', '30 hours and 2 minutes'],
    ['2 hours and 30 minutes', '2 hours and 30 seconds'],
    ['2 hours and 30 minutes', '2, 30'],
    ['2 hours and 30 minutes', '2 h 30 min, 5'],
    ['1 year and 6 months', '1 year and 6 days'],
    ['5 feet 6 inches', '5 minutes 6 seconds'],
    ['2 hours, 3 hours', '3 hours, 3 hours'],
    ['2 hours and 3 apples', '123 minutes'],
  ])('%j differs from %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(false);
    expect(answersEqual(b, a)).toBe(false);
  });

  it('reads hours and minutes as their sum', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(90),
        fc.nat(4_000),
        fc.constantFrom('%h hours %m minutes', '%h h, %m min', '%h hours and %m minutes', '%hh%mm'),
        (hours, minutes, other, form) => {
          const written = form.replace('%h', String(hours)).replace('%m', String(minutes));
          const total = hours * 60 + minutes;
          expect(answersEqual(written, `${total} minutes`)).toBe(true);
          // As units are not compared, 90 minutes are 1.5 as well.
          const isSame = other === total || other * 60 === total;
          expect(answersEqual(written, `${other} minutes`)).toBe(isSame);
        },
      ),
    );
  });
});
