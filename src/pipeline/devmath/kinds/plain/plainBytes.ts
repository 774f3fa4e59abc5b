import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const steps = [
  { large: 'GB', small: 'MB', factor: 1000 },
  { large: 'MB', small: 'kB', factor: 1000 },
  { large: 'TB', small: 'GB', factor: 1000 },
  { large: 'GiB', small: 'MiB', factor: 1024 },
  { large: 'MiB', small: 'KiB', factor: 1024 },
  { large: 'bytes', small: 'bits', factor: 8 },
] as const;

const smaller = definePlainForm({
  name: 'smaller',
  draw: (pick, size) => ({ ...pick.of(steps), count: pick.int(2, 16 * size) }),
  templates: [
    'How many {small} are {count} {large}?',
    '{count} {large} in {small}?',
    'convert {count} {large} to {small}',
    'The quota is {count} {large}. Which number is it in {small}?',
    '{count} {large} = ? {small}',
    'An importer takes {small} alone. Which number do I give it for {count} {large}?',
  ],
  goal: 'the size in {small}',
  unit: '{small}',
  steps: [
    {
      title: 'Multiply',
      text: 'the factor from {large} to {small} is {factor}',
      work: '{count} * {factor}',
    },
  ],
});

const larger = definePlainForm({
  name: 'larger',
  draw: (pick, size) => {
    const step = pick.of(steps);
    return { ...step, count: step.factor * pick.of([pick.int(2, 16 * size), pick.int(1, 9) / 2]) };
  },
  templates: [
    'How many {large} are {count} {small}?',
    '{count} {small} in {large}?',
    'convert {count} {small} to {large}',
    'A dump has {count} {small}. Give its size in {large}.',
    '{count} {small} = ? {large}',
  ],
  goal: 'the size in {large}',
  unit: '{large}',
  steps: [
    {
      title: 'Divide',
      text: 'the factor from {large} to {small} is {factor}, so we divide',
      work: '{count} / {factor}',
    },
  ],
});

const totalSize = definePlainForm({
  name: 'totalSize',
  draw: (pick, size) => ({
    count: pick.of([pick.int(3, 30 * size), pick.multiple(50, 50, 800 * size)]),
    each: pick.int(2, 30 * size),
    unit: pick.of(['MB', 'kB', 'KiB', 'MiB', 'bytes']),
    thing: pick.of(['photos', 'rows', 'logs', 'backups', 'packets', 'songs', 'objects']),
  }),
  templates: [
    '{count} {thing} of {each} {unit} each. How many {unit} in total?',
    'One of our {thing} takes {each} {unit}. How many {unit} do {count} of them take?',
    'We store {count} {thing}, {each} {unit} apiece. How many {unit} is that?',
    'sizeof = {each} {unit}, count = {count}. total {unit}?',
    'how many {unit} do i need for {count} {thing} with {each} {unit} each',
  ],
  goal: 'the total size',
  unit: '{unit}',
  steps: [
    {
      title: 'Multiply',
      text: 'each of the {count} takes {each} {unit}',
      work: '{count} * {each}',
    },
  ],
});

const download = definePlainForm({
  name: 'download',
  draw: (pick, size) => {
    const rate = pick.int(2, 25 * size);
    return { rate, total: rate * pick.int(3, 40 * size), unit: pick.of(['MB', 'kB', 'MiB', 'GB']) };
  },
  templates: [
    'A download of {total} {unit} runs at {rate} {unit} per second. How many seconds does it take?',
    '{total} {unit} at {rate} {unit}/s. Seconds?',
    'We copy {total} {unit}, {rate} {unit} each second. For how many seconds?',
    'disk writes {rate} {unit} a second, file is {total} {unit}, how many seconds',
    'How many seconds does it take to send {total} {unit} when {rate} {unit} go through per second?',
  ],
  goal: 'the time',
  unit: 'seconds',
  steps: [
    {
      title: 'Divide by the rate',
      text: 'each second takes {rate} of the {total} {unit}',
      work: '{total} / {rate}',
    },
  ],
});

const overBits = definePlainForm({
  name: 'overBits',
  draw: (pick, size) => ({
    mb: pick.multiple(5, 5, 200 * size),
    rate: pick.of([8, 10, 16, 20, 40, 50, 80, 100, 200, 400]),
  }),
  templates: [
    'How many seconds does a file of {mb} MB take over a link of {rate} Mbit/s?',
    '{mb} MB through {rate} megabits per second. Seconds?',
    'My line has {rate} Mbit per second. In how many seconds do {mb} MB arrive?',
    'a {mb} MB video, upload {rate} Mbps, how many seconds',
    'Transfer: {mb} megabytes, speed {rate} megabits/s. Time in seconds?',
  ],
  goal: 'the time',
  unit: 'seconds',
  steps: [
    {
      title: 'Convert to bits',
      text: 'one byte is 8 bits, so {mb} MB are 8 times as many Mbit',
      work: '{mb} * 8',
    },
    { title: 'Divide by the rate', text: 'each second takes {rate} Mbit', work: '{1} / {rate}' },
  ],
});

const overBitsInMinutes = definePlainForm({
  name: 'overBitsInMinutes',
  draw: (pick, size) => ({
    gb: pick.int(1, 30 * size),
    rate: pick.of([40, 50, 80, 100, 200, 400, 500, 800]),
  }),
  templates: [
    'How many minutes does a backup of {gb} GB take over {rate} Mbit/s (1 GB = 1000 MB)?',
    '{gb} GB at {rate} megabits per second, 1 GB = 1000 MB. Minutes?',
    'With {rate} Mbit per second, in how many minutes are {gb} GB (1000 MB each) sent?',
    'upload of {gb} gigabytes, line {rate} Mbps, 1000 MB to the GB. how many minutes',
    'Link: {rate} Mbit/s. Data: {gb} GB of 1000 MB. Duration in minutes?',
  ],
  goal: 'the time',
  unit: 'minutes',
  steps: [
    {
      title: 'Convert to megabits',
      text: 'one GB is 1000 MB, and one MB is 8 Mbit',
      work: '{gb} * 1000 * 8',
    },
    {
      title: 'Divide by the rate',
      text: 'each second takes {rate} Mbit, and each minute 60 times that',
      work: '{1} / {rate} / 60',
    },
  ],
});

const fits = definePlainForm({
  name: 'fits',
  draw: (pick, size) => {
    const each = pick.of([2, 4, 5, 8, 10, 20, 25, 40, 50, 100]);
    return {
      each,
      gb: pick.int(1, 12 * size),
      thing: pick.of(['photos', 'songs', 'builds', 'logs', 'snapshots']),
    };
  },
  templates: [
    'How many {thing} of {each} MB fit on {gb} GB (1 GB = 1000 MB)?',
    '{gb} GB for {thing} of {each} MB, 1 GB = 1000 MB. How many?',
    'A stick has {gb} GB of 1000 MB each. One of the {thing} has {each} MB. How many fit?',
    'how many {thing} can i keep on {gb} GB if one is {each} MB and a GB is 1000 MB',
    'Space: {gb} GB (1000 MB). One of the {thing}: {each} MB. Capacity?',
  ],
  goal: 'the number of {thing}',
  steps: [
    { title: 'Convert', text: 'one GB is 1000 MB', work: '{gb} * 1000' },
    { title: 'Divide', text: 'each takes {each} MB', work: '{1} / {each}' },
  ],
});

const freeSpace = definePlainForm({
  name: 'freeSpace',
  draw: (pick, size) => {
    const [a, b] = [pick.int(2, 60 * size), pick.int(2, 60 * size)];
    return {
      a,
      b,
      total: a + b + pick.int(2, 80 * size),
      unit: pick.of(['GB', 'MB', 'GiB', 'TB']),
    };
  },
  templates: [
    'A disk of {total} {unit} holds {a} {unit} of videos and {b} {unit} of music. How many {unit} are free?',
    '{total} {unit} in all, {a} {unit} and {b} {unit} used. Free, in {unit}?',
    'Our server has {total} {unit} of memory. The database takes {a} {unit}, the cache {b} {unit}. How many {unit} are left?',
    'i have {total} {unit}, system needs {a}, games {b}. how many {unit} remain',
    'Of {total} {unit}, first {a} {unit} and then {b} {unit} are taken. What is left in {unit}?',
  ],
  goal: 'the free space',
  unit: '{unit}',
  steps: [{ title: 'Subtract', text: 'both parts are taken away', work: '{total} - {a} - {b}' }],
});

/** One or two conversions of sizes, or one size times a number. */
export const plainBytes: readonly AnyForm[] = [
  smaller,
  larger,
  totalSize,
  download,
  overBits,
  overBitsInMinutes,
  fits,
  freeSpace,
];
