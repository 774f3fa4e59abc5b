import { runJavaScript } from './runProgram';

/** What a form drew. */
export type Drawn = Readonly<Record<string, unknown>>;

export function n(drawn: Drawn, key: string): number {
  const value = drawn[key];
  if (typeof value !== 'number') throw new TypeError(`${key} is no number`);
  return value;
}

export function text(drawn: Drawn, key: string): string {
  const value = drawn[key];
  if (typeof value !== 'string') throw new TypeError(`${key} is no text`);
  return value;
}

/** How many numbers from `from` to `to`, both included, pass. */
export function countIf(from: number, to: number, passes: (value: number) => boolean): number {
  let count = 0;
  for (let value = from; value <= to; value += 1) if (passes(value)) count += 1;
  return count;
}

/** The first whole number from `from` on that passes. */
export function firstIf(from: number, passes: (value: number) => boolean): number {
  let value = from;
  while (!passes(value)) value += 1;
  return value;
}

/** Every list of `length` numbers below `base`. */
export function tuples(length: number, base: number): number[][] {
  if (length === 0) return [[]];
  const shorter = tuples(length - 1, base);
  return Array.from({ length: base }, (_, first) => shorter.map((rest) => [first, ...rest])).flat();
}

/** Every order of the numbers below `count`. */
export function allOrders(count: number): number[][] {
  if (count === 0) return [[]];
  return allOrders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [
      ...order.slice(0, at),
      count - 1,
      ...order.slice(at),
    ]),
  );
}

function share<T>(all: readonly T[], isGood: (item: T) => boolean): string {
  return `${all.filter(isGood).length}/${all.length}`;
}

/** Steps a date day by day. */
function walkDays(drawn: Drawn, days: number): Date {
  const date = new Date(Date.UTC(n(drawn, 'year'), n(drawn, 'month'), n(drawn, 'day')));
  for (let i = 0; i < days; i += 1) date.setUTCDate(date.getUTCDate() + 1);
  return date;
}

function daysUntil(drawn: Drawn): number {
  return firstIf(0, (days) => {
    const date = walkDays(drawn, days);
    return date.getUTCMonth() === n(drawn, 'later') && date.getUTCDate() === n(drawn, 'laterDay');
  });
}

function weekdayName(date: Date): string {
  return date.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
}

export type Oracle = (drawn: Drawn) => number | string;

function pairsOfItems(good: number, total: number): [number, number][] {
  const items = Array.from({ length: total }, (_, i) => i);
  const isGood = (item: number): number => (item < good ? 1 : 0);
  return items.flatMap((a) =>
    items.filter((b) => b !== a).map((b): [number, number] => [isGood(a), isGood(b)]),
  );
}

const permutationsBy = (d: Drawn): number => {
  const orders = allOrders(n(d, 'n'));
  const rule = text(d, 'rule');
  return orders.filter((order) => {
    const gap = order.indexOf(1) - order.indexOf(0);
    return rule === 'next' ? Math.abs(gap) === 1 : rule === 'apart' ? Math.abs(gap) > 1 : gap > 0;
  }).length;
};

const byteOracles: Readonly<Record<string, Oracle>> = {
  'byteUnits/convertDown': (d) => {
    const bits: Record<string, number> = {
      bits: 1,
      bytes: 8,
      KB: 8e3,
      MB: 8e6,
      GB: 8e9,
      KiB: 8 * 2 ** 10,
      MiB: 8 * 2 ** 20,
      GiB: 8 * 2 ** 30,
    };
    return (n(d, 'count') * (bits[text(d, 'from')] ?? 0)) / (bits[text(d, 'to')] ?? 0);
  },
  'byteUnits/recordTotal': (d) => firstIf(0, (kib) => kib * 1024 === n(d, 'count') * n(d, 'bytes')),
  'byteUnits/transferTime': (d) => firstIf(0, (s) => s * n(d, 'rate') * 1e6 >= n(d, 'size') * 8e6),
  'byteUnits/memoryLeft': (d) =>
    firstIf(0, (left) => left + n(d, 'base') + n(d, 'count') * n(d, 'each') === n(d, 'gib') * 1024),
  'byteUnits/fitCount': (d) =>
    firstIf(0, (count) => (count + 1) * n(d, 'each') > n(d, 'gb') * 1000),
  'timeUnits/toSeconds': (d) => 3600 * n(d, 'hours') + 60 * n(d, 'minutes'),
  'timeUnits/millisecondTotal': (d) =>
    Array.from({ length: n(d, 'count') }, () => n(d, 'each')).reduce((a, b) => a + b, 0) / 1000,
  'timeUnits/splitSeconds': (d) =>
    d.hard === true ? Math.floor((n(d, 'total') % 3600) / 60) : n(d, 'total') % 60,
  'timeUnits/endTime': (d) =>
    new Date(Date.UTC(2000, 0, 1, 0, n(d, 'begin') + 60 * n(d, 'hours') + n(d, 'minutes')))
      .toISOString()
      .slice(11, 16),
  'timeUnits/downtime': (d) => n(d, 'days') * 24 * 60 * (1 - Number(text(d, 'percent')) / 100),
};

const percentOracles: Readonly<Record<string, Oracle>> = {
  'percentages/percentOf': (d) => (n(d, 'total') / 100) * n(d, 'percent'),
  'percentages/change': (d) => Math.abs(n(d, 'now') / n(d, 'old') - 1) * 100,
  'percentages/growth': (d) => {
    let value = n(d, 'start');
    for (let i = 0; i < n(d, 'times'); i += 1)
      value += ((d.isRise === true ? 1 : -1) * value * n(d, 'percent')) / 100;
    return value;
  },
  'percentages/original': (d) =>
    n(d, 'after') / (1 + ((d.isRise === true ? 1 : -1) * n(d, 'percent')) / 100),
  'percentages/twoStages': (d) =>
    (n(d, 'total') - (n(d, 'total') * n(d, 'first')) / 100) * (n(d, 'second') / 100),
};

const bitOracles: Readonly<Record<string, Oracle>> = {
  'bitArithmetic/hexToDecimal': (d) => Number(text(d, 'hex')),
  'bitArithmetic/decimalToHex': (d) => `0x${n(d, 'value').toString(16).toUpperCase()}`,
  'bitArithmetic/binaryToDecimal': (d) => Number(text(d, 'literal')),
  'bitArithmetic/decimalToBinary': (d) => `0b${n(d, 'value').toString(2)}`,
  'bitArithmetic/bitwise': (d) => {
    const bit = {
      and: (a: number, b: number) => a * b,
      or: Math.max,
      xor: (a: number, b: number) => (a + b) % 2,
    }[text(d, 'operator')];
    return Array.from({ length: 8 }, (_, i) => 2 ** i).reduce((sum, weight) => {
      const digit = (key: string): number => Math.floor(n(d, key) / weight) % 2;
      return sum + weight * (bit?.(digit('left'), digit('right')) ?? NaN);
    }, 0);
  },
  'bitArithmetic/shift': (d) =>
    d.isLeft === true ? n(d, 'start') << n(d, 'by') : n(d, 'start') >> n(d, 'by'),
  'bitArithmetic/popCount': (d) => n(d, 'value').toString(2).replaceAll('0', '').length,
  'bitArithmetic/hexSum': (d) =>
    `0x${(Number(text(d, 'left')) + (d.isSum === true ? 1 : -1) * Number(text(d, 'right'))).toString(16).toUpperCase()}`,
  'bitArithmetic/largest': (d) => Number(`0b${'1'.repeat(n(d, 'bits'))}`),
};

const modularOracles: Readonly<Record<string, Oracle>> = {
  'modular/remainder': (d) => n(d, 'value') % n(d, 'modulus'),
  'modular/roundRobin': (d) => {
    let worker = 0;
    for (let i = 0; i < n(d, 'index'); i += 1)
      worker = worker + 1 === n(d, 'count') ? 0 : worker + 1;
    return worker;
  },
  'modular/ringBuffer': (d) => {
    let slot = n(d, 'start');
    for (let i = 0; i < n(d, 'steps'); i += 1) slot = slot + 1 === n(d, 'size') ? 0 : slot + 1;
    return slot;
  },
  'modular/leftOver': (d) => n(d, 'total') % n(d, 'batch'),
  'modular/powerMod': (d) =>
    Number(BigInt(n(d, 'base')) ** BigInt(n(d, 'exponent')) % BigInt(n(d, 'modulus'))),
  'modular/congruences': (d) =>
    firstIf(
      1,
      (value) => value % n(d, 'a') === n(d, 'restA') && value % n(d, 'b') === n(d, 'restB'),
    ),
  'ranges/inclusive': (d) =>
    countIf(0, 5000, (value) => value >= n(d, 'from') && value <= n(d, 'to')),
  'ranges/halfOpen': (d) => {
    let count = 0;
    for (let i = n(d, 'from'); i < n(d, 'to'); i += n(d, 'step')) count += 1;
    return count;
  },
  'ranges/posts': (d) => countIf(0, n(d, 'length'), (at) => at % n(d, 'gap') === 0),
  'ranges/pagination': (d) => firstIf(1, (pages) => pages * n(d, 'size') >= n(d, 'total')),
  'ranges/overlap': (d) =>
    countIf(
      0,
      2000,
      (value) =>
        value >= n(d, 'startA') &&
        value <= n(d, 'endA') &&
        value >= n(d, 'startB') &&
        value <= n(d, 'endB'),
    ),
  'ranges/multiples': (d) =>
    countIf(n(d, 'from'), n(d, 'to'), (value) => value % n(d, 'step') === 0),
};

const rateOracles: Readonly<Record<string, Oracle>> = {
  'rates/throughput': (d) => n(d, 'rate') * 60 * n(d, 'minutes'),
  'rates/perItem': (d) =>
    firstIf(1, (hours) => hours * n(d, 'workers') * n(d, 'each') >= n(d, 'total')),
  'rates/backlog': (d) =>
    firstIf(1, (time) => n(d, 'waiting') + time * n(d, 'arrive') - time * n(d, 'serve') <= 0),
  'rates/capacity': (d) => firstIf(1, (count) => count * n(d, 'each') >= n(d, 'load')),
  'rates/rounds': (d) => {
    const busyUntil = Array.from({ length: n(d, 'slots') }, () => 0);
    for (let i = 0; i < n(d, 'count'); i += 1) {
      busyUntil.sort((a, b) => a - b);
      busyUntil[0] = busyUntil[0]! + n(d, 'minutes');
    }
    return Math.max(...busyUntil);
  },
  'rates/coincide': (d) => firstIf(1, (time) => time % n(d, 'a') === 0 && time % n(d, 'b') === 0),
  'rates/together': (d) => 1 / (1 / n(d, 'a') + 1 / n(d, 'b')),
  'rates/pipelined': (d) => {
    const free = Array.from({ length: n(d, 'stages') }, () => 0);
    for (let item = 0; item < n(d, 'count'); item += 1) {
      let ready = 0;
      for (let stage = 0; stage < free.length; stage += 1) {
        ready = Math.max(ready, free[stage]!) + n(d, 'time');
        free[stage] = ready;
      }
    }
    return free.at(-1)!;
  },
};

const chanceOracles: Readonly<Record<string, Oracle>> = {
  'probability/single': (d) => `${n(d, 'good')}/${n(d, 'good') + n(d, 'bad')}`,
  'probability/independent': (d) => {
    const cases = tuples(1, n(d, 'a')).flatMap(([a]) =>
      tuples(1, n(d, 'b')).map(([b]) => [a === 0, b === 0] as const),
    );
    return share(cases, ([a, b]) => (d.isBoth === true ? a && b : a || b));
  },
  'probability/twoDrawn': (d) =>
    share(pairsOfItems(n(d, 'good'), n(d, 'good') + n(d, 'bad')), ([a, b]) => a + b === 2),
  'probability/coins': (d) =>
    share(tuples(n(d, 'n'), 2), (bits) => bits.filter((bit) => bit === 1).length === n(d, 'k')),
  'probability/dice': (d) =>
    share(tuples(2, n(d, 'sides')), ([a, b]) => a! + b! + 2 === n(d, 'sum')),
  'probability/repeated': (d) =>
    share(tuples(n(d, 'times'), n(d, 'bottom')), (tries) =>
      tries.every((each) => each < n(d, 'top')),
    ),
  'combinatorics/product': (d) =>
    countIf(
      0,
      n(d, 'a') * 100 * 100,
      (code) =>
        code % 100 < n(d, 'c') &&
        Math.floor(code / 100) % 100 < n(d, 'b') &&
        code < n(d, 'a') * 10_000,
    ),
  'combinatorics/pairs': (d) =>
    countIf(0, n(d, 'n') ** 2 - 1, (code) => code % n(d, 'n') < Math.floor(code / n(d, 'n'))),
  'combinatorics/committee': (d) =>
    countIf(
      0,
      2 ** n(d, 'n') - 1,
      (bits) => bits.toString(2).replaceAll('0', '').length === n(d, 'k'),
    ),
  'combinatorics/arrangements': (d) =>
    tuples(n(d, 'k'), n(d, 'n')).filter((list) => new Set(list).size === list.length).length,
  'combinatorics/codes': (d) =>
    n(d, 'alphabet') ** n(d, 'letters') * Number(`1${'0'.repeat(n(d, 'digits'))}`),
  'combinatorics/adjacent': permutationsBy,
  'combinatorics/paths': (d) =>
    tuples(n(d, 'right') + n(d, 'up'), 2).filter(
      (steps) => steps.filter((step) => step === 1).length === n(d, 'up'),
    ).length,
  'combinatorics/subsets': (d) => tuples(n(d, 'n'), 2).length,
};

const dateOracles: Readonly<Record<string, Oracle>> = {
  // 2 January 2023 was a Monday.
  'dates/weekdayAfter': (d) =>
    weekdayName(
      new Date(Date.UTC(2023, 0, 2 + n(d, 'start') + (d.isBack === true ? -1 : 1) * n(d, 'days'))),
    ),
  'dates/daysBetween': daysUntil,
  'dates/dateAfter': (d) =>
    walkDays(d, n(d, 'days')).toLocaleDateString('en-US', {
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    }),
  'dates/weekdayOf': (d) => weekdayName(walkDays(d, daysUntil(d))),
  'dates/dayOfYear': (d) =>
    countIf(0, 365, (days) => new Date(Date.UTC(n(d, 'year'), 0, 1 + days)) <= walkDays(d, 0)),
};

/** Counts elements one by one from the sizes of the parts that do not overlap. */
const setOracles: Readonly<Record<string, Oracle>> = {
  'setCounting/either': (d) => n(d, 'a') + n(d, 'b') - n(d, 'both'),
  'setCounting/onlyFirst': (d) => n(d, 'a') - n(d, 'both'),
  'setCounting/none': (d) =>
    firstIf(0, (none) => none + n(d, 'a') + n(d, 'b') - n(d, 'both') === n(d, 'total')),
  'setCounting/one': (d) => n(d, 'a') - n(d, 'both') + (n(d, 'b') - n(d, 'both')),
  'setCounting/both': (d) =>
    firstIf(0, (both) => n(d, 'none') + n(d, 'a') + n(d, 'b') - both === n(d, 'total')),
  'setCounting/threeSets': (d) => {
    const onlyPairs = ['AB', 'AC', 'BC'].map((key) => n(d, key) - n(d, 'abc'));
    const [ab = 0, ac = 0, bc = 0] = onlyPairs;
    const singles =
      n(d, 'A') -
      ab -
      ac -
      n(d, 'abc') +
      (n(d, 'B') - ab - bc - n(d, 'abc')) +
      (n(d, 'C') - ac - bc - n(d, 'abc'));
    const union = singles + ab + ac + bc + n(d, 'abc');
    return d.isNone === true ? n(d, 'total') - union : union;
  },
  'setCounting/leastOverlap': (d) => {
    // The second group takes those outside of the first one as long as there are any.
    const outside = n(d, 'total') - n(d, 'a');
    return firstIf(0, (both) => both + outside >= n(d, 'b'));
  },
};

const loopNames = [
  'sumLoop',
  'whileHalve',
  'nested',
  'conditional',
  'pairUpdate',
  'affine',
  'listLoop',
  'countUntil',
];
const loopOracles = Object.fromEntries(
  loopNames.map((name): [string, Oracle] => [
    `loops/${name}`,
    (d) => runJavaScript(d.javascript, text(d, 'name')),
  ]),
);

/** Answers by brute force or by another way than the generator's, by kind and form. */
export const oracles: Readonly<Record<string, Oracle>> = {
  ...byteOracles,
  ...percentOracles,
  ...bitOracles,
  ...modularOracles,
  ...rateOracles,
  ...chanceOracles,
  ...dateOracles,
  ...setOracles,
  ...loopOracles,
};
