import { countIf, firstIf, text } from './oracles';
import type { Drawn, Oracle } from './oracles';
import { byBits, of, repeat } from './plainOracles';
import { clockAt } from './trainOracles';

/** Minutes since midnight of `08:05`. */
function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return 60 * hour + minute;
}

/** One place on in a ring, again and again. */
function around(size: number, start: number, times: number): number {
  return repeat(times, start, (at) => (at === size - 1 ? 0 : at + 1));
}

const sizeOracles: Readonly<Record<string, Oracle>> = {
  'byteUnits/frameBuffer': of((v) => repeat(v('h'), 0, (sum) => sum + v('w') * v('bytes')) / 1000),
  'byteUnits/logVolume': of(
    (v) => repeat(60 * v('hours'), 0, (sum) => sum + 60 * v('rate') * v('bytes')) / 1e6,
  ),
  'byteUnits/retainedData': of((v) =>
    repeat(v('days'), 0, (sum) => repeat(v('copies'), sum, (all) => all + v('each'))),
  ),
  'byteUnits/roomForBackups': of((v) =>
    firstIf(0, (k) => v('used') + (k + 1) * v('each') > v('tb') * 1000),
  ),
  'byteUnits/cacheEntries': of((v) => Math.floor((v('mib') * 2 ** 20) / (v('key') + v('value')))),
  'byteUnits/mixedMedia': of((v) =>
    firstIf(0, (free) => free + v('n') * v('a') + v('m') * v('b') === v('gb') * 1000),
  ),
  'byteUnits/compressedUpload': of(
    (v) => (v('gb') * 1e9 * (1 - v('percent') / 100)) / (v('rate') * 1e6),
  ),
  'byteUnits/restOfDownload': of((v) => (v('total') * (1 - v('percent') / 100)) / v('rate')),
  'byteUnits/packetHeaders': of((v) => {
    let sent = 0;
    for (let left = v('data'); left > 0; left -= v('payload'))
      sent += v('header') + Math.min(left, v('payload'));
    return sent;
  }),
  'byteUnits/streamSize': of((v) => (v('rate') * 1000 * v('minutes') * 60) / 8e6),
  'byteUnits/twoLinks': of((v) => (v('gb') * 8e9) / (v('a') * 1e6 + v('b') * 1e6)),
  'byteUnits/hourlyTraffic': of(
    (v) => repeat(60 * v('minutes'), 0, (sum) => sum + v('rate') * v('kb')) / 1000,
  ),
};

const timeOracles: Readonly<Record<string, Oracle>> = {
  'timeUnits/doubledWaits': of((v) => {
    let [total, wait] = [0, v('first')];
    for (let i = 0; i < v('n'); i += 1) {
      total += wait;
      wait *= 2;
    }
    return total;
  }),
  'timeUnits/timeoutsAndWaits': of((v) => {
    let total = 0;
    for (let i = 1; i <= v('tries'); i += 1)
      total += v('timeout') + (i < v('tries') ? v('wait') : 0);
    return total;
  }),
  'timeUnits/missedRuns': of((v) =>
    countIf(1, v('hours') * 60 + v('minutes'), (minute) => minute % v('step') === 0),
  ),
  'timeUnits/averageGap': of((v) =>
    firstIf(1, (gap) => v('start') + (v('n') - 1) * gap >= v('stop')),
  ),
  'timeUnits/fasterPlayback': of((v) => (v('hours') * 60 + v('minutes')) * (1 - 1 / v('speed'))),
  'timeUnits/weeklyTotal': of((v) =>
    repeat(v('weeks'), 0, (hours) => hours + (v('days') * v('minutes')) / 60),
  ),
  'timeUnits/savedByFaster': of((v) => {
    const hours = (each: number): number => (v('perDay') * v('days') * each) / 60;
    return hours(v('before')) - hours(v('after'));
  }),
  'timeUnits/endAfterParts': of((v, d) =>
    clockAt(minutesOf(text(d, 'shown')) + v('a') + v('b') + v('pause')),
  ),
  'timeUnits/workedTime': of((v, d) =>
    countIf(minutesOf(text(d, 'start')) + v('pause') + 1, minutesOf(text(d, 'stop')), () => true),
  ),
  'timeUnits/otherTimeZone': of((v, d) => {
    const local = 60 * v('hour') + Number(text(d, 'minute'));
    return clockAt((local - 60 * v('east') - 60 * v('west') + 2880) % 1440);
  }),
  'timeUnits/freeHours': of((v) => (1440 - 60 * v('sleep') - 60 * v('work') - 2 * v('ride')) / 60),
};

const percentOracles: Readonly<Record<string, Oracle>> = {
  'percentages/twoDiscounts': of(
    (v) => v('price') * (1 - v('first') / 100) * (1 - v('second') / 100),
  ),
  'percentages/downThenUp': of((v) => v('start') * (1 - v('down') / 100) * (1 + v('up') / 100)),
  'percentages/savedFromReduced': of((v) => v('paid') / (1 - v('percent') / 100) - v('paid')),
  'percentages/orderWithTax': of((v) =>
    repeat(v('n'), 0, (sum) => sum + v('each') * (1 - v('off') / 100) * (1 + v('tax') / 100)),
  ),
  'percentages/markedUp': of((v) => v('cost') * ((1 + v('up') / 100) * (1 - v('off') / 100) - 1)),
  'percentages/compoundGain': of((v) => v('start') * ((1 + v('percent') / 100) ** 2 - 1)),
  'percentages/funnel': of(
    (v) => v('dollars') * v('visitors') * (v('first') / 100) * (v('second') / 100),
  ),
  'percentages/pointsAndPercent': of((v) => (v('now') / v('old') - 1) * 100),
  'percentages/stillNeeded': of((v) =>
    firstIf(0, (more) => (v('done') + more) * 100 >= v('percent') * v('total')),
  ),
  'percentages/batteryTime': of((v) =>
    firstIf(0, (hours) => v('full') - hours * v('rate') <= v('low')),
  ),
  'percentages/overallRate': of((v) => {
    const weight = v('a') / (v('a') + v('b'));
    return weight * v('p') + (1 - weight) * v('q');
  }),
  'percentages/restOfRest': of((v) => (v('total') / v('part')) * (1 - v('first') / 100)),
};

const rightOf = (name: string): number => ({ read: 4, write: 2, execute: 1 })[name] ?? NaN;

function mode(d: Drawn): string {
  const owner = text(d, 'who').split(' and ').map(rightOf);
  const rest = rightOf(text(d, 'rest'));
  return [owner.reduce((a, b) => a + b), rest, rest].join('');
}

const bitOracles: Readonly<Record<string, Oracle>> = {
  'bitArithmetic/subnetHosts': of((v) => Number(`0b1${'0'.repeat(32 - v('prefix'))}`) - 2),
  'bitArithmetic/subnetSplit': of((v) => {
    const [all, each] = [2 ** (32 - v('large')), 2 ** (32 - v('small'))];
    return all - 2 * (all / each);
  }),
  'bitArithmetic/elementAddress': of((v, d) =>
    repeat(v('index'), Number(text(d, 'base')), (address) => address + v('each')),
  ),
  'bitArithmetic/regionSize': of((v, d) =>
    countIf(
      Number(text(d, 'first')),
      Number(text(d, 'last')),
      (address) => address % v('each') === 0,
    ),
  ),
  'bitArithmetic/hexTextSize': of((v) => `${'f'.repeat(v('bits') / 4)}\n`.repeat(v('n')).length),
  'bitArithmetic/extractField': of(
    (v) => Math.floor(v('value') / 2 ** v('shift')) % (v('mask') + 1),
  ),
  'bitArithmetic/packFields': of((v) => v('high') * 2 ** v('shift') + v('low')),
  'bitArithmetic/setAndToggle': of((v) => {
    const set = byBits(v('start'), v('set'), (a, b) => a || b);
    return byBits(set, v('toggle'), (a, b) => a !== b);
  }),
  'bitArithmetic/channelMean': (d) =>
    Number(text(d, 'r')) / 3 + Number(text(d, 'g')) / 3 + Number(text(d, 'b')) / 3,
  'bitArithmetic/enoughBits': of((v) => firstIf(0, (bits) => 2 ** bits >= v('items'))),
  'bitArithmetic/fileMode': mode,
  'bitArithmetic/nextHexAddress': of((v, d) => {
    const end = repeat(v('count'), Number(text(d, 'base')), (at) => at + v('each'));
    return `0x${end.toString(16).toUpperCase()}`;
  }),
};

const modularOracles: Readonly<Record<string, Oracle>> = {
  'modular/twoWrites': of((v) => around(v('n'), v('start'), v('a') + v('b'))),
  'modular/stepsBack': of((v) =>
    repeat(v('back'), v('start'), (at) => (at === 0 ? v('n') - 1 : at - 1)),
  ),
  'modular/clockFace': of((v) =>
    repeat(v('a') + v('b'), v('hour'), (hour) => (hour === 12 ? 1 : hour + 1)),
  ),
  'modular/onCall': of((v, d) => {
    const names = text(d, 'list').split(/, | and /);
    return names[around(names.length, 0, v('week') - 1)] ?? '';
  }),
  'modular/counterWraps': of((v) =>
    Number(BigInt.asUintN(v('bits'), BigInt(v('start') + v('n') * v('each')))),
  ),
  'modular/linearProbe': of((v) => around(v('n'), 0, v('key') + 2)),
  'modular/polynomialHash': of((v) => around(v('n'), 0, v('a') * v('factor') + v('b'))),
  'modular/checkDigit': of((v) => {
    const sum = v('a') + v('c') + v('weight') * (v('b') + v('d'));
    return firstIf(1, (digit) => (sum + digit) % 10 === 0);
  }),
  'modular/boxesInBoxes': of((v) => {
    let left = v('total');
    while (left >= v('large')) left -= v('large');
    while (left >= v('small')) left -= v('small');
    return left;
  }),
  'modular/paddedBlocks': of((v) =>
    firstIf(0, (zeros) => (v('message') + v('header') + zeros) % v('block') === 0),
  ),
};

/** Sizes, times, percentages, bits and remainders. */
export const severalNumberOracles: Readonly<Record<string, Oracle>> = {
  ...sizeOracles,
  ...timeOracles,
  ...percentOracles,
  ...bitOracles,
  ...modularOracles,
};
