import type { DevMathKind } from '../form';
import type { Step } from '../solution';
import { conditionalLoops } from './conditionalLoops';
import { defineLoop, runningSum } from './defineLoop';

const sumLoop = defineLoop({
  name: 'sumLoop',
  difficulties: ['easy'],
  draw: (pick) => {
    const from = pick.int(0, 6);
    const step = pick.int(1, 4);
    const count = pick.int(3, 6);
    const factor = pick.int(1, 4);
    const start = pick.of([0, 0, 1, 5, 10]);
    const to = from + (count - 1) * step + pick.int(1, step);
    const name = pick.of(['total', 'result', 's', 'x', 'count', 'acc']);
    const term = factor === 1 ? 'i' : `${factor} * i`;
    return {
      name,
      from,
      to,
      step,
      factor,
      start,
      python: [
        `${name} = ${start}`,
        `for i in range(${from}, ${to}${step === 1 ? '' : `, ${step}`}):`,
        `    ${name} += ${term}`,
      ],
      javascript: [
        `let ${name} = ${start};`,
        `for (let i = ${from}; i < ${to}; ${step === 1 ? 'i++' : `i += ${step}`}) {`,
        `  ${name} += ${term};`,
        '}',
      ],
    };
  },
  solve: ({ name, from, to, step, factor, start }) => {
    const values: number[] = [];
    for (let i = from; i < to; i += step) values.push(i);
    const terms = values.map((value) => value * factor);
    const sums = runningSum(start, terms);
    const total = terms.reduce((sum, term) => sum + term, start);
    const steps: Step[] = [
      {
        title: 'Find the values of i',
        text: `the loop runs with i equal to ${values.join(', ')}; the end ${to} is not reached`,
      },
      ...(factor === 1
        ? []
        : [
            {
              title: 'Find what is added',
              text: `each time ${factor} times i is added`,
              equations: values.map((value) => `${factor} * ${value} = ${factor * value}`),
            },
          ]),
      {
        title: `Update ${name}`,
        text: `[we start with ${start} and add|starting from ${start}, we add] one value after the other`,
        equations: sums,
      },
    ];
    return { answer: String(total), goal: `the final value of ${name}`, steps };
  },
});

const nested = defineLoop({
  name: 'nested',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const isTriangle = difficulty === 'hard';
    const n = isTriangle ? pick.int(4, 9) : pick.int(3, 25);
    const m = pick.int(3, 25);
    const by = pick.of([1, 1, 2, 3]);
    const name = pick.of(['count', 'total', 'c', 'runs']);
    const inner = isTriangle ? 'i' : String(m);
    return {
      name,
      n,
      m,
      by,
      isTriangle,
      python: [
        `${name} = 0`,
        `for i in range(${n}):`,
        `    for j in range(${inner}):`,
        `        ${name} += ${by}`,
      ],
      javascript: [
        `let ${name} = 0;`,
        `for (let i = 0; i < ${n}; i++) {`,
        `  for (let j = 0; j < ${inner}; j++) {`,
        `    ${name} += ${by};`,
        '  }',
        '}',
      ],
    };
  },
  solve: ({ name, n, m, by, isTriangle }) => {
    const runs = isTriangle ? (n * (n - 1)) / 2 : n * m;
    const list = Array.from({ length: n }, (_, i) => i);
    return {
      answer: String(runs * by),
      goal: `the final value of ${name}`,
      steps: [
        isTriangle
          ? {
              title: 'Count the inner runs',
              text: `for each i from 0 to ${n - 1} the inner loop runs i times, so the number of runs is`,
              equations: [`${list.join(' + ')} = ${runs}`],
            }
          : {
              title: 'Count the inner runs',
              text: `the outer loop runs ${n} times, and the inner loop runs ${m} times for each of them`,
              equations: [`${n} * ${m} = ${runs}`],
            },
        by === 1
          ? {
              title: `Find ${name}`,
              text: `the variable ${name} starts at 0 and grows by 1 in each run, so it is ${runs}`,
            }
          : {
              title: `Find ${name}`,
              text: `the variable ${name} starts at 0 and grows by ${by} in each run`,
              equations: [`${runs} * ${by} = ${runs * by}`],
            },
      ],
    };
  },
});

const pairUpdate = defineLoop({
  name: 'pairUpdate',
  difficulties: ['hard'],
  draw: (pick) => {
    const [a, b, times] = [pick.int(0, 5), pick.int(1, 6), pick.int(3, 6)];
    return {
      name: pick.of(['a', 'b']),
      a,
      b,
      times,
      python: [`a, b = ${a}, ${b}`, `for i in range(${times}):`, '    a, b = b, a + b'],
      javascript: [
        `let a = ${a};`,
        `let b = ${b};`,
        `for (let i = 0; i < ${times}; i++) {`,
        '  const next = a + b;',
        '  a = b;',
        '  b = next;',
        '}',
      ],
    };
  },
  solve: ({ name, a, b, times }) => {
    const values = [a, b];
    for (let i = 0; i < times; i += 1) values.push((values.at(-1) ?? 0) + (values.at(-2) ?? 0));
    const rounds = Array.from({ length: times }, (_, i) => ({
      left: values[i] ?? 0,
      right: values[i + 1] ?? 0,
      sum: values[i + 2] ?? 0,
    }));
    const last = rounds.at(-1);
    return {
      answer: String(name === 'a' ? last?.right : last?.sum),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Look at the update',
          text: `in each round a gets the old value of b, and b gets the sum of both old values; at the start a is ${a} and b is ${b}`,
        },
        {
          title: `Run the ${times} rounds`,
          text: 'the sums, which become the new b, are',
          equations: rounds.map(({ left, right, sum }) => `${left} + ${right} = ${sum}`),
        },
        {
          title: 'Read the values',
          text: `after the last round, a is ${last?.right ?? 0} and b is ${last?.sum ?? 0}`,
        },
      ],
    };
  },
});

const affine = defineLoop({
  name: 'affine',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const start = pick.int(1, 9);
    const factor = pick.int(2, difficulty === 'hard' ? 4 : 3);
    const add = pick.int(1, 9);
    const isMinus = difficulty === 'hard' && pick.chance(0.5);
    const times = { easy: 2, medium: 3, hard: 4 }[difficulty];
    const name = pick.of(['x', 'y', 'n', 'state']);
    const update = `${name} * ${factor} ${isMinus ? '-' : '+'} ${add}`;
    return {
      name,
      start,
      factor,
      add,
      isMinus,
      times,
      python: [`${name} = ${start}`, `for step in range(${times}):`, `    ${name} = ${update}`],
      javascript: [
        `let ${name} = ${start};`,
        `for (let step = 0; step < ${times}; step++) {`,
        `  ${name} = ${update};`,
        '}',
      ],
    };
  },
  solve: ({ name, start, factor, add, isMinus, times }) => {
    const sign = isMinus ? '-' : '+';
    const values = [start];
    for (let i = 0; i < times; i += 1)
      values.push((values.at(-1) ?? 0) * factor + (isMinus ? -add : add));
    return {
      answer: String(values.at(-1)),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Look at the loop',
          text: `the loop runs ${times} times, and each time ${name} is multiplied by ${factor} and ${add} is ${isMinus ? 'subtracted' : 'added'}; it starts at ${start}`,
        },
        {
          title: `Update ${name}`,
          text: 'we apply this one time after the other',
          equations: values
            .slice(1)
            .map((value, i) => `${values[i] ?? 0} * ${factor} ${sign} ${add} = ${value}`),
        },
      ],
    };
  },
});

export const loops: DevMathKind = {
  name: 'loops',
  forms: [sumLoop, nested, pairUpdate, affine, ...conditionalLoops],
};
