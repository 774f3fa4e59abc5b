import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const doubledWaits = definePlainForm({
  name: 'doubledWaits',
  draw: (pick) => ({
    first: pick.of([1, 2, 3, 5, 10, 15, 20, 50, 100, 200, 250]),
    n: pick.int(3, 6),
    unit: pick.of(['seconds', 'ms']),
    port: pick.of([80, 443, 8080, 5432]),
  }),
  templates: [
    'A client waits {first} {unit} before its first retry and doubles the wait before every further retry. How many {unit} does it wait in total for {n} retries?',
    'Exponential backoff: start {first} {unit}, factor 2, {n} retries. Total waiting time in {unit}?',
    'How many {unit} of waiting do {n} retries add up to, if the first delay is {first} {unit} and each next delay is twice as long?',
    'my http client retries {n} times. first it sleeps {first} {unit}, then always double. sum of all the sleeps in {unit}',
    '`delay = {first}` ({unit}), and after each failed attempt `delay *= 2`. The code sleeps {n} times. How many {unit} does it sleep altogether?',
    'The connection to port {port} fails again and again. We pause {first} {unit}, then twice that, then twice that again and so on, {n} pauses in all. Add up the pauses, in {unit}.',
  ],
  goal: 'the total wait',
  unit: '{unit}',
  steps: [
    {
      title: 'Add up the waits in units of the first',
      text: '[each wait is twice the one before it, so all {n} together are the first one times 2^{n} - 1|the waits double, and {n} of them are as much as the first one times 2^{n} - 1]',
      work: '2^{n} - 1',
    },
    {
      title: 'Multiply by the first wait',
      text: '[the first one is {first} {unit}|this many times {first} {unit} is the sum]',
      work: '{1} * {first}',
    },
  ],
});

const timeoutsAndWaits = definePlainForm({
  name: 'timeoutsAndWaits',
  draw: (pick, size) => ({
    tries: pick.int(3, 4 + size),
    timeout: pick.int(2, 15 * size),
    wait: pick.int(1, 9) * pick.of([1, 2, 5]),
  }),
  templates: [
    'A request is tried {tries} times. Each try times out after {timeout} seconds, and between two tries we wait {wait} seconds. After how many seconds do we give up?',
    'When do we give up, in seconds? There are {tries} attempts with a timeout of {timeout} s each and a pause of {wait} s between attempts.',
    'attempts={tries}, timeout={timeout}s, pause between attempts={wait}s. worst case in seconds?',
    'i try {tries} times to connect, every attempt hangs for {timeout} seconds, and in between (not after the last one) i sleep {wait} seconds. how long in seconds',
    'Worst case for a health check: {tries} probes that all run into the timeout of {timeout} seconds, with gaps of {wait} seconds between them. How many seconds until it is reported?',
  ],
  goal: 'the time until we give up',
  unit: 'seconds',
  steps: [
    {
      title: 'Add up the timeouts',
      text: '[{tries} tries take {timeout} seconds each|all {tries} of them hang for {timeout} seconds]',
      work: '{tries} * {timeout}',
      unit: 'seconds',
    },
    {
      title: 'Add up the waits',
      text: '[between {tries} tries there is one wait less|there is no wait after the last try]',
      work: '({tries} - 1) * {wait}',
      unit: 'seconds',
    },
    { title: 'Add both', text: '[both together|we add both]', work: '{1} + {2}' },
  ],
});

const missedRuns = definePlainForm({
  name: 'missedRuns',
  draw: (pick, size) => {
    const step = pick.of([2, 3, 4, 5, 6, 10, 12, 15, 20]);
    return {
      step,
      hours: pick.int(1, 2 + size),
      minutes: step * pick.int(1, 3),
      day: pick.int(4, 19),
    };
  },
  templates: [
    'A job runs every {step} minutes. The server was down for {hours} hours and {minutes} minutes. How many runs were missed?',
    'How many runs did we lose? Outage: {hours} h {minutes} min. Schedule: every {step} min.',
    '`*/{step} * * * *` and an outage of {hours} hours {minutes} minutes. How many executions are missing?',
    'our poller fires each {step} min, it was off for {hours}h {minutes}min on the {day}th, so it skipped how many polls',
    'Because of maintenance nothing ran for {hours} hours and {minutes} minutes. Normally a measurement is taken every {step} minutes. Count the measurements that are missing.',
  ],
  goal: 'the number of missed runs',
  steps: [
    {
      title: 'Convert to minutes',
      text: '[{hours} hours have 60 minutes each, and {minutes} come on top|we count the outage in minutes]',
      work: '{hours} * 60 + {minutes}',
      unit: 'minutes',
    },
    {
      title: 'Divide by the interval',
      text: '[there is one run in every {step} minutes|every {step} minutes one would have come]',
      work: '{1} / {step}',
    },
  ],
});

const averageGap = definePlainForm({
  name: 'averageGap',
  draw: (pick, size) => {
    const n = pick.int(4, 6 + 2 * size);
    const start = pick.int(100, 900 * size);
    return {
      n,
      start,
      stop: start + (n - 1) * pick.int(5, 60 * size),
      thing: pick.of(['events', 'pings', 'frames', 'ticks']),
    };
  },
  templates: [
    'A log has {n} {thing}, the first at {start} ms and the last at {stop} ms. How many ms lie between two neighbours on average?',
    'Average gap in ms? {n} {thing}, first at t={start} ms, last at t={stop} ms.',
    'first timestamp {start}, last timestamp {stop}, {n} {thing} in all. mean distance of neighbours (ms)?',
    'i got {n} {thing}. timestamps go from {start} ms to {stop} ms. whats the average time between one and the next, in ms',
    'We want the mean interval in ms. The trace begins with one of the {thing} at {start} ms and ends with one at {stop} ms, and it has {n} of them.',
  ],
  goal: 'the average gap',
  unit: 'ms',
  steps: [
    {
      title: 'Find the whole time',
      text: '[from the first to the last|between the ends of the trace are]',
      work: '{stop} - {start}',
      unit: 'ms',
    },
    {
      title: 'Count the gaps',
      text: '[{n} of them have one gap less between them|there is one gap less than {thing}]',
      work: '{n} - 1',
      unit: 'gaps',
    },
    {
      title: 'Divide',
      text: '[the time is shared by the gaps|we divide the time by the gaps]',
      work: '{1} / {2}',
    },
  ],
});

const fasterPlayback = definePlainForm({
  name: 'fasterPlayback',
  draw: (pick, size) => ({
    hours: pick.int(1, 1 + size),
    minutes: pick.multiple(5, 5, 55),
    speed: pick.of([1.25, 1.5, 2, 1.5]),
    what: pick.of(['talk', 'course', 'webinar', 'podcast episode', 'meeting recording']),
  }),
  templates: [
    'A {what} is {hours} hours and {minutes} minutes long. I play it at {speed} times the normal speed. How many minutes do I save?',
    'How many minutes are saved by listening at {speed}x? The {what} has {hours} h {minutes} min.',
    '{what}: {hours}h {minutes}m, playback speed {speed}x. minutes saved compared with normal speed?',
    'if i watch a {what} of {hours} hours {minutes} minutes on {speed}x, how many minutes earlier am i done',
    'Nina hears a {what} with {speed} times the usual speed. At usual speed it takes {hours} hours and {minutes} minutes. By how many minutes does she finish sooner?',
  ],
  goal: 'the time that is saved',
  unit: 'minutes',
  steps: [
    {
      title: 'Convert to minutes',
      text: '[an hour has 60 minutes|in minutes, the length is]',
      work: '{hours} * 60 + {minutes}',
      unit: 'minutes',
    },
    {
      title: 'Divide by the speed',
      text: '[at {speed} times the speed it takes|played faster, it takes only]',
      work: '{1} / {speed}',
      unit: 'minutes',
    },
    {
      title: 'Subtract',
      text: '[the difference is saved|we subtract for what is saved]',
      work: '{1} - {2}',
    },
  ],
});

/** Waits, gaps and intervals that add up. */
export const waitingTimes: readonly AnyForm[] = [
  doubledWaits,
  timeoutsAndWaits,
  missedRuns,
  averageGap,
  fasterPlayback,
];
