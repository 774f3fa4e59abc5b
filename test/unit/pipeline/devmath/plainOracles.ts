import { countIf, n, text } from './oracles';
import type { Drawn, Oracle } from './oracles';
import { clockAt, fillings, ways } from './trainOracles';

/** An oracle of numbers alone, by their names. */
export function of(
  compute: (number: (key: string) => number, drawn: Drawn) => number | string,
): Oracle {
  return (drawn) => compute((key) => n(drawn, key), drawn);
}

export function repeat(times: number, start: number, step: (value: number) => number): number {
  let value = start;
  for (let i = 0; i < times; i += 1) value = step(value);
  return value;
}

/** How many of `total` members two overlapping groups leave over. */
function outside(drawn: Drawn, isCounted: (inA: boolean, inB: boolean) => boolean): number {
  const onlyA = n(drawn, 'a') - n(drawn, 'both');
  return countIf(1, n(drawn, 'total'), (i) =>
    isCounted(i <= n(drawn, 'a'), i > onlyA && i <= onlyA + n(drawn, 'b')),
  );
}

const months =
  'January February March April May June July August September October November December';

/** A day of 2022. */
export function dayOf(month: string, day: number): Date {
  return new Date(Date.UTC(2022, months.split(' ').indexOf(month), day));
}

export function daysFrom(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 86_400_000;
}

/** The result of the operation on two rows of 40 bits, bit by bit. */
export function byBits(
  a: number,
  b: number,
  operation: (a: boolean, b: boolean) => boolean,
): number {
  const bit = (value: number, i: number): boolean => Math.floor(value / 2 ** i) % 2 === 1;
  return Array.from({ length: 40 }, (_, i) =>
    operation(bit(a, i), bit(b, i)) ? 2 ** i : 0,
  ).reduce((x, y) => x + y);
}

/** Answers to the plain questions of train, from what was drawn alone. */
export const plainOracles: Readonly<Record<string, Oracle>> = {
  'rates/usage': of((v) => v('price') / (1 / v('count'))),
  'rates/affordable': of((v) => countIf(1, 10_000, (i) => i * v('each') <= v('budget'))),
  'rates/fairShare': of((v) => countIf(1, v('total'), (i) => i % v('n') === 0)),
  'rates/sameUnit': of((v) => repeat(v('time'), 0, (sum) => sum + v('rate'))),
  'rates/neededTime': of((v) => countIf(1, v('total'), (i) => i % v('rate') === 0)),
  'rates/measuredRate': of((v) => countIf(1, v('total'), (i) => i % v('time') === 0)),
  'rates/whatIsLeft': of((v) => repeat(v('time'), v('total'), (sum) => sum - v('rate'))),
  'rates/grownTo': of((v) => repeat(v('time'), v('start'), (sum) => sum + v('rate'))),
  'rates/twoItems': of((v) =>
    repeat(
      v('b'),
      repeat(v('a'), 0, (sum) => sum + v('p')),
      (sum) => sum + v('q'),
    ),
  ),
  'rates/change': of((v) => repeat(v('count'), v('paid'), (sum) => sum - v('each'))),
  'rates/average': of((v) => v('a') / 3 + v('b') / 3 + v('c') / 3),
  'rates/travelled': of((v) => repeat(2 * v('time'), 0, (sum) => sum + v('speed') / 2)),
  'rates/travelTime': of(
    (v) => countIf(1, 40, (half) => (half * v('speed')) / 2 <= v('distance')) / 2,
  ),
  'rates/perSecondFrames': of((v) => repeat(v('time'), 0, (sum) => sum + v('rate'))),
  'rates/timesAsMany': of((v) => (v('k') + 1) * v('a')),
  'rates/setPrice': of((v) => (v('m') / v('n')) * v('k')),
  'rates/twoWorkers': of((v) => v('a') * v('time') + v('b') * v('time')),
  'percentages/raised': of((v) => v('old') + (v('percent') / 100) * v('old')),
  'percentages/lowered': of((v) => v('old') - (v('percent') / 100) * v('old')),
  'percentages/partOf': of((v) => (v('percent') / 100) * v('whole')),
  'percentages/shareOf': of((v) => (v('part') / v('whole')) * 100),
  'percentages/rise': of((v) => (v('now') / v('old') - 1) * 100),
  'percentages/fall': of((v) => (1 - v('now') / v('old')) * 100),
  'percentages/othersLeft': of((v) => v('whole') - (v('percent') / 100) * v('whole')),
  'percentages/passRate': of((v) => (1 - v('bad') / v('whole')) * 100),
  'percentages/splitBill': of((v) => (v('bill') + (v('tip') / 100) * v('bill')) / v('n')),
  'percentages/interest': of((v) =>
    repeat(v('years'), 0, (sum) => sum + (v('percent') / 100) * v('sum')),
  ),
  'percentages/backFromPart': of((v) => v('part') / (v('percent') / 100)),
  'timeUnits/down': of((v) => v('count') / (1 / v('factor'))),
  'timeUnits/up': of((v) => v('count') * (1 / v('factor'))),
  'timeUnits/laterHour': of((v, d) =>
    clockAt(60 * (v('hour') + v('later')) + Number(text(d, 'minute'))),
  ),
  'timeUnits/nthRun': of((v, d) =>
    clockAt(
      repeat(v('k') - 1, 60 * v('hour') + Number(text(d, 'minute')), (at) => at + 60 * v('step')),
    ),
  ),
  'timeUnits/minutesLater': of((v) => clockAt(60 * v('hour') + v('minute') + v('later'))),
  'timeUnits/sumOfParts': of((v) => v('c') + v('b') + v('a')),
  'timeUnits/peopleTime': of((v) => repeat(v('n'), 0, (sum) => sum + v('minutes') / 60)),
  'timeUnits/everyDay': of((v) => repeat(v('days'), 0, (sum) => sum + v('minutes') / 60)),
  'bitArithmetic/xor': of((v) => byBits(v('a'), v('b'), (a, b) => a !== b)),
  'bitArithmetic/and': of((v) => byBits(v('a'), v('b'), (a, b) => a && b)),
  'bitArithmetic/or': of((v) => byBits(v('a'), v('b'), (a, b) => a || b)),
  'bitArithmetic/shiftLeft': of((v) => repeat(v('k'), v('a'), (value) => 2 * value)),
  'bitArithmetic/shiftRight': of((v) => repeat(v('k'), v('a'), (value) => Math.floor(value / 2))),
  'bitArithmetic/bitValues': of((v) => repeat(v('n'), 1, (value) => 2 * value)),
  'bitArithmetic/largestUnsigned': of((v) => Number.parseInt('1'.repeat(v('n')), 2)),
  'bitArithmetic/fromHex': (d) => Number(text(d, 'hex')),
  'bitArithmetic/hexSumPlain': (d) => Number(text(d, 'a')) + Number(text(d, 'b')),
  'modular/rest': of((v) => v('a') - v('b') * Math.floor(v('a') / v('b'))),
  'modular/wholes': of((v) => countIf(1, v('a'), (i) => i % v('b') === 0)),
  'modular/shard': of((v) => repeat(v('id'), 0, (at) => (at === v('n') - 1 ? 0 : at + 1))),
  'modular/lastDigit': of((v) => Number(String(v('a') * v('b')).slice(-1))),
  'modular/turn': of((v) => repeat(v('k'), 0, (at) => (at === v('n') - 1 ? 0 : at + 1))),
  'modular/toNext': of((v) =>
    countIf(v('a'), v('a') + v('b'), (i) => Math.ceil(v('a') / v('b')) * v('b') > i),
  ),
  'ranges/bothEnds': of((v) => countIf(v('from'), v('to'), () => true)),
  'ranges/endLeftOut': of((v) => countIf(v('from'), v('to'), (i) => i !== v('to'))),
  'ranges/between': of((v) => countIf(v('from'), v('to'), (i) => i > v('from') && i < v('to'))),
  'ranges/stepped': of((v) =>
    countIf(v('from'), v('to'), (i) => i < v('to') && (i - v('from')) % v('step') === 0),
  ),
  'ranges/countdown': of((v) =>
    countIf(v('to'), v('from'), (i) => i > v('to') && (v('from') - i) % v('step') === 0),
  ),
  'ranges/lastIndex': of((v) => countIf(1, v('n'), (i) => i > 1)),
  'ranges/nthValue': of((v) => repeat(v('n') - 1, v('start'), (value) => value + v('step'))),
  'ranges/offset': of((v) => v('page') * v('per') - v('per')),
  'ranges/pieces': of((v) => countIf(0, v('length'), (at) => at % v('gap') === 0)),
  'probability/allFail': of((v) => 100 * (1 - v('p') / 100) ** 2),
  'probability/allHold': of((v) => 100 * (v('p') / 100) * (v('q') / 100)),
  'probability/opposite': of((v) => 100 * (1 - v('p') / 100)),
  'probability/expected': of((v) => (v('p') / 100) * v('n')),
  'probability/fromCounts': of((v) => 100 * (v('good') / v('total'))),
  'probability/atLeastOne': of((v) => 100 * (1 - (1 - v('p') / 100) ** 2)),
  'combinatorics/eachWithEach': of((v) => v('c') * v('b') * v('a')),
  'combinatorics/twoOf': of((v) => ways(v('n'), 2)),
  'combinatorics/severalOf': of((v) => ways(v('n'), v('k'))),
  'combinatorics/inOrder': of((v) => fillings(v('n'), v('n'))),
  'combinatorics/codesOf': of((v) => repeat(v('length'), 1, (value) => value * v('symbols'))),
  'combinatorics/firstAndSecond': of((v) => v('n') ** 2 - v('n')),
  'setCounting/noneOfTwo': (d) => outside(d, (a, b) => !a && !b),
  'setCounting/eitherOfTwo': (d) => outside(d, (a, b) => a || b),
  'setCounting/justFirst': (d) => outside(d, (a, b) => a && !b),
  'setCounting/inBoth': (d) => outside(d, (a, b) => a && b),
  'setCounting/theOthers': (d) => outside(d, (a) => !a),
  'byteUnits/smaller': of((v) => v('count') / (1 / v('factor'))),
  'byteUnits/larger': of((v) => v('count') * (1 / v('factor'))),
  'byteUnits/totalSize': of((v) => repeat(v('count'), 0, (sum) => sum + v('each'))),
  'byteUnits/download': of((v) => countIf(1, v('total'), (i) => i % v('rate') === 0)),
  'byteUnits/overBits': of((v) => v('mb') / (v('rate') / 8)),
  'byteUnits/overBitsInMinutes': of((v) => (v('gb') * 8e9) / (v('rate') * 60e6)),
  'byteUnits/fits': of((v) => (v('gb') * 1e9) / (v('each') * 1e6)),
  'byteUnits/freeSpace': of((v) => v('total') - (v('a') + v('b'))),
  'loops/addsUp': of((v) => repeat(v('n'), v('start'), (x) => x + v('k'))),
  'loops/countsDown': of((v) => repeat(v('n'), v('start'), (x) => x - v('k'))),
  'loops/inside': of((v) => repeat(v('n'), 0, (x) => repeat(v('m'), x, (y) => y + 1))),
  'loops/firstNumbers': of((v) =>
    Array.from({ length: v('end') }, (_, i) => i).reduce((x, y) => x + y),
  ),
  'loops/doubled': of((v) => repeat(v('n'), v('start'), (x) => x * v('k'))),
  'dates/sameMonth': of((v, d) =>
    daysFrom(dayOf(text(d, 'month'), v('from')), dayOf(text(d, 'month'), v('to'))),
  ),
  'dates/nextMonth': of((v, d) =>
    daysFrom(dayOf(text(d, 'month'), v('from')), dayOf(text(d, 'next'), v('to'))),
  ),
  'dates/dayLater': (d) => {
    // 2 January 2022 was a Sunday.
    const at = dayOf('January', 2 + n(d, 'start') + n(d, 'later'));
    return at.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
  },
  'dates/inDays': of((v, d) => {
    const at = dayOf(text(d, 'month'), v('from') + v('later'));
    return at.toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
  }),
  'dates/weeksOf': of((v) => repeat(v('weeks'), v('more'), (days) => days + 7)),
};
