import { countIf, firstIf, text, tuples } from './oracles';
import type { Drawn, Oracle } from './oracles';
import { dayOf, daysFrom, of, repeat } from './plainOracles';
import { fillings, ways } from './trainOracles';

/** The percentage of the cases, of which each event happens with its own, that are asked for. */
function percentWhere(
  percents: readonly number[],
  isAsked: (happens: readonly boolean[]) => boolean,
): number {
  const weights = tuples(percents.length, 2).map((bits) => {
    const happens = bits.map((bit) => bit === 1);
    const parts = percents.map((percent, i) => (happens[i] ? percent : 100 - percent) / 100);
    return isAsked(happens) ? parts.reduce((a, b) => a * b) : 0;
  });
  return 100 * weights.reduce((a, b) => a + b);
}

const chanceOracles: Readonly<Record<string, Oracle>> = {
  'probability/flakySuite': of((v) =>
    percentWhere([v('p'), v('p'), v('p')], (passes) => passes.some((each) => !each)),
  ),
  'probability/retrySucceeds': of((v) =>
    percentWhere([v('p'), v('p')], ([first, second]) => !(first && second)),
  ),
  'probability/extraMinutes': of((v) => v('each') * v('p') * (v('n') / 100)),
  'probability/redundantThenSingle': of((v) =>
    percentWhere([v('p'), v('p'), v('q')], ([a, b, c]) => [a, b].includes(true) && c === true),
  ),
  'probability/mixedSources': of((v) => {
    const share = v('share') / 100;
    return share * v('a') + (1 - share) * v('b');
  }),
  'probability/justOneOfTwo': of((v) => percentWhere([v('p'), v('q')], ([a, b]) => a !== b)),
  'probability/flaggedMails': of((v) => {
    const bad = v('p') / 100;
    return v('n') * (bad * (v('hit') / 100) + (1 - bad) * (v('wrong') / 100));
  }),
  'probability/expectedGain': of((v) => v('n') * v('win') * (v('p') / 100) - v('n') * v('cost')),
  'probability/sameColor': of((v) => {
    const things = Array.from('x'.repeat(v('a')) + 'y'.repeat(v('b')));
    const pairs = things.flatMap((a, i) => things.slice(i + 1).map((b) => a === b));
    return `${pairs.filter(Boolean).length}/${pairs.length}`;
  }),
  'probability/sumAtLeast': of((v) => {
    const rolls = tuples(2, 6).filter(([a = 0, b = 0]) => a + b + 2 >= v('least'));
    return `${rolls.length}/36`;
  }),
};

/** How two of `n` things can stand in a row, times the orders of the others. */
function pairsInRow(n: number, isFine: (distance: number) => boolean): number {
  const places = tuples(2, n).filter(([a = 0, b = 0]) => a !== b && isFine(Math.abs(a - b)));
  return places.length * fillings(n - 2, n - 2);
}

const choiceOracles: Readonly<Record<string, Oracle>> = {
  'combinatorics/lettersThenDigits': of(
    (v) => fillings(v('letters'), 2) * fillings(v('digits'), 2),
  ),
  'combinatorics/atLeastOneDigit': of(
    (v) =>
      tuples(v('length'), v('letters') + v('digits')).filter((word) =>
        word.some((symbol) => symbol >= v('letters')),
      ).length,
  ),
  'combinatorics/tournamentDays': of((v) =>
    firstIf(1, (days) => days * v('perDay') >= fillings(v('n'), 2)),
  ),
  'combinatorics/mixedTeam': of((v) => ways(v('a'), 2) * ways(v('b'), 2)),
  'combinatorics/meshCost': of((v) => ways(v('n'), 2) * v('each')),
  'combinatorics/excludedCombinations': of((v) => {
    const all = repeat(v('a'), 0, (sum) => repeat(v('b'), sum, (runs) => runs + v('c')));
    return repeat(all - v('bad'), 0, (minutes) => minutes + v('minutes'));
  }),
  'combinatorics/optionalExtras': of((v) => v('base') * v('sizes') * tuples(v('extras'), 2).length),
  'combinatorics/fixedEnds': of((v) => fillings(v('n') - 2, v('n') - 2)),
  'combinatorics/pairTogether': of((v) => pairsInRow(v('n'), (distance) => distance === 1)),
  'combinatorics/neverTogether': of((v) => pairsInRow(v('n'), (distance) => distance > 1)),
  'combinatorics/repeatedLetters': (d) => {
    const word = text(d, 'word');
    let [left, result] = [word.length, 1];
    for (const letter of new Set(word)) {
      const count = Array.from(word).filter((each) => each === letter).length;
      result *= ways(left, count);
      left -= count;
    }
    return result;
  },
  'combinatorics/atLeastTwoOf': of(
    (v) => tuples(v('n'), 2).filter((bits) => bits.filter((bit) => bit === 1).length >= 2).length,
  ),
};

const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function dated(date: Date): string {
  return date.toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
}

const calendarOracles: Readonly<Record<string, Oracle>> = {
  'dates/pastMonthEnd': of((v, d) => dated(dayOf(text(d, 'month'), v('from') + v('later')))),
  'dates/acrossThreeMonths': of((v, d) =>
    daysFrom(dayOf(text(d, 'month'), v('from')), dayOf(text(d, 'third'), v('to'))),
  ),
  'dates/weekdayInMonth': of((v, d) => {
    const first = week.indexOf(text(d, 'weekday'));
    return week[repeat(v('day') - v('first'), first, (at) => (at === 6 ? 0 : at + 1))]!;
  }),
  'dates/nthWeekday': of((v) => {
    let [day, seen] = [v('first'), 1];
    while (seen < v('nth')) {
      day += 1;
      if ((day - v('first')) % 7 === 0) seen += 1;
    }
    return repeat(v('later'), day, (at) => at + 1);
  }),
  'dates/workdaysAhead': of((v) => {
    const days = countIf(0, 7 * v('weeks') - 1, (day) => day % 7 < 5);
    return repeat(days - v('off'), 0, (sum) => sum + v('perDay'));
  }),
  'dates/proratedFee': of(
    (v) => (v('fee') * countIf(1, v('days'), (day) => day >= v('from'))) / v('days'),
  ),
  'dates/sprintOfDay': of((v) => firstIf(1, (sprint) => sprint * 7 * v('weeks') >= v('day'))),
};

/** How many are in the parts of three groups that are asked for. */
function union(d: Drawn): number {
  const [ab, ac, bc, all] = ['ab', 'ac', 'bc', 'all'].map((key) => Number(d[key])) as [
    number,
    number,
    number,
    number,
  ];
  const alone = (size: unknown, x: number, y: number): number =>
    Number(size) - (x - all) - (y - all) - all;
  return (
    alone(d.a, ab, ac) + alone(d.b, ab, bc) + alone(d.c, ac, bc) + (ab + ac + bc - 3 * all) + all
  );
}

const setOracles: Readonly<Record<string, Oracle>> = {
  'setCounting/justOneOfBoth': of((v) => {
    const onlyA = v('a') - v('both');
    return countIf(1, v('a') + v('b'), (i) => i <= v('a') !== (i > onlyA && i <= onlyA + v('b')));
  }),
  'setCounting/overlapFromRest': of((v) =>
    firstIf(0, (both) => v('a') + v('b') - both + v('neither') === v('total')),
  ),
  'setCounting/percentGroups': of((v) => {
    const [a, b, both] = ['a', 'b', 'both'].map((key) => (v('total') * v(key)) / 100);
    return v('total') - (a! - both!) - (b! - both!) - both!;
  }),
  'setCounting/threeGroups': union,
  'setCounting/mergedLists': of((v) => {
    const ids = new Set(Array.from({ length: v('old') }, (_, i) => i));
    for (let i = 0; i < v('file'); i += 1) ids.add(v('old') - v('known') + i);
    return ids.size - v('removed');
  }),
  'setCounting/divisibleByEither': of((v) =>
    countIf(1, v('n'), (i) => i % v('a') === 0 || i % v('b') === 0),
  ),
};

/** Chances, choices, dates and groups. */
export const severalCountingOracles: Readonly<Record<string, Oracle>> = {
  ...chanceOracles,
  ...choiceOracles,
  ...calendarOracles,
  ...setOracles,
};
