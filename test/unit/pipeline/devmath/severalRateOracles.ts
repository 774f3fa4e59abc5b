import { countIf, firstIf, text } from './oracles';
import type { Oracle } from './oracles';
import { of, repeat } from './plainOracles';

const rangeOracles: Readonly<Record<string, Oracle>> = {
  'ranges/minutesForPages': of((v) => {
    let minutes = 0;
    for (let page = v('from'); page <= v('to'); page += 1) minutes += v('each');
    return minutes;
  }),
  'ranges/postsAndPrice': of(
    (v) => v('each') * countIf(0, v('length'), (at) => at % v('gap') === 0),
  ),
  'ranges/bothSides': of((v) => 2 * countIf(0, v('length'), (at) => at % v('gap') === 0)),
  'ranges/multiplesBetween': of((v) => countIf(v('from'), v('to'), (i) => i % v('k') === 0)),
  'ranges/twoRanges': of((v) =>
    countIf(1, v('d'), (i) => (i >= v('a') && i <= v('b')) || (i >= v('c') && i <= v('d'))),
  ),
  'ranges/portPool': of((v) => countIf(v('first') + v('n') * v('each'), v('last'), () => true)),
  'ranges/sheetCells': of((v, d) => {
    const columns = countIf(
      text(d, 'left').charCodeAt(0),
      text(d, 'right').charCodeAt(0),
      () => true,
    );
    return repeat(columns, -v('empty'), (sum) => sum + countIf(v('top'), v('bottom'), () => true));
  }),
  'ranges/lastPage': of((v) => {
    let left = v('total');
    while (left > v('per')) left -= v('per');
    return left;
  }),
  'ranges/pageOfItem': of((v) => firstIf(1, (page) => page * v('per') >= v('item'))),
  'ranges/itemsOfPage': of((v) => {
    let number = 0;
    for (let page = 1; page <= v('page'); page += 1)
      for (let place = 1; place <= v('per'); place += 1) {
        number += 1;
        if (page === v('page') && place === v('place')) return number;
      }
    return NaN;
  }),
  'ranges/sliceOfSlice': of(
    (v) => Array.from({ length: 5000 }).slice(v('start'), v('stop')).slice(v('skip')).length,
  ),
  'ranges/elementOfRange': of(
    (v) =>
      Array.from({ length: 200 }, (_, i) => v('first') + v('step') * i).slice(v('from'))[
        v('index')
      ]!,
  ),
  'ranges/flatIndex': of((v) => {
    let offset = 0;
    for (let row = 0; row < v('row'); row += 1) offset += v('cols') * v('each');
    return repeat(v('col'), offset, (at) => at + v('each'));
  }),
};

/** When the last of `count` items leaves the last stage; each stage has one item at a time. */
function lastOut(stages: readonly number[], count: number): number {
  const free = stages.map(() => 0);
  for (let item = 0; item < count; item += 1) {
    let ready = 0;
    stages.forEach((time, stage) => {
      ready = Math.max(ready, free[stage]!) + time;
      free[stage] = ready;
    });
  }
  return free.at(-1)!;
}

const queueOracles: Readonly<Record<string, Oracle>> = {
  'rates/workersInParallel': of((v) =>
    firstIf(1, (time) => time * v('workers') * v('each') >= v('total')),
  ),
  'rates/drainTime': of((v) => {
    let [waiting, seconds] = [v('waiting'), 0];
    while (waiting > 0) {
      waiting += v('arrive') - v('workers') * v('each');
      seconds += 1;
    }
    return seconds;
  }),
  'rates/batchRuns': of((v) => {
    let [time, left] = [0, v('total')];
    while (left > 0) {
      if (left < v('total')) time += v('pause');
      time += v('each');
      left -= v('batch');
    }
    return time;
  }),
  'rates/pipelineTime': of((v) => lastOut([v('a'), v('slow'), v('c')], v('n'))),
  'rates/roundsOfWorkers': of((v) => {
    const busyUntil = Array.from({ length: v('slots') }, () => 0);
    for (let i = 0; i < v('total'); i += 1) {
      busyUntil.sort((a, b) => a - b);
      busyUntil[0] = busyUntil[0]! + v('each');
    }
    return Math.max(...busyUntil);
  }),
  'rates/helperJoins': of((v) =>
    firstIf(0, (time) => v('a') * (v('alone') + time) + v('b') * time >= v('total')),
  ),
};

const tripOracles: Readonly<Record<string, Oracle>> = {
  'rates/meeting': of((v) => firstIf(1, (time) => time * v('a') + time * v('b') >= v('distance'))),
  'rates/catchingUp': of((v) => v('lead') / (v('fast') / v('slow') - 1)),
  'rates/averageSpeed': of((v) => {
    const second = v('t2') / (v('t1') + v('t2'));
    return v('v1') + (v('v2') - v('v1')) * second;
  }),
  'rates/arrivalWithStop': of((v) => v('pause') + v('distance') / (v('speed') / 60)),
  'rates/fuelCost': of((v) => v('price') * (v('per') / 100) * v('distance')),
};

const billOracles: Readonly<Record<string, Oracle>> = {
  'rates/monthlyServers': of((v) =>
    repeat(v('days'), 0, (sum) => sum + v('hourly') * v('hours') * v('n')),
  ),
  'rates/freeTier': of((v) => v('base') + v('each') * countIf(1, v('used'), (i) => i > v('free'))),
  'rates/monthsOfBudget': of((v) => {
    let [left, months] = [v('budget') - v('setup'), 0];
    while (left >= v('seats') * v('each')) {
      left -= v('seats') * v('each');
      months += 1;
    }
    return months;
  }),
  'rates/unitPriceGap': of((v) => v('a') / v('m') - v('b') / v('n')),
  'rates/tokenBill': of((v) => (v('calls') / 1000) * (v('input') * v('p') + v('output') * v('q'))),
  'rates/splitUneven': of((v) => {
    const [a, b, c] = [v('a'), v('b'), v('c')];
    return (a - c + b - c) / 3;
  }),
};

const proportionOracles: Readonly<Record<string, Oracle>> = {
  'rates/ratioParts': of((v) => v('total') / (1 + v('a') / v('b'))),
  'rates/scaledRecipe': of((v) => v('amount') * (v('m') / v('n'))),
  'rates/aspectRatio': of((v) => (v('width') ** 2 * v('y')) / v('x')),
  'rates/mapScale': of((v) => ((v('cm') / 100) * v('scale')) / 1000),
  'rates/tiledFloor': of((v) => (v('w') * v('h') * v('layers')) / v('tile') ** 2),
  'rates/innerArea': of((v) => {
    const [w, h, border] = [v('w'), v('h'), v('border')];
    return w * h - 2 * border * w - 2 * border * (h - 2 * border);
  }),
};

const meanOracles: Readonly<Record<string, Oracle>> = {
  'rates/neededScore': of((v) =>
    firstIf(0, (score) => (v('n') * v('mean') + score) / (v('n') + 1) >= v('wanted')),
  ),
  'rates/weightedMean': of((v) => {
    const values = [
      ...Array.from({ length: v('n') }, () => v('a')),
      ...Array.from({ length: v('m') }, () => v('b')),
    ];
    return values.reduce((a, b) => a + b) / values.length;
  }),
  'rates/withoutOutlier': of((v) => v('mean') + (v('mean') - v('outlier')) / (v('n') - 1)),
  'rates/middleOfList': (d) => {
    const values = text(d, 'list').split(', ').map(Number);
    const rank = (value: number): number => values.filter((each) => each < value).length;
    const half = (values.length - 1) / 2;
    const middle = values.filter((value) => Math.abs(rank(value) - half) < 1);
    return middle.reduce((a, b) => a + b) / middle.length;
  },
  'rates/meanAndTotal': of((v) => {
    const mean = v('a') / 4 + v('b') / 4 + v('c') / 4 + v('d') / 4;
    return repeat(v('days'), 0, (sum) => sum + mean);
  }),
};

const amountOracles: Readonly<Record<string, Oracle>> = {
  'rates/relatedNumbers': of((v) => v('a') * (1 + 2 * v('k')) - v('d')),
  'rates/agesInYears': of((v) => v('later') + v('older') - v('younger') + v('age')),
  'rates/floorsApart': of((v) => v('more') + v('start') - v('down')),
};

/** Ranges, pages, queues, trips, bills, proportions and means. */
export const severalRateOracles: Readonly<Record<string, Oracle>> = {
  ...rangeOracles,
  ...queueOracles,
  ...tripOracles,
  ...billOracles,
  ...proportionOracles,
  ...meanOracles,
  ...amountOracles,
};
