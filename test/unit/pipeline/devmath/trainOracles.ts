import { countIf, firstIf, n, text, tuples } from './oracles';
import type { Drawn, Oracle } from './oracles';
import { runJavaScript, runPython } from './runProgram';

/** The values of i for which the body of a loop runs, from its code in any of the languages. */
function visited(code: string): number[] {
  const number = '(-?\\d+)';
  const range = new RegExp(`range\\(${number}, ${number}, ${number}\\)`).exec(code);
  const from = Number(range?.[1] ?? new RegExp(`i = ${number}`).exec(code)![1]);
  const test = new RegExp(`i ([<>]=?) ${number}`).exec(code);
  const change = /i ([-+])= (\d+)/.exec(code);
  const step = Number(range?.[3] ?? `${change![1]!}${change![2]!}`);
  const to = Number(range?.[2] ?? test![2]);
  const comparison = test?.[1] ?? (step > 0 ? '<' : '>');
  const goesOn = (i: number): boolean =>
    (comparison.endsWith('=') && i === to) || (comparison.startsWith('<') ? i < to : i > to);
  const values: number[] = [];
  for (let i = from; goesOn(i); i += step) values.push(i);
  return values;
}

function calls(d: Drawn): number {
  const code = text(d, 'code').replace(text(d, 'call'), 'count += 1');
  return code.startsWith('for (')
    ? runJavaScript(['let count = 0;', ...code.split('\n')], 'count')
    : runPython(['count = 0', ...code.split('\n')], 'count');
}

/** How often `k` of `n` things can be taken, by deciding for one thing after the other. */
export function ways(things: number, k: number): number {
  if (k === 0) return 1;
  return things === 0 ? 0 : ways(things - 1, k - 1) + ways(things - 1, k);
}

/** How often `k` places can be filled, one after the other. */
export function fillings(things: number, k: number): number {
  if (k === 0) return 1;
  const rest = fillings(things - 1, k - 1);
  return Array.from({ length: things }, () => rest).reduce((a, b) => a + b);
}

function daysApart(d: Drawn): number {
  const at = (month: string, day: string): number => Date.UTC(2022, n(d, month), n(d, day));
  return (at('later', 'laterDay') - at('month', 'day')) / 86_400_000;
}

/** Counts the members of a population by what the question asks for. */
function asked(d: Drawn): number {
  const [a, b, total] = [n(d, 'a'), n(d, 'b'), n(d, 'total')];
  const both = a + b + n(d, 'neither') - total;
  const population = Array.from({ length: total }, (_, i) => ({
    x: i < a,
    y: i >= a - both && i < a - both + b,
  }));
  const question = text(d, 'asked');
  const isAsked = ({ x, y }: { x: boolean; y: boolean }): boolean => {
    if (/neither|none of|do not \w+ either/.test(question)) return !x && !y;
    if (/exactly one|but not both|just one/.test(question)) return x !== y;
    if (/or both|at least one/.test(question)) return x || y;
    return /but not|only|and do not/.test(question) ? x && !y : x && y;
  };
  return population.filter(isAsked).length;
}

/** The weight in percent of the cases that the question asks for. */
function percentOfCases(d: Drawn): number {
  const percents = d.percents as readonly number[];
  const question = text(d, 'asked');
  const isAboutFailing = ['fails', 'fail'].some((key) => question.endsWith(` ${text(d, key)}`));
  const cases = tuples(percents.length, 2).map((bits) => {
    const given = bits.map((bit) => bit === 1);
    const weights = percents.map((percent, i) => (given[i] ? percent : 100 - percent) / 100);
    const hits = given.filter((each) => each === (isAboutFailing === d.areFailing)).length;
    return { weight: weights.reduce((x, y) => x * y), hits };
  });
  const isAsked = (hits: number): boolean => {
    if (question.startsWith('at least one')) return hits > 0;
    if (/^(?:neither|none)/.test(question)) return hits === 0;
    return (hits === percents.length) !== question.startsWith('not ');
  };
  return 100 * cases.reduce((sum, { weight, hits }) => sum + (isAsked(hits) ? weight : 0), 0);
}

/** Minutes since midnight of `08:05`. */
function minutes(d: Drawn, key: string): number {
  const [hour = 0, minute = 0] = text(d, key).split(':').map(Number);
  return 60 * hour + minute;
}

export function clockAt(time: number): string {
  return new Date(Date.UTC(2000, 0, 1, 0, time)).toISOString().slice(11, 16);
}

/** When something has grown to its limit. */
function full(d: Drawn, used: number, change: number): number {
  return firstIf(0, (time) => used + time * change >= n(d, 'limit'));
}

/** Answers to the questions that only train has, found by another way than the generator's. */
export const trainOracles: Readonly<Record<string, Oracle>> = {
  'loops/bodyRuns': (d) => visited(text(d, 'code')).length,
  'loops/lastPrinted': (d) => visited(text(d, 'code')).at(-1)!,
  'loops/nestedRuns': calls,
  'loops/passes': (d) => runPython(d.python, text(d, 'name')),
  'combinatorics/group': (d) => ways(n(d, 'n'), n(d, 'k')),
  'combinatorics/handshakes': (d) => ways(n(d, 'n'), 2),
  'combinatorics/podium': (d) => fillings(n(d, 'n'), n(d, 'k')),
  'combinatorics/queue': (d) => fillings(n(d, 'n'), n(d, 'n')),
  'combinatorics/repeats': (d) =>
    Array.from({ length: n(d, 'length') }).reduce<number>((sum) => n(d, 'symbols') * sum, 1),
  'dates/difference': daysApart,
  'dates/inclusiveDays': (d) => daysApart(d) + 1,
  'setCounting/overlap': asked,
  'setCounting/shared': asked,
  'probability/eachAlike': percentOfCases,
  'probability/eachOwn': percentOfCases,
  'rates/samePace': (d) => n(d, 'k') / (n(d, 'n') / n(d, 'm')),
  'rates/doneIn': (d) => n(d, 'given') / (n(d, 'each') / n(d, 'done')),
  'rates/bulkPrice': (d) => n(d, 'k') / (n(d, 'n') / n(d, 'm')),
  'rates/inverseTime': (d) =>
    firstIf(1, (time) => time * n(d, 'given') >= n(d, 'workers') * n(d, 'time')),
  'rates/inverseCount': (d) =>
    firstIf(1, (count) => count * n(d, 'given') >= n(d, 'workers') * n(d, 'time')),
  'rates/addedRates': (d) =>
    firstIf(1, (time) => time * n(d, 'a') + time * n(d, 'b') >= n(d, 'total')),
  'rates/untilFull': (d) => full(d, 0, n(d, 'rate')),
  'rates/roomLeft': (d) => full(d, n(d, 'used'), n(d, 'rate')),
  'rates/netGrowth': (d) => full(d, n(d, 'used'), n(d, 'added') - n(d, 'removed')),
  'byteUnits/overLink': (d) =>
    (n(d, 'size') * (text(d, 'sizeText').endsWith('GB') ? 8e9 : 8e6)) /
    (n(d, 'rate') * 1e6 * (text(d, 'unit') === 'minutes' ? 60 : 1)),
  'byteUnits/overDisk': (d) =>
    (n(d, 'size') * (text(d, 'sizeText').endsWith('GB') ? 1e9 : 1e6)) / (n(d, 'rate') * 1e6),
  'byteUnits/amountSent': (d) =>
    ((n(d, 'rate') * 1e6) / 8 / 1e6) * n(d, 'time') * (text(d, 'unit') === 'minutes' ? 60 : 1),
  'timeUnits/everyHours': (d) => clockAt(minutes(d, 'start') + 60 * (n(d, 'k') - 1) * n(d, 'step')),
  'timeUnits/everyMinutes': (d) => clockAt(minutes(d, 'start') + (n(d, 'k') - 1) * n(d, 'step')),
  'timeUnits/allDay': (d) =>
    countIf(0, 1439, (at) => at % (n(d, 'step') * (text(d, 'unit') === 'hours' ? 60 : 1)) === 0),
  'timeUnits/withinHours': (d) =>
    countIf(
      minutes(d, 'start'),
      minutes(d, 'stop'),
      (at) => (at - minutes(d, 'start')) % n(d, 'step') === 0,
    ),
  'timeUnits/nextOne': (d) => {
    const now = minutes(d, 'time');
    const next = firstIf(now, (at) => (at - minutes(d, 'start')) % n(d, 'step') === 0);
    return text(d, 'ask').includes('minutes') ? next - now : clockAt(next);
  },
  'timeUnits/timeSpan': (d) => minutes(d, 'stop') - minutes(d, 'start'),
};
