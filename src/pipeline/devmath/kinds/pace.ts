import type { Difficulty } from '../devMathRow';
import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';

/** Two amounts of one thing and of what goes with it, in the same proportion. */
interface Proportion {
  readonly n: number;
  readonly m: number;
  readonly k: number;
  /** `m * k / n`, a whole number. */
  readonly result: number;
}

function drawProportion(pick: Pick, difficulty: Difficulty): Proportion {
  const scale = { easy: 6, medium: 15, hard: 40 }[difficulty];
  return pick.until(
    () => {
      const [n, m] = [pick.int(2, 4 * scale), pick.int(2, 2 * scale)];
      const k = pick.int(2, 8 * scale);
      return { n, m, k, result: (m * k) / n };
    },
    ({ n, m, k, result }) =>
      Number.isInteger(result) &&
      result > 1 &&
      n !== k &&
      m !== n &&
      (m % n !== 0 || difficulty === 'easy'),
  );
}

const samePace = defineTrainForm({
  name: 'samePace',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => ({
    ...drawProportion(pick, difficulty),
    thing: pick.of(['photos', 'pages', 'tickets', 'rows', 'files', 'orders', 'packages']),
    actor: pick.of(['script', 'printer', 'clerk', 'scanner', 'worker', 'robot']),
    time: pick.of(['minutes', 'seconds', 'hours']),
  }),
  templates: [
    'A {actor} needs {m} {time} for {n} {thing}. How many {time} does it need for {k} {thing} if it is always equally fast?',
    '{n} {thing} take {m} {time}. How long do {k} of them take, in {time}, when nothing changes?',
    'After {m} {time} our {actor} was through with {n} {thing}. For how many {time} will {k} {thing} keep it busy?',
    'If {n} {thing} are done in {m} {time}, in what time, in {time}, are {k} {thing} done at the same speed?',
    '{n} {thing}: {m} {time}\n{k} {thing}: ? {time}\nThe time grows with the number.',
    'how many {time} for {k} {thing}, when the {actor} took {m} {time} for the first {n} {thing} and goes on like this',
    'Yesterday I watched a {actor} that finished {n} {thing} in {m} {time}. Today there are {k} {thing}. How many {time} do I have to plan?',
    'Extrapolate: {m} {time} for {n} {thing}, so how many {time} for {k} {thing}?',
  ],
  solve: ({ n, m, k, result, thing, time }) => ({
    answer: String(result),
    goal: `the time for ${k} ${thing}`,
    unit: time,
    steps: [
      {
        title: 'Keep the proportion',
        text: `one takes ${m} / ${n} ${time}, and ${k} take ${k} times that`,
        equations: [`${k} * ${m} / ${n} = ${result} ${time}`],
      },
    ],
  }),
});

const doneIn = defineTrainForm({
  name: 'doneIn',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const { n, m, k, result } = drawProportion(pick, difficulty);
    return {
      each: n,
      done: m,
      given: k,
      result,
      thing: pick.of(['photos', 'pages', 'tickets', 'rows', 'files', 'orders', 'packages']),
      actor: pick.of(['script', 'printer', 'clerk', 'scanner', 'worker', 'robot']),
      time: pick.of(['minutes', 'seconds', 'hours']),
    };
  },
  templates: [
    'A {actor} finishes {done} {thing} in {each} {time}. How many {thing} does it finish in {given} {time} if it is always equally fast?',
    '{done} {thing} come out every {each} {time}. How many {thing} come out within {given} {time}?',
    'We measured {done} {thing} in {each} {time}. What number of {thing} do you expect for {given} {time}?',
    'In {each} {time} our {actor} gets through {done} {thing}. At this pace, how many {thing} does it get through in {given} {time}?',
    '{each} {time}: {done} {thing}\n{given} {time}: ? {thing}',
    'the {actor} did {done} {thing} in the first {each} {time}. how many {thing} after {given} {time} in total, same speed',
    'Suppose a {actor} works for {given} {time} without a break. How many {thing} are done then, given that {done} {thing} keep it busy for {each} {time}?',
  ],
  solve: ({ each, done, given, result, thing, time }) => ({
    answer: String(result),
    goal: `the number of ${thing}`,
    steps: [
      {
        title: 'Keep the proportion',
        text: `one ${time.replace(/s$/, '')} brings ${done} / ${each} ${thing}, and ${given} ${time} bring ${given} times that`,
        equations: [`${given} * ${done} / ${each} = ${result}`],
      },
    ],
  }),
});

const bulkPrice = defineTrainForm({
  name: 'bulkPrice',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => ({
    ...drawProportion(pick, difficulty),
    thing: pick.of(['licenses', 'cables', 'stickers', 'bottles', 'tickets', 'seats', 'batteries']),
  }),
  templates: [
    '{n} {thing} cost {m} dollars. What do {k} {thing} cost, in dollars, at the same price for each?',
    'You get {n} {thing} for {m} dollars. How many dollars do you pay for {k}, if the price per piece stays the same?',
    'We bought {n} {thing} and paid {m} dollars. Now {k} are needed. How many dollars is that?',
    'How much are {k} {thing} in dollars when {n} of them are {m} dollars?',
    '{thing}: {n} for {m} dollars. Price of {k}, in dollars?',
    'The bill says {m} dollars for {n} {thing}. Which amount in dollars would it show for {k} {thing}?',
    'price for {n} {thing} is {m} dollars, so what is it for {k}, no discount',
    'If {m} dollars buy {n} {thing}, how many dollars do {k} {thing} take?',
  ],
  solve: ({ n, m, k, result, thing }) => ({
    answer: String(result),
    goal: `the price of ${k} ${thing}`,
    unit: 'dollars',
    steps: [
      {
        title: 'Keep the proportion',
        text: `one costs ${m} / ${n} dollars, and ${k} cost ${k} times that`,
        equations: [`${k} * ${m} / ${n} = ${result} dollars`],
      },
    ],
  }),
});

/** The same work by more or by fewer: `workers * time / given` is a whole number. */
function drawInverse(pick: Pick, difficulty: Difficulty) {
  const most = { easy: 8, medium: 15, hard: 40 }[difficulty];
  const drawn = pick.until(
    () => ({ workers: pick.int(2, most), time: pick.int(2, 2 * most), given: pick.int(2, most) }),
    ({ workers, time, given }) =>
      given !== workers &&
      given !== time &&
      workers * time > given &&
      (workers * time) % given === 0,
  );
  return {
    ...drawn,
    result: (drawn.workers * drawn.time) / drawn.given,
    who: pick.of(['workers', 'threads', 'servers', 'machines', 'painters', 'pumps']),
    unit: pick.of(['minutes', 'hours', 'days']),
  };
}

const inverseTime = defineTrainForm({
  name: 'inverseTime',
  difficulties: ['easy', 'medium', 'hard'],
  draw: drawInverse,
  templates: [
    '{workers} {who} need {time} {unit} for a job. How many {unit} do {given} {who} need for the same job, if all are equally fast?',
    'A job keeps {workers} {who} busy for {time} {unit}. With {given} of them instead, how many {unit} does it take?',
    'It takes {time} {unit} when {workers} {who} share the work evenly. How long, in {unit}, when {given} share it?',
    '{workers} {who}: {time} {unit}\n{given} {who}: ? {unit}\nThe work is the same and can be divided freely.',
    'Today only {given} {who} are there, while the usual {workers} would be through in {time} {unit}. In how many {unit} are these {given} through? All of them work alike.',
    'same job, {given} {who} rather than {workers}. with {workers} it was {time} {unit}, how many {unit} is it now if it splits perfectly',
    'Suppose {workers} equal {who} finish after {time} {unit}. After how many {unit} would {given} of the kind have finished?',
  ],
  solve: ({ workers, time, given, result, who, unit }) => ({
    answer: String(result),
    goal: `the time with ${given} ${who}`,
    unit,
    steps: [
      {
        title: 'Share the same work',
        text: `the work is ${workers} * ${time}, as one alone would need that many ${unit}, and ${given} share it, so we divide by ${given}`,
        equations: [`${workers} * ${time} / ${given} = ${result} ${unit}`],
      },
    ],
  }),
});

const inverseCount = defineTrainForm({
  name: 'inverseCount',
  difficulties: ['medium', 'hard'],
  draw: drawInverse,
  templates: [
    '{workers} {who} need {time} {unit} for a job. How many {who} are needed to do it in {given} {unit}, if all are equally fast?',
    'A job takes {time} {unit} with {workers} {who}. It has to be done in {given} {unit}. With how many {who} does that work out exactly?',
    'We must be ready in {given} {unit}, and {workers} {who} would take {time} {unit}. How many equal {who} do we have to use?',
    '{time} {unit}: {workers} {who}\n{given} {unit}: ? {who}\nThe work is the same and can be divided freely.',
    'How many {who} finish in {given} {unit} what {workers} {who} finish in {time} {unit}?',
    'the deadline is {given} {unit} away. {workers} {who} would be done in {time} {unit}. how many {who} do i need',
  ],
  solve: ({ workers, time, given, result, who, unit }) => ({
    answer: String(result),
    goal: `the number of ${who}`,
    steps: [
      {
        title: 'Share the same work',
        text: `the work is ${workers} * ${time}, as one alone would need that many ${unit}, and ${given} ${unit} are left, so we divide by ${given}`,
        equations: [`${workers} * ${time} / ${given} = ${result}`],
      },
    ],
  }),
});

const addedRates = defineTrainForm({
  name: 'addedRates',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const most = difficulty === 'easy' ? 20 : 90;
    const [a, b] = pick.until(
      () => [pick.int(2, most), pick.int(2, most)] as const,
      ([x, y]) => x !== y,
    );
    const result = pick.int(2, difficulty === 'easy' ? 12 : 40);
    return {
      a,
      b,
      result,
      total: result * (a + b),
      thing: pick.of(['pages', 'photos', 'letters', 'tickets', 'records', 'bottles']),
      ...pick.of([
        { unit: 'minute', units: 'minutes' },
        { unit: 'hour', units: 'hours' },
        { unit: 'second', units: 'seconds' },
      ]),
    };
  },
  templates: [
    'One printer does {a} {thing} per {unit} and a second one {b}. How many {units} do both need together for {total} {thing}?',
    'A new worker handles {b} {thing} per {unit}, an old one {a}. They share {total} {thing} and run at the same time. After how many {units} is everything done?',
    'Two machines run in parallel. The first gets {a} {thing} done in each {unit}, the other {b}. In how many {units} are {total} {thing} done?',
    'speed 1: {a} {thing} per {unit}\nspeed 2: {b} {thing} per {unit}\nboth at once, {total} {thing}\nHow many {units}?',
    'I do {a} {thing} per {unit}, my colleague does {b}. Working side by side, how many {units} do we take for {total}?',
    '{total} {thing} and two helpers, one with {a} per {unit}, one with {b} per {unit}. how many {units} if they work together',
  ],
  solve: ({ a, b, total, result, thing, unit, units }) => ({
    answer: String(result),
    goal: `the time for ${total} ${thing}`,
    unit: units,
    steps: [
      {
        title: 'Divide by the sum of both rates',
        text: `together they do ${a} + ${b} ${thing} per ${unit}, so we divide the ${total} ${thing} by this sum`,
        equations: [`${total} / (${a} + ${b}) = ${result} ${units}`],
      },
    ],
  }),
});

/** Amounts that grow together, or one as the other falls. */
export const pace: readonly AnyForm[] = [
  samePace,
  doneIn,
  bulkPrice,
  inverseTime,
  inverseCount,
  addedRates,
];
