import { defineForm } from '../form';
import type { AnyForm } from '../form';
import { gcd } from '../gcd';

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
  ],
  devTemplates: [
    'Intervals of {a} and {b} {unit}, common start at 0. What is the first later time, in {unit}, at which both are due?',
    '{first} repeats with period {a} {unit}, {second} with period {b} {unit}. How many {unit} lie between two moments at which both run?',
  ],
  solve: ({ a, b, unit }) => {
    const common = gcd(a, b);
    const multiple = (a / common) * b;
    const list = Array.from({ length: multiple / b }, (_, i) => (i + 1) * b);
    return multiple / b <= 6
      ? {
          answer: String(multiple),
          goal: 'the time until both start together',
          unit,
          steps: [
            {
              title: 'Find out what is needed',
              text: `both start together after a time that is a multiple of ${a} and of ${b}, so we need the least common multiple`,
            },
            {
              title: `Check the multiples of ${b}`,
              text: `the multiples of ${b} are ${list.join(', ')}, and we test them modulo ${a}`,
              equations: list.map((value) => `${value} mod ${a} = ${value % a}`),
              then: `the first one without a remainder is ${multiple}`,
            },
          ],
        }
      : {
          answer: String(multiple),
          goal: 'the time until both start together',
          unit,
          steps: [
            {
              title: 'Find out what is needed',
              text: `we need the least common multiple of ${a} and ${b}`,
            },
            {
              title: 'Find the greatest common divisor',
              text: `the largest number that divides both ${a} and ${b} is ${common}`,
              equations: [`${a} / ${common} = ${a / common}`, `${b} / ${common} = ${b / common}`],
            },
            {
              title: 'Calculate the least common multiple',
              text: `we multiply ${b} by the first of these quotients`,
              equations: [`${b} * ${a / common} = ${multiple} ${unit}`],
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
  ],
  devTemplates: [
    'Machine X does {work} in {a} minutes, machine Y in {b}. Working side by side on one and the same job, when are they done (in minutes)?',
    'Let the job ({work}) be perfectly divisible. X alone: {a} min. Y alone: {b} min. Both at once: how many minutes?',
  ],
  solve: ({ a, b }) => {
    const work = (a * b) / gcd(a, b);
    const rate = work / a + work / b;
    return {
      answer: String(work / rate),
      goal: 'the time needed together',
      unit: 'minutes',
      steps: [
        {
          title: 'Choose a size for the work',
          text: `say the work has ${work} units, a common multiple of ${a} and ${b}; then the speeds in units per minute are`,
          equations: [`${work} / ${a} = ${work / a}`, `${work} / ${b} = ${work / b}`],
        },
        {
          title: 'Add the speeds',
          text: 'together they work at',
          equations: [`${work / a} + ${work / b} = ${rate}`],
        },
        {
          title: 'Divide the work by the speed',
          text: `for ${work} units they need`,
          equations: [`${work} / ${rate} = ${work / rate} minutes`],
        },
      ],
    };
  },
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
        title: 'Count the time slots',
        text: `the first of the ${thing} needs ${stages} slots, and each of the others leaves one slot later`,
        equations: [
          `${count} - 1 = ${count - 1}`,
          `${stages} + ${count - 1} = ${stages + count - 1} slots`,
        ],
      },
      {
        title: 'Multiply by the length of a slot',
        text: `each slot takes ${time} ms`,
        equations: [`${stages + count - 1} * ${time} = ${(stages + count - 1) * time} ms`],
      },
    ],
  }),
});

/** Things that happen at the same time: repeated jobs, shared work, pipelines. */
export const sharedTimeForms: readonly AnyForm[] = [coincide, together, pipelined];
