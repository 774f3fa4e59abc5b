import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { wholeDivision } from '../wholeDivision';
import { linkSpeeds } from './linkSpeeds';
import { plainBytes } from './plain/plainBytes';
import { storagePlans } from './severalSteps/storagePlans';
import { transferPlans } from './severalSteps/transferPlans';

const files = [
  'log file',
  'database dump',
  'backup',
  'video file',
  'core dump',
  'build artifact',
  'disk image',
  'zip file',
  'model file',
] as const;

/** From one unit to another, the factor between them, and a unit on the way with its factor. */
type Conversion = readonly [string, string, number, (readonly [string, number])?];

const convertDown = defineForm({
  name: 'convertDown',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const [from, to, factor, middle] = pick.of<Conversion>(
      difficulty === 'easy'
        ? [
            ['GiB', 'MiB', 1024],
            ['MiB', 'KiB', 1024],
            ['KiB', 'bytes', 1024],
            ['GB', 'MB', 1000],
            ['MB', 'KB', 1000],
            ['bytes', 'bits', 8],
          ]
        : [
            ['MiB', 'bytes', 1_048_576, ['KiB', 1024]],
            ['GiB', 'KiB', 1_048_576, ['MiB', 1024]],
            ['GB', 'KB', 1_000_000, ['MB', 1000]],
            ['KiB', 'bits', 8192, ['bytes', 8]],
          ],
    );
    const count = difficulty === 'easy' ? pick.int(2, 64) : pick.int(2, 12);
    const note = factor === 8 ? '' : factor % 1000 === 0 ? ` (1 ${from} = ${factor} ${to})` : '';
    return { file: pick.of(files), from, to, factor, middle, count, note };
  },
  templates: [
    '[Our dashboard|The file manager] lists a {file} of {count} {from}. I need the size in {to}{note}.',
    '{count} {from} equals how many {to}{note}?',
    'A {file} [takes|uses|fills] {count} {from}. How many {to} is that{note}?',
    'How many {to} are there in {count} {from}{note}?',
    'Convert {count} {from} to {to}{note}.',
    '[My|The] {file} is {count} {from} [in size|large]. [What is its size|Give its size] in {to}{note}?',
    'What is {count} {from} expressed in {to}{note}?',
    '{count} {from} in {to}{note}?',
    'How big is the {file} in {to}{note}? It was [uploaded|copied] last night, and the tool that did it says {count} {from}.',
    'size: {count} {from}\nunit wanted: {to}{note}\nWhat is the size in that unit?',
    'const maxSize = TODO; // {count} {from}, but in {to}{note}\nWhat number goes in place of TODO?',
    'my {file} is {count} {from} but the quota page counts in {to}{note}, how many {to} does it use up',
    'Suppose the limit for a {file} is {count} {from}, and the config file only accepts {to}{note}. Which number has to stand in the config file?',
    'Work out the number of {to}{note} that make up {count} {from}.',
    'INFO transfer of the {file} done, {count} {from} sent\nThe next line of the log gives this size in {to}{note}. Which figure is correct there?',
  ],
  devTemplates: [
    'The size of a {file} is shown as {count} {from}. What number would be shown in {to}{note}?',
    'I need {count} {from} written in {to}{note}. What do I write?',
    'If a {file} fills exactly {count} {from}, what does it fill in {to}{note}?',
  ],

  solve: ({ count, from, to, factor, middle }) => {
    const one = from.replace(/s$/, '');
    const [between, last] = middle ?? [to, 1];
    const factors = middle ? `${factor / last} * ${last}` : String(factor);
    const text = middle
      ? `${factor / last} ${between} of ${last} ${to} each, so we multiply by both`
      : `${factor} ${to}, so we multiply by ${factor}`;
    return {
      answer: String(count * factor),
      goal: `the size in ${to}`,
      unit: to,
      steps: [
        {
          title: `Multiply by the ${to} of one ${one}`,
          text: `[one|each] ${one} is ${text}`,
          equations: [`${count} * ${factors} = ${count * factor} ${to}`],
        },
      ],
    };
  },
});

const recordTotal = defineForm({
  name: 'recordTotal',
  difficulties: ['medium'],
  draw: (pick) => {
    const bytes = pick.of([16, 32, 48, 64, 96, 128, 256, 512]);
    const kib = pick.until(
      () => pick.int(3, 400),
      (drawn) => (drawn * 1024) % bytes === 0,
    );
    const [thing, holder] = pick.of([
      ['records', 'table'],
      ['entries', 'cache'],
      ['events', 'buffer'],
      ['packets', 'queue'],
      ['items', 'list'],
    ] as const);
    return { thing, holder, bytes, count: (kib * 1024) / bytes };
  },
  templates: [
    'If one of the {thing} needs {bytes} bytes, how big is a {holder} with {count} {thing}, in KiB (1024 bytes)?',
    'A {holder} holds {count} {thing} of {bytes} bytes each. How many KiB [is that|does it need] in total (1 KiB = 1024 bytes)?',
    'Each of the {thing} in [our|a] {holder} takes {bytes} bytes, and there are {count} of them. What is the total size in KiB?',
    'I store {count} {thing}, {bytes} bytes [each|apiece], in a {holder}. How much memory is that in KiB?',
    'How many KiB does a {holder} with {count} {thing} use if one of them needs {bytes} bytes?',
    '{count} {thing} at {bytes} bytes each, total in KiB?',
    'How much memory in KiB (1024 bytes) does our {holder} occupy? It was rewritten in the last sprint; it now keeps {count} {thing}, and every one of them has {bytes} bytes.',
    'type: {holder}\n{thing}: {count}\nbytes for each: {bytes}\nWanted: the total in KiB.',
    'Work out the size of a {holder} in KiB (1 KiB = 1024 bytes): {bytes} bytes for each of its {thing}, {count} {thing} in all.',
    '// {holder}: room for {count} {thing}, {bytes} bytes each\n// memory in KiB (1024 bytes): TODO\nWhich number replaces TODO?',
    'Suppose we limit a {holder} to {count} {thing}. If each of them is {bytes} bytes, how many KiB does it take up when it is full?',
    'so i keep {count} {thing} in a {holder}, {bytes} bytes for each one, how many KiB is that all together',
  ],
  devTemplates: [
    'One item of a {holder} is {bytes} bytes long. The {holder} currently has {count} {thing}. Express its size in KiB.',
    'We allocate a {holder} for {count} {thing}. With {bytes} bytes per item, what is the allocation in KiB (1024 bytes each)?',
  ],

  solve: ({ count, bytes, thing, holder }) => ({
    answer: String((count * bytes) / 1024),
    goal: `the size of the ${holder} in KiB`,
    unit: 'KiB',
    steps: [
      {
        title: 'Multiply, then convert to KiB',
        text: `[there are ${count} ${thing} of ${bytes} bytes|${count} ${thing} take ${bytes} bytes each], and one KiB is 1024 bytes, so we multiply and divide by 1024`,
        equations: [`${count} * ${bytes} / 1024 = ${(count * bytes) / 1024} KiB`],
      },
    ],
  }),
});

const transferTime = defineForm({
  name: 'transferTime',
  difficulties: ['hard'],
  draw: (pick) => {
    const rate = pick.of([10, 16, 20, 25, 40, 50, 80, 100, 200, 400]);
    const seconds = pick.until(
      () => pick.int(4, 120),
      (drawn) => (drawn * rate) % 8 === 0,
    );
    return {
      file: pick.of(files),
      rate,
      size: (seconds * rate) / 8,
      place: pick.of([
        'a server',
        'the cloud',
        'a second machine',
        'the backup host',
        'our office',
      ]),
    };
  },
  templates: [
    'We have a {rate} Mbps link and a {file} of {size} MB. How long does it take to send it to {place}, in seconds? One byte is 8 bits.',
    'A {file} of {size} MB is [copied|sent] to {place} over a link of {rate} Mbit/s. How many seconds does [the transfer|it] take? [Leave out any overhead.|There is no overhead.]',
    'How long in seconds does it take to upload a {size} MB {file} at {rate} megabits per second[, without overhead|]?',
    'The connection to {place} runs at {rate} Mbit/s. How many seconds are needed for a {file} of {size} megabytes?',
    '[We move|I copy] a {size} MB {file} to {place}. The network gives us {rate} Mbps (megabits per second). What is the transfer time in seconds?',
    '{size} MB over {rate} Mbit/s: how many seconds?',
    'How many seconds until the whole {file} has been sent to {place}? Its size is {size} MB, the uplink [does|manages] {rate} Mbit/s, and [1 byte is 8 bits|a byte has 8 bits].',
    'Estimate for copying a {file} to {place}:\n- {size} MB to send\n- {rate} megabits per second\n- no overhead\nGive the time in seconds.',
    'Work out the time in seconds for {size} megabytes at {rate} megabits per second (8 megabits make 1 megabyte).',
    'I want to go home, but a {file} still has to go to {place}. It has {size} MB, and my connection sends {rate} Mbit/s. How many seconds do I have to wait for it?',
    'Suppose nothing else uses the line, which carries {rate} Mbit/s. If I start to send {size} MB to {place} now, how many seconds pass until the last byte is sent?',
    'INFO upload of the {file} to {place} started, {size} MB at {rate} Mbit/s\nWhat ETA in seconds should the log show (8 bits per byte, no overhead)?',
    'sending a {file} with {size} MB to {place}, the line does {rate} Mbit per second, how many seconds will that take',
  ],
  devTemplates: [
    'At a steady {rate} megabits per second, after how many seconds has a {file} of {size} MB fully arrived at {place}?',
    'Bandwidth: {rate} Mbit/s. Payload: {size} MB ({file}). Ignoring protocol overhead, find the download time in seconds.',
  ],

  solve: ({ size, rate, file }) => ({
    answer: String((size * 8) / rate),
    goal: 'the transfer time',
    unit: 'seconds',
    steps: [
      {
        title: 'Convert to megabits and divide by the rate',
        text: `one byte is 8 bits, so the ${file} has ${size} * 8 megabits, and [the link carries ${rate} of them per second|${rate} of them arrive each second], so we divide by ${rate}`,
        equations: [`${size} * 8 / ${rate} = ${(size * 8) / rate} seconds`],
      },
    ],
  }),
});

const memoryLeft = defineForm({
  name: 'memoryLeft',
  difficulties: ['hard'],
  draw: (pick) => {
    const gib = pick.of([2, 4, 6, 8, 12, 16, 32]);
    const each = pick.of([64, 96, 128, 150, 192, 200, 256, 300, 384]);
    const base = pick.of([256, 300, 400, 512, 700, 900]);
    const most = Math.floor((gib * 1024 - base) / each);
    return {
      gib,
      each,
      base,
      count: pick.int(2, Math.min(most, 40)),
      worker: pick.of([
        'workers',
        'threads',
        'containers',
        'browser tabs',
        'build jobs',
        'replicas',
      ]),
      host: pick.of(['server', 'laptop', 'virtual machine', 'build machine']),
    };
  },
  templates: [
    'Suppose a {host} has {gib} GiB of RAM in total. {base} MiB are used by the system, and we run {count} {worker}, each using {each} MiB. How many MiB of RAM are free?',
    'A {host} has {gib} GiB of memory. The system uses {base} MiB and {count} {worker} use {each} MiB each. How many MiB are [still free|left]?',
    '{count} {worker} run on a {host} with {gib} GiB of RAM. Each needs {each} MiB, and the operating system needs {base} MiB. How much memory in MiB remains [free|unused]?',
    'How many MiB are free on a {gib} GiB {host} when {base} MiB are reserved and {count} {worker} take {each} MiB each?',
    'My {host} comes with {gib} GiB of memory, {base} MiB of it taken by the system. I start {count} {worker} of {each} MiB each. What is left, in MiB?',
    '{gib} GiB of RAM, minus {base} MiB, minus {count} times {each} MiB. How many MiB are left?',
    'How much RAM is still free, in MiB? {count} {worker} are running with {each} MiB each, the system itself takes {base} MiB, and the {host} has {gib} GiB.',
    'total: {gib} GiB\nsystem: {base} MiB\n{worker}: {count}, {each} MiB each\nfree: TODO\nReplace TODO with the number of MiB.',
    'Work out the free memory of our new and rather loud {host} in MiB. It runs {count} {worker} that need {each} MiB each. The system keeps {base} MiB for itself, and {gib} GiB are installed.',
    'Yesterday my {host} got slow, so I looked at its memory. There are {gib} GiB altogether; {count} {worker} use {each} MiB each, and the system uses {base} MiB. How many MiB are not in use?',
    'If {base} MiB go to the system and each of {count} {worker} gets {each} MiB, how many MiB of {gib} GiB remain?',
    '// {host}: {gib} GiB, of which the system uses {base} MiB\n// {count} {worker}, {each} MiB each\nHow many MiB are [unused|free]?',
    'got {count} {worker} on a {host}, {each} MiB each, plus {base} MiB for the system. the {host} has {gib} GiB, how many MiB are free',
  ],
  devTemplates: [
    'Memory plan for a {host}: {gib} GiB in total, {base} MiB for the system, then {count} {worker} at {each} MiB. Compute the unused memory in MiB.',
    'Starting from {gib} GiB, take away {base} MiB for the system and {each} MiB for each of {count} {worker}. How many MiB does the {host} have left?',
  ],

  solve: ({ gib, each, base, count, worker }) => {
    const left = gib * 1024 - base - count * each;
    return {
      answer: String(left),
      goal: 'the free memory',
      unit: 'MiB',
      steps: [
        {
          title: 'Subtract what is used from the total',
          text: `one GiB is 1024 MiB, so the total is ${gib} * 1024 MiB; [we subtract|from this we take] ${base} MiB for the system and ${each} MiB for each of the ${count} ${worker}`,
          equations: [`${gib} * 1024 - ${base} - ${count} * ${each} = ${left} MiB`],
        },
      ],
    };
  },
});

const fitCount = defineForm({
  name: 'fitCount',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => ({
    gb: pick.int(2, difficulty === 'medium' ? 16 : 80),
    each: pick.of([3, 6, 7, 12, 15, 24, 35, 45, 60, 75, 90, 120, 350]),
    thing: pick.of([
      'photos',
      'copies',
      'log files',
      'packages',
      'images',
      'pictures',
      'artifacts',
    ]),
    store: pick.of(['disk', 'USB stick', 'bucket', 'volume', 'drive']),
  }),
  templates: [
    'Each of our {thing} has {each} MB. How many of them can I put on a {store} with {gb} GB if 1 GB is 1000 MB?',
    'How many {thing} of {each} MB fit [completely |]on a {store} of {gb} GB (1 GB = 1000 MB)?',
    'A {store} holds {gb} GB. [If all|When the] {thing} are {each} MB each, how many whole {thing} can be stored? Use 1 GB = 1000 MB.',
    'Our {store} has {gb} GB free and every one of the {thing} takes {each} MB. What is the largest number of {thing} we can keep (1 GB = 1000 MB)?',
    'Whole {thing} of {each} MB in {gb} GB (1 GB = 1000 MB): how many?',
    'How many {thing} fit? Each has {each} MB, the {store} has room for {gb} GB, and 1 GB is 1000 MB.',
    'capacity: {gb} GB (1 GB = 1000 MB)\ncontent: complete {thing} only\nsize of each: {each} MB\nWhat is the maximum number of {thing}?',
    'Work out the largest number of complete {thing} for a {store} of {gb} GB, with {each} MB for each of them and 1000 MB in 1 GB.',
    'Next week our {thing} move to another {store}, which is still empty and has {gb} GB (1 GB = 1000 MB). Every one of them takes up {each} MB. How many of them can we move at most?',
    'Suppose 1 GB is 1000 MB. If a script keeps saving {thing} of {each} MB until the next one no longer fits into {gb} GB, how many has it saved?',
    '// {store}: {gb} GB, where 1 GB = 1000 MB\n// {thing}: {each} MB each, no partial ones\nconst maxCount = TODO;\nWhich number replaces TODO?',
    'have {gb} GB left on my {store}, the {thing} are {each} MB each, how many can i save there (1 GB = 1000 MB, no partial ones)',
  ],
  devTemplates: [
    'With 1 GB = 1000 MB, a {store} offers {gb} GB. At {each} MB apiece, at most how many {thing} go onto it?',
    'I want to fill a {gb} GB {store} with {thing} ({each} MB per piece, 1000 MB to the GB). How many can I place before it is full?',
  ],

  solve: ({ gb, each, thing, store }) => {
    const total = gb * 1000;
    const whole = Math.floor(total / each);
    return {
      answer: String(whole),
      goal: `the number of ${thing} that fit`,
      steps: [
        {
          title: 'Convert to MB',
          text: `1 GB is 1000 MB, so the ${store} has`,
          equations: [`${gb} * 1000 = ${total} MB`],
        },
        {
          title: 'Divide without the rest',
          text: `only whole ${thing} count, so we [take off the remainder|leave out what remains] and divide by ${each}`,
          equations: wholeDivision(total, each),
        },
      ],
    };
  },
});

export const byteUnits: DevMathKind = {
  name: 'byteUnits',
  forms: [
    convertDown,
    recordTotal,
    transferTime,
    memoryLeft,
    fitCount,
    ...linkSpeeds,
    ...plainBytes,
    ...storagePlans,
    ...transferPlans,
  ],
};
