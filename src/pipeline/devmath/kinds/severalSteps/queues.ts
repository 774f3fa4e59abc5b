import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const items = ['files', 'tickets', 'images', 'orders', 'records', 'emails'];

const workersInParallel = definePlainForm({
  name: 'workersInParallel',
  draw: (pick, size) => {
    const [workers, each] = [pick.int(2, 4 + size), pick.int(2, 12)];
    return {
      workers,
      each,
      total: workers * each * pick.int(3, 12 * size),
      thing: pick.of(items),
      ram: pick.of([2, 4, 8, 16]),
    };
  },
  templates: [
    'There are {total} {thing} to process. {workers} workers run in parallel, and each one does {each} {thing} per minute. After how many minutes are they done?',
    'How many minutes do {workers} workers need for {total} {thing} if one worker does {each} a minute?',
    'workers: {workers} ({ram} GB RAM each)\nspeed: {each} {thing}/min per worker\nqueue: {total} {thing}\nminutes until empty: ?',
    'i have {total} {thing} and {workers} threads, a thread gets through {each} {thing} in a minute. when is it finished, in minutes',
    'One machine handles {each} {thing} in a minute. Now {workers} of them share {total} {thing} evenly. Give the time in minutes.',
  ],
  goal: 'the time',
  unit: 'minutes',
  steps: [
    {
      title: 'Find the rate of all',
      text: '[all workers together do, per minute|{workers} workers with {each} each do per minute]',
      work: '{workers} * {each}',
      unit: '{thing}',
    },
    {
      title: 'Divide',
      text: '[the {total} {thing} are done at this rate|for all {total} they need]',
      work: '{total} / {1}',
    },
  ],
  otherSteps: [
    {
      title: 'Share the work',
      text: '[each worker gets|shared evenly, one worker has]',
      work: '{total} / {workers}',
      unit: '{thing}',
    },
    {
      title: 'Divide by the speed of one',
      text: '[one worker does {each} a minute|at {each} a minute, one worker needs]',
      work: '{1} / {each}',
    },
  ],
});

const drainTime = definePlainForm({
  name: 'drainTime',
  draw: (pick, size) => {
    const [workers, each] = [pick.int(2, 6), pick.int(3, 12)];
    const arrive = pick.int(1, workers * each - 1);
    return {
      workers,
      each,
      arrive,
      waiting: (workers * each - arrive) * pick.int(2, 10 * size),
      thing: pick.of(['jobs', 'messages', 'tasks', 'events']),
      port: pick.of([5672, 6379, 9092]),
    };
  },
  templates: [
    'A queue holds {waiting} {thing}, and {arrive} more arrive every second. {workers} consumers take {each} {thing} per second each. After how many seconds is the queue empty?',
    'How many seconds until the backlog is gone? Backlog {waiting}, inflow {arrive}/s, {workers} consumers at {each}/s.',
    'backlog = {waiting}; in = {arrive}/s; out = {workers} x {each}/s; seconds to drain?',
    'broker on port {port} has {waiting} {thing} piled up. new ones come with {arrive} a second. i start {workers} workers that eat {each} a second each. when is it drained (seconds)',
    '{waiting} {thing} wait. While we work them off with {workers} processes ({each} per second and process), {arrive} new ones come in per second. For how many seconds does it take?',
  ],
  goal: 'the time',
  unit: 'seconds',
  steps: [
    {
      title: 'Find what goes out',
      text: '[{workers} of them take {each} each, per second|what all {workers} take in a second is]',
      work: '{workers} * {each}',
    },
    {
      title: 'Find how fast it shrinks',
      text: '[{arrive} come in at the same time|per second, {arrive} are added again]',
      work: '{1} - {arrive}',
    },
    {
      title: 'Divide the backlog',
      text: '[the {waiting} that wait shrink by this each second|we divide the {waiting} by what it loses each second]',
      work: '{waiting} / {2}',
    },
  ],
});

const batchRuns = definePlainForm({
  name: 'batchRuns',
  draw: (pick, size) => {
    const batch = pick.of([8, 10, 16, 20, 25, 32, 50, 100]);
    return {
      batch,
      total: batch * pick.int(2, 12 * size),
      each: pick.int(2, 30),
      pause: pick.int(1, 9),
      thing: pick.of(items),
    };
  },
  templates: [
    'We send {total} {thing} in batches of {batch}. A batch takes {each} seconds, and between two batches we pause {pause} seconds. How many seconds does it take in total?',
    'Total seconds? {total} {thing}, batch size {batch}, {each} s per batch, {pause} s pause between batches (none at the end).',
    'batch_size={batch} n={total} t_batch={each}s sleep_between={pause}s -> total seconds?',
    'uploading {total} {thing}, {batch} at a time, every batch needs {each} seconds and then i sleep {pause} seconds, but not after the last batch. how many seconds overall',
    'An import of {total} {thing} is cut into groups of {batch}. One group runs for {each} seconds. Before each further group there is a break of {pause} seconds. How long is it all, in seconds?',
  ],
  goal: 'the total time',
  unit: 'seconds',
  steps: [
    {
      title: 'Count the batches',
      text: '[{batch} make one batch|we divide into groups of {batch}]',
      work: '{total} / {batch}',
      unit: 'batches',
    },
    {
      title: 'Add up the work',
      text: '[each takes {each} seconds|working takes {each} seconds for each]',
      work: '{1} * {each}',
      unit: 'seconds',
    },
    {
      title: 'Add up the pauses',
      text: '[there is one pause less than batches|after the last batch there is no pause]',
      work: '({1} - 1) * {pause}',
      unit: 'seconds',
    },
    { title: 'Add both', text: '[work and pauses|both parts together]', work: '{2} + {3}' },
  ],
});

const pipelineTime = definePlainForm({
  name: 'pipelineTime',
  draw: (pick, size) => {
    const slow = pick.int(4, 9);
    const [a, c] = [pick.int(1, slow - 1), pick.int(1, slow - 1)];
    return { a, slow, c, n: pick.int(4, 12 * size), thing: pick.of(items) };
  },
  templates: [
    'A pipeline has three stages of {a}, {slow} and {c} seconds. Each stage works on one item at a time, and they overlap. After how many seconds are {n} {thing} through?',
    'Seconds for {n} {thing} in a pipeline with stages of {a} s, {slow} s and {c} s, where a stage starts the next item as soon as it can?',
    'stages: {a}s -> {slow}s -> {c}s, one item per stage at a time, {n} {thing}. total time in seconds?',
    'decode {a} s, resize {slow} s, save {c} s, all three run at the same time on different {thing}. how many seconds until {n} {thing} are out',
    '{n} {thing} pass three machines one after the other ({a}, {slow} and {c} seconds per item), and the machines work in parallel on different items. When is the last one ready, in seconds?',
  ],
  goal: 'the total time',
  unit: 'seconds',
  steps: [
    {
      title: 'Follow the first item',
      text: '[the first one takes all three stages|until the first one is out, it takes]',
      work: '{a} + {slow} + {c}',
      unit: 'seconds',
    },
    {
      title: 'Count the others',
      text: '[each further one comes {slow} seconds after the one before, since the slowest stage holds it up|the slowest stage takes {slow} seconds, so every {slow} seconds one more is ready]',
      work: '({n} - 1) * {slow}',
      unit: 'seconds',
    },
    { title: 'Add both', text: '[both together|we add both]', work: '{1} + {2}' },
  ],
});

const roundsOfWorkers = definePlainForm({
  name: 'roundsOfWorkers',
  draw: (pick, size) => {
    const slots = pick.int(2, 3 + size);
    const rounds = pick.int(2, 4 + size);
    const total = slots * (rounds - 1) + pick.int(1, slots - 1);
    return {
      slots,
      total,
      each: pick.int(2, 20),
      what: pick.of(['builds', 'test files', 'renders', 'migrations']),
      cost: pick.int(2, 9),
    };
  },
  templates: [
    '{total} {what} have to run, each takes {each} minutes, and at most {slots} run at the same time. How many minutes does it take?',
    'How many minutes for {total} {what} with {slots} runners, if one of them always takes {each} minutes?',
    '{total} {what}, {slots} in parallel, {each} min each. wall time in minutes?',
    'ci gives us {slots} slots[ for {cost} dollars a day|]. today there are {total} {what}, {each} minutes each, all start together as far as slots are free. when is the last one done (minutes)',
    'Only {slots} {what} fit on the machine at once. A run is {each} minutes, there are {total} runs. Wall clock time in minutes?',
  ],
  goal: 'the time',
  unit: 'minutes',
  steps: [
    {
      title: 'Count the full rounds',
      text: '[each round takes {slots}, and full ones are|{slots} run at once, which fills so many rounds]',
      work: '{total} // {slots}',
      unit: 'rounds',
    },
    {
      title: 'Count the last round',
      text: '[the rest needs one more round|what is left over runs in a round of its own]',
      work: '{1} + 1',
      unit: 'rounds',
    },
    {
      title: 'Multiply',
      text: '[a round takes {each} minutes|every round lasts {each} minutes]',
      work: '{2} * {each}',
    },
  ],
});

const helperJoins = definePlainForm({
  name: 'helperJoins',
  draw: (pick, size) => {
    const [a, b, alone, both] = [
      pick.int(2, 9 * size),
      pick.int(2, 9 * size),
      pick.int(2, 12),
      pick.int(2, 12),
    ];
    return { a, b, alone, total: a * alone + (a + b) * both, thing: pick.of(items) };
  },
  templates: [
    'One script processes {a} {thing} a minute. After {alone} minutes a second script with {b} {thing} a minute joins. How many minutes after that are all {total} {thing} done?',
    'There are {total} {thing}. I do {a} per minute, alone for {alone} minutes; then Leo helps with {b} per minute. How many more minutes do we need together?',
    'total {total} {thing}; A: {a}/min from the start; B: {b}/min from minute {alone} on. minutes from then until done?',
    'server 1 does {a} {thing}/min. it ran {alone} minutes by itself, then server 2 ({b} {thing}/min) was added. {total} {thing} overall. how many minutes did both of them run',
    'First a single pump of {a} liters per minute runs for {alone} minutes, then another one of {b} liters per minute as well, until {total} liters are in. For how many minutes do both run?',
  ],
  goal: 'the time together',
  unit: 'minutes',
  steps: [
    {
      title: 'Find what is done alone',
      text: '[{alone} minutes with {a} each|in the first {alone} minutes these are done]',
      work: '{a} * {alone}',
    },
    {
      title: 'Find what is left',
      text: '[of the {total}|not yet done of the {total} are then]',
      work: '{total} - {1}',
    },
    {
      title: 'Add the rates',
      text: '[both together do, per minute|from then on they do, per minute]',
      work: '{a} + {b}',
    },
    {
      title: 'Divide',
      text: '[the rest is done at this rate|for what remains they need]',
      work: '{2} / {3}',
    },
  ],
});

/** Work that is shared, queued, batched or passed on. */
export const queues: readonly AnyForm[] = [
  workersInParallel,
  drainTime,
  batchRuns,
  pipelineTime,
  roundsOfWorkers,
  helperJoins,
];
