import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { plainPrices } from './plainPrices';

const timeUnits = [
  { unit: 'second', units: 'seconds' },
  { unit: 'minute', units: 'minutes' },
  { unit: 'hour', units: 'hours' },
  { unit: 'day', units: 'days' },
] as const;
const worked = [
  'files',
  'rows',
  'pages',
  'photos',
  'jobs',
  'requests',
  'tickets',
  'letters',
  'parts',
];

const sameUnit = definePlainForm({
  name: 'sameUnit',
  draw: (pick, size) => ({
    rate: pick.int(2, 40 * size),
    time: pick.int(2, 15 * size),
    thing: pick.of(worked),
    ...pick.of(timeUnits),
  }),
  templates: [
    'A script handles {rate} {thing} per {unit}. How many does it handle in {time} {units}?',
    'We get {rate} new {thing} every {unit}. How many come in within {time} {units}?',
    '{rate} {thing} per {unit} for {time} {units}. How many {thing} in all?',
    'I finish {rate} {thing} per {unit}. If I work for {time} {units}, how many {thing} have I finished?',
    'how many {thing} does a machine make in {time} {units} if it makes {rate} each {unit}',
    'rate: {rate} {thing}/{unit}\ntime: {time} {units}\ntotal = ?',
    'A sensor sends {rate} {thing} per {unit}. {time} {units} later, how many has it sent?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Multiply the rate by the time',
      text: '[every {unit} brings {rate} {thing}, and there are {time} {units}|there are {time} {units} with {rate} {thing} in each], so we multiply',
      work: '{rate} * {time}',
    },
  ],
});

const neededTime = definePlainForm({
  name: 'neededTime',
  draw: (pick, size) => {
    const rate = pick.int(2, 30 * size);
    return {
      rate,
      total: rate * pick.int(2, 20 * size),
      thing: pick.of([...worked, 'MB', 'lines', 'liters', 'meters']),
      ...pick.of(timeUnits),
    };
  },
  templates: [
    'How many {units} do {total} {thing} take at {rate} {thing} per {unit}?',
    'A buffer has room for {total} {thing} and fills by {rate} {thing} per {unit}. After how many {units} is it full?',
    'We do {rate} {thing} per {unit} and have {total} to do. In how many {units} are we done?',
    '{total} {thing}, {rate} per {unit}. How many {units}?',
    'The limit is {total} {thing}. If {rate} {thing} are added each {unit}, beginning with none, how many {units} until the limit?',
    'my job has {total} {thing} left and i see about {rate} {thing} per {unit} in the log. how many {units} will it still run',
    'Every {unit} {rate} of {total} {thing} are written. For how many {units} does that go on?',
  ],
  goal: 'the time',
  unit: '{units}',
  steps: [
    {
      title: 'Divide by the rate',
      text: '[each {unit} takes {rate} of the {total} {thing}|we see how often {rate} goes into {total}], so we divide',
      work: '{total} / {rate}',
    },
  ],
});

const measuredRate = definePlainForm({
  name: 'measuredRate',
  draw: (pick, size) => {
    const time = pick.int(2, 12 * size);
    return {
      time,
      total: time * pick.int(2, 30 * size),
      thing: pick.of(worked),
      ...pick.of(timeUnits),
    };
  },
  templates: [
    'A run of {time} {units} produced {total} {thing}. How many {thing} per {unit} is that?',
    '{total} {thing} in {time} {units}. Rate per {unit}?',
    'In {time} {units} we counted {total} {thing}. On average, how many came per {unit}?',
    'What is the throughput in {thing} per {unit} if {total} {thing} take {time} {units}?',
    'it did {total} {thing} in {time} {units}, so how many is that every {unit}',
    'Over {time} {units}, {total} {thing} went through, evenly. How many went through in one {unit}?',
  ],
  goal: 'the number of {thing} per {unit}',
  steps: [
    {
      title: 'Divide by the time',
      text: 'the {total} {thing} are spread over {time} {units}, so we divide',
      work: '{total} / {time}',
    },
  ],
});

const whatIsLeft = definePlainForm({
  name: 'whatIsLeft',
  draw: (pick, size) => {
    const [rate, time] = [pick.int(2, 12 * size), pick.int(2, 9 * size)];
    return {
      rate,
      time,
      total: rate * time + pick.int(2, 60 * size),
      thing: pick.of(worked),
      ...pick.of(timeUnits),
    };
  },
  templates: [
    'There are {total} {thing} to do, and we do {rate} per {unit}. How many are left after {time} {units}?',
    'A disk has room for {total} {thing}, and {rate} are stored every {unit}. For how many is there still room after {time} {units}?',
    'We started with {total} {thing} and use up {rate} per {unit}. How many do we have {time} {units} later?',
    '{total} {thing} minus {rate} per {unit}, for {time} {units}. What remains?',
    'i had {total} {thing} on my list, closed {rate} each {unit} for {time} {units}. how many are still open',
    'Of {total} {thing}, {rate} are deleted per {unit}. Count what is there after {time} {units}.',
  ],
  goal: 'the number of {thing} that are left',
  steps: [
    {
      title: 'Take away what is done',
      text: '{time} {units} with {rate} {thing} each are taken away from {total}',
      work: '{total} - {rate} * {time}',
    },
  ],
});

const grownTo = definePlainForm({
  name: 'grownTo',
  draw: (pick, size) => ({
    start: pick.int(5, 100 * size),
    rate: pick.int(2, 15 * size),
    time: pick.int(2, 12 * size),
    thing: pick.of(['users', 'files', 'followers', 'tests', 'dollars', 'entries', 'servers']),
    ...pick.of([
      { unit: 'day', units: 'days' },
      { unit: 'week', units: 'weeks' },
      { unit: 'month', units: 'months' },
      { unit: 'hour', units: 'hours' },
    ]),
  }),
  templates: [
    'We have {start} {thing} now and get {rate} more each {unit}. How many do we have after {time} {units}?',
    'Start: {start} {thing}. Every {unit}: {rate} more. After {time} {units}?',
    'A counter stands at {start} {thing} and grows by {rate} per {unit}. Where does it stand in {time} {units}?',
    'there are {start} {thing} and {rate} are added per {unit}, how many will there be in {time} {units}',
    'Beginning with {start} {thing}, {rate} are gained in each of {time} {units}. What is the total at the end?',
    'If I save {rate} {thing} every {unit} and already have {start}, how many are it in {time} {units}?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Add what comes in',
      text: '[{rate} come in {time} times, on top of the {start}|to the {start} we add {time} times {rate}]',
      work: '{start} + {rate} * {time}',
    },
  ],
});

const travelled = definePlainForm({
  name: 'travelled',
  draw: (pick, size) => ({
    speed: pick.int(3, 40 * size),
    time: pick.of([pick.int(2, 4 * size), pick.int(3, 19) / 2]),
    who: pick.of(['A train', 'A car', 'A drone', 'A cyclist', 'A delivery van', 'A robot']),
  }),
  templates: [
    '{who} goes {speed} km per hour. How many km does it cover in {time} hours?',
    '{who} moves at {speed} km/h for {time} hours. What distance is that in km?',
    'speed {speed} km/h, time {time} h. distance in km?',
    'How far does one get in {time} hours at {speed} km per hour, in km?',
    'After {time} hours at a steady {speed} km per hour, how many km lie behind me?',
  ],
  goal: 'the distance',
  unit: 'km',
  steps: [
    {
      title: 'Multiply speed and time',
      text: 'each hour brings {speed} km, and there are {time} hours',
      work: '{speed} * {time}',
    },
  ],
});

const travelTime = definePlainForm({
  name: 'travelTime',
  draw: (pick, size) => {
    const speed = pick.int(3, 30 * size);
    return { speed, distance: speed * pick.of([pick.int(2, 9), pick.int(3, 19) / 2]) };
  },
  templates: [
    'How many hours does a trip of {distance} km take at {speed} km per hour?',
    '{distance} km at {speed} km/h. Time in hours?',
    'We drive {distance} km, always at {speed} km per hour. For how many hours are we on the road?',
    'a drone flies {speed} km per hour, how many hours for {distance} km',
    'The city is {distance} km away. When I go {speed} km each hour, in how many hours am I there?',
  ],
  goal: 'the time',
  unit: 'hours',
  steps: [
    {
      title: 'Divide the distance by the speed',
      text: 'every hour takes {speed} of the {distance} km, so we divide',
      work: '{distance} / {speed}',
    },
  ],
});

const perSecondFrames = definePlainForm({
  name: 'perSecondFrames',
  draw: (pick, size) => ({
    rate: pick.of([10, 24, 25, 30, 50, 60, 120]),
    time: pick.int(2, 25 * size),
    thing: pick.of(['frames', 'samples', 'images', 'ticks']),
    what: pick.of(['clip', 'recording', 'animation', 'simulation']),
  }),
  templates: [
    'A {what} has {rate} {thing} per second and lasts {time} seconds. How many {thing} are in it?',
    '{time} s at {rate} {thing} per second. Number of {thing}?',
    'How many {thing} does a {what} of {time} seconds contain at {rate} {thing} a second?',
    'our {what} runs for {time} seconds with {rate} {thing} every second, how many {thing} is that',
    'const rate = {rate}; // {thing} per second\nconst seconds = {time};\nHow many {thing} are there altogether?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Multiply rate and time',
      text: 'each second has {rate} {thing}, and there are {time} seconds',
      work: '{rate} * {time}',
    },
  ],
});

const twoWorkers = definePlainForm({
  name: 'twoWorkers',
  draw: (pick, size) => ({
    a: pick.int(2, 20 * size),
    b: pick.int(2, 20 * size),
    time: pick.int(2, 8 * size),
    thing: pick.of(worked),
    ...pick.of(timeUnits),
  }),
  templates: [
    'One machine makes {a} {thing} per {unit}, another one {b}. How many do both make together in {time} {units}?',
    'Worker A: {a} {thing} per {unit}. Worker B: {b} {thing} per {unit}. Sum after {time} {units}?',
    'We run two scripts at once, one with {a} {thing} per {unit} and one with {b}. How many {thing} are done after {time} {units}?',
    'me {a} {thing} per {unit}, my colleague {b} per {unit}. how many in {time} {units} if we both work',
    'Two pipelines deliver {a} and {b} {thing} each {unit}. What do they deliver together in {time} {units}?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Add the rates and multiply',
      text: 'together they bring {a} + {b} {thing} each {unit}, for {time} {units}',
      work: '({a} + {b}) * {time}',
    },
  ],
});

/** Amounts, rates and prices in one unit: what is multiplied or divided once or twice. */
export const plainRates: readonly AnyForm[] = [
  sameUnit,
  neededTime,
  measuredRate,
  whatIsLeft,
  grownTo,
  travelled,
  travelTime,
  perSecondFrames,
  twoWorkers,
  ...plainPrices,
];
