import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';

/** What fills up, in a unit that its limit and its growth share. */
const stores = [
  { store: 'disk', unit: 'GB', action: 'is full' },
  { store: 'log file', unit: 'MB', action: 'has reached its limit' },
  { store: 'mailbox', unit: 'MB', action: 'is full' },
  { store: 'buffer', unit: 'KB', action: 'is full' },
  { store: 'table', unit: 'rows', action: 'has reached its limit' },
  { store: 'queue', unit: 'messages', action: 'has reached its limit' },
  { store: 'water tank', unit: 'liters', action: 'is full' },
] as const;

const times = [
  { time: 'minute', times: 'minutes' },
  { time: 'hour', times: 'hours' },
  { time: 'day', times: 'days' },
  { time: 'second', times: 'seconds' },
] as const;

const untilFull = defineTrainForm({
  name: 'untilFull',
  difficulties: ['easy'],
  draw: (pick) => {
    const [rate, result] = [pick.int(2, 40), pick.int(3, 60)];
    return { ...pick.of(stores), ...pick.of(times), rate, result, limit: rate * result };
  },
  templates: [
    'An empty {store} has room for {limit} {unit}, and {rate} {unit} come in per {time}. After how many {times} is there no room left?',
    'The content of our {store} grows by {rate} {unit} every {time}, starting from zero. The limit is {limit} {unit}. In how many {times} is the limit reached?',
    'The limit of a {store} is {limit} {unit}. At {rate} {unit} per {time}, how many {times} does it take from empty to the limit?',
    'Every {time} adds {rate} {unit} to an empty {store}. When, in {times}, do we get to {limit} {unit}?',
    'capacity: {limit} {unit}, empty now\ninflow: {rate} {unit} per {time}\n{times} until it {action}: ?',
    'we fill a {store} with {rate} {unit} per {time}, it holds {limit} {unit}. how many {times} till it {action}',
    'How many {times} can I go on before my empty {store}, with room for {limit} {unit}, {action}, if each {time} fills {rate} {unit} of it?',
  ],
  solve: ({ rate, result, limit, unit, time, times: plural }) => ({
    answer: String(result),
    goal: 'the time until the limit is reached',
    unit: plural,
    steps: [
      {
        title: 'Divide the limit by the rate',
        text: `each ${time} adds ${rate} ${unit}, so we divide the limit of ${limit} ${unit} by this`,
        equations: [`${limit} / ${rate} = ${result} ${plural}`],
      },
    ],
  }),
});

const roomLeft = defineTrainForm({
  name: 'roomLeft',
  difficulties: ['medium'],
  draw: (pick) => {
    const [rate, result, used] = [pick.int(2, 40), pick.int(3, 60), pick.int(5, 900)];
    const limit = used + rate * result;
    return { ...pick.of(stores), ...pick.of(times), rate, result, used, limit };
  },
  templates: [
    'A {store} with a limit of {limit} {unit} already holds {used} {unit}, and {rate} {unit} are added per {time}. After how many {times} has it reached the limit?',
    'There are {used} {unit} in our {store} now. Its content grows by {rate} {unit} per {time} and may have {limit} {unit} at most. How many {times} are left?',
    '{used} of {limit} {unit} are in use. If {rate} {unit} more are used every {time}, how many {times} does the rest last?',
    'When, in {times} from now, is a {store} of {limit} {unit} full that has {used} {unit} in it and takes in {rate} {unit} each {time}?',
    'now: {used} {unit}\nlimit: {limit} {unit}\ngrowth: {rate} {unit} per {time}\n{times} until the limit: ?',
    'the {store} is at {used} {unit} and gets {rate} {unit} bigger per {time}. it stops at {limit} {unit}, how many {times} is that from now',
  ],
  solve: ({ rate, result, used, limit, unit, time, times: plural }) => ({
    answer: String(result),
    goal: 'the time until the limit is reached',
    unit: plural,
    steps: [
      {
        title: 'Divide the room that is left by the rate',
        text: `${limit} - ${used} ${unit} are still free, and each ${time} takes ${rate} ${unit}, so we divide`,
        equations: [`(${limit} - ${used}) / ${rate} = ${result} ${plural}`],
      },
    ],
  }),
});

const netGrowth = defineTrainForm({
  name: 'netGrowth',
  difficulties: ['hard'],
  draw: (pick) => {
    const [net, removed, result, used] = [
      pick.int(2, 25),
      pick.int(2, 30),
      pick.int(3, 60),
      pick.int(0, 1) * pick.int(5, 600),
    ];
    const limit = used + net * result;
    const added = net + removed;
    const store = pick.of(stores);
    const state = used === 0 ? 'is empty now' : `holds ${used} ${store.unit} now`;
    return { ...store, ...pick.of(times), net, removed, added, result, used, limit, state };
  },
  templates: [
    'A {store} {state}. Per {time}, {added} {unit} come in and {removed} {unit} are taken out. After how many {times} does it hold {limit} {unit}?',
    'Each {time} we write {added} {unit} to a {store} and delete {removed} {unit} from it. It {state}, and its limit is {limit} {unit}. How many {times} does it take to get there?',
    'The limit of a {store} is {limit} {unit}, and it {state}. With {added} {unit} in and {removed} {unit} out in every {time}, in how many {times} is the limit reached?',
    'store: {store}, {state}\nper {time}: +{added} {unit}, -{removed} {unit}\nlimit: {limit} {unit}\n{times} until the limit: ?',
    'a {store} {state}, gains {added} and loses {removed} {unit} per {time}. how many {times} until it is at {limit} {unit}',
    'How many {times} until a {store} that {state} has grown to {limit} {unit}, if {added} {unit} are added per {time}, but {removed} {unit} removed as well?',
  ],
  solve: ({ net, removed, added, result, used, limit, unit, time, times: plural }) => ({
    answer: String(result),
    goal: 'the time until the limit is reached',
    unit: plural,
    steps: [
      {
        title: 'Find the growth',
        text: `in each ${time} ${added} ${unit} come and ${removed} ${unit} go, so it grows by the difference`,
        equations: [`${added} - ${removed} = ${net}`],
      },
      {
        title: 'Divide the room that is left by the growth',
        text: `it grows by ${net} ${unit} per ${time} up to ${limit} ${unit}, so we divide`,
        equations: [
          used === 0
            ? `${limit} / ${net} = ${result} ${plural}`
            : `(${limit} - ${used}) / ${net} = ${result} ${plural}`,
        ],
      },
    ],
  }),
});

/** Something that grows at a rate, up to a limit. */
export const fillLevels: readonly AnyForm[] = [untilFull, roomLeft, netGrowth];
