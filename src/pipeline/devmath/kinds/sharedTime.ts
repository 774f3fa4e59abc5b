import { defineForm } from '../form';
import type { AnyForm } from '../form';
import { gcd } from '../gcd';

/** Euclid's algorithm: the remainders of `a` and `b` down to 0, one equation each. */
function remainders(a: number, b: number): string[] {
  const rest = a % b;
  return [`${a} mod ${b} = ${rest}`, ...(rest === 0 ? [] : remainders(b, rest))];
}

const coincide = defineForm({
  name: 'coincide',
  difficulties: ['hard', 'medium'],
  draw: (pick, difficulty) => {
    const [a, b] = pick.until(
      () =>
        [
          pick.int(4, difficulty === 'medium' ? 15 : 48),
          pick.int(4, difficulty === 'medium' ? 15 : 48),
        ] as const,
      ([x, y]) => x < y && y % x !== 0 && (x * y) / gcd(x, y) <= 400,
    );
    return {
      a,
      b,
      first: pick.of(['A health check', 'A backup', 'One job', 'A cleanup task']),
      second: pick.of(['a report', 'another job', 'a sync', 'a log rotation']),
      unit: pick.of(['minutes', 'seconds', 'hours']),
    };
  },
  templates: [
    'Two jobs start together and then repeat, one every {a} {unit} and the other every {b} {unit}. After how many {unit} do they start together again?',
    '{first} runs every {a} {unit} and {second} every {b} {unit}. Both just started together. In how many {unit} do they next start together?',
    'Two clocks ring every {a} and every {b} {unit}. They ring at the same moment now. After how many {unit} does this happen again for the first time?',
    'If {second} is repeated every {b} {unit} and a second task every {a} {unit}, both starting now, when (in {unit}) do they start together next?',
    'Every {a} {unit} and every {b} {unit}, both starting now. Together again after how many {unit}?',
    'When do both start together again, in {unit} from now? {first} starts every {a} {unit}, {second} every {b} {unit}, and both start right now.',
    'Work out after how many {unit} two timers that start now fire at the same moment for the first time. One fires every {a} {unit}, the other every {b} {unit}.',
    'cron A: every {a} {unit}\ncron B: every {b} {unit}\nboth started just now\nIn how many {unit} do they next start at the same time?',
    'The screen in our hallway changes its picture every {b} {unit}, and the lamp above it blinks every {a} {unit}. I have just seen both happen at once. How many {unit} do I wait to see that again?',
    'Suppose t counts the {unit} since two jobs began together. One starts again at every multiple of {a}, the other at every multiple of {b}. For which smallest t above 0 do both start?',
    'job one every {a} {unit}, job two every {b} {unit}, both kicked off now. how many {unit} until they start together again',
  ],
  devTemplates: [
    'Intervals of {a} and {b} {unit}, common start at 0. What is the first later time, in {unit}, at which both are due?',
    '{first} repeats with period {a} {unit}, {second} with period {b} {unit}. How many {unit} lie between two moments at which both run?',
  ],

  solve: ({ a, b, unit }) => {
    const common = gcd(a, b);
    const multiple = (a * b) / common;
    return {
      answer: String(multiple),
      goal: 'the time until both start together',
      unit,
      steps: [
        {
          title: 'Find the greatest common divisor',
          text: `we [divide and keep|divide the last two and keep] the remainder until it is 0`,
          equations: remainders(b, a),
          then: `[the last divisor, ${common}, is the greatest common divisor|the greatest common divisor is the last divisor, ${common}]`,
        },
        {
          title: 'Calculate the least common multiple',
          text: `both start together [again |]after the least common multiple, the product of both divided by ${common}`,
          equations: [`${a} * ${b} / ${common} = ${multiple} ${unit}`],
        },
      ],
    };
  },
});

const together = defineForm({
  name: 'together',
  difficulties: ['hard'],
  draw: (pick) => {
    const [a, b] = pick.of([
      [3, 6],
      [4, 12],
      [6, 12],
      [10, 15],
      [12, 24],
      [20, 30],
      [6, 3],
      [12, 6],
      [20, 5],
      [15, 30],
      [30, 60],
      [30, 70],
      [40, 60],
      [24, 8],
      [36, 45],
      [18, 9],
    ] as const);
    return {
      a,
      b,
      first: pick.of(['An old server', 'One machine', 'A small cluster', 'One team']),
      second: pick.of(['a new one', 'another one', 'a second one']),
      work: pick.of([
        'a full index',
        'the whole test suite',
        'a data migration',
        'a complete build',
      ]),
    };
  },
  templates: [
    'Two machines work on {work}. The first would need {a} minutes alone, the second {b} minutes alone. How many minutes do they need together?',
    'One worker finishes {work} in {a} minutes, a second worker in {b} minutes. They now do it together, each at the usual speed. After how many minutes is it finished?',
    '{first} needs {a} minutes for {work}, {second} needs {b} minutes. How many minutes do they need if they share the work and run at the same time?',
    'Alone, {work} takes {a} minutes on one machine and {b} minutes on another. The work can be split in any way. How many minutes does it take on both together?',
    'One needs {a} min for {work}, the other {b} min. Both in parallel, ideal split. Minutes?',
    'How many minutes does {work} take on two machines at once? By itself, one machine would be busy with it for {a} minutes and the other for {b} minutes; the work can be divided freely.',
    'Work out in how many minutes two workers get {work} done if they share it so that both finish at the same moment. Their times without help are {a} minutes and {b} minutes.',
    'On my laptop {work} runs for {a} minutes, on the desktop of a colleague for {b} minutes. Today we let both computers work on it in parallel, and a scheduler keeps both of them busy until the end. After how many minutes is it done?',
    '// old node: {work} in {a} min\n// new node: the same in {b} min\n// both at once, divided in proportion to their speed\n// how many minutes?',
    'Suppose that in each minute the first machine does 1/{a} of {work} and the second machine does 1/{b} of it. If both run at the same time, how many minutes does it take?',
    'server one does {work} in {a} min, server two in {b} min. if they split it perfectly how many minutes until it is done',
  ],
  devTemplates: [
    'Machine X does {work} in {a} minutes, machine Y in {b}. Working side by side on one and the same job, when are they done (in minutes)?',
    'Let the job ({work}) be perfectly divisible. X alone: {a} min. Y alone: {b} min. Both at once: how many minutes?',
  ],

  solve: ({ a, b }) => ({
    answer: String((a * b) / (a + b)),
    goal: 'the time for both together',
    unit: 'minutes',
    steps: [
      {
        title: 'Count the work of both in one time',
        text: `[in ${a} * ${b} minutes the first could do the work ${b} times and the second ${a} times|the first could do the work ${b} times in ${a} * ${b} minutes, the second ${a} times], so we divide this time by the sum of both`,
        equations: [`${a} * ${b} / (${a} + ${b}) = ${(a * b) / (a + b)} minutes`],
      },
    ],
  }),
});

const pipelined = defineForm({
  name: 'pipelined',
  difficulties: ['hard'],
  draw: (pick) => ({
    stages: pick.int(3, 7),
    count: pick.int(8, 60),
    time: pick.int(2, 9),
    thing: pick.of(['instructions', 'images', 'packages', 'documents', 'frames']),
  }),
  templates: [
    'How long in ms do {count} {thing} need in a pipeline with {stages} stages if each stage takes {time} ms and passes its result on at once?',
    'In a pipeline of {stages} stages each stage needs {time} ms for one of the {thing}, and all stages work at the same time. How many ms pass until {count} {thing} have gone through?',
    'A pipeline has {stages} stages, each taking {time} ms. {count} {thing} enter one after another, a new one as soon as the first stage is free. After how many ms has the last one left the pipeline?',
    '{count} {thing} pass through {stages} stages of {time} ms each. The stages work in parallel on different {thing}. How many ms does it take from the start until all are through?',
    'Pipeline, {stages} stages, {time} ms per stage. {count} {thing}, one right behind the other. Total in ms?',
    'When does the last of {count} {thing} come out of a pipeline, in ms after the first one went in? There are {stages} stages that work in parallel on different {thing}, each stage takes {time} ms, and there are no waits.',
    'Determine how many ms an assembly line needs for {count} {thing}, from the moment the first one enters until the last one leaves. Each spends {time} ms at every one of {stages} stations, and every {time} ms a new one enters.',
    'stages: {stages}\ntime per stage: {time} ms\nitems: {count} {thing}\nmode: pipelined, each stage works on another item\nAfter how many ms is the last item out?',
    'I turned a slow script into a pipeline of {stages} steps. A step takes {time} ms for one of the {thing}, hands it to the next step right away, and is then free for the following one. How many ms do {count} {thing} take altogether?',
    'Suppose the first of the {thing} is done after {stages} stages of {time} ms each, and every further one comes out {time} ms after the one before it, as in any pipeline. After how many ms are {count} {thing} done?',
    'pipeline with {stages} stages, {time} ms a stage, new input whenever the first stage is free. how many ms until {count} {thing} are all the way through',
  ],
  devTemplates: [
    'Every one of {stages} pipeline stages is busy for {time} ms per item and can hold one item. Feeding in {count} {thing} without a break, what is the total time in ms?',
    'Total latency in ms for {count} {thing} in a full pipeline ({stages} stages, {time} ms per stage, no stalls)?',
  ],

  solve: ({ stages, count, time, thing }) => ({
    answer: String((stages + count - 1) * time),
    goal: 'the total time',
    unit: 'ms',
    steps: [
      {
        title: 'Count the time slots and multiply',
        text: `the first of the ${thing} needs ${stages} slots of ${time} ms, and each of the other ${count} - 1 [leaves|is done] one slot later, so we add these and multiply by ${time}`,
        equations: [`(${stages} + ${count} - 1) * ${time} = ${(stages + count - 1) * time} ms`],
      },
    ],
  }),
});

/** Things that happen at the same time: repeated jobs, shared work, pipelines. */
export const sharedTimeForms: readonly AnyForm[] = [coincide, together, pipelined];
