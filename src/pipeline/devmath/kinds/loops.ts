import type { DevMathKind } from '../form';
import { conditionalLoops } from './conditionalLoops';
import { defineLoop, passLines } from './defineLoop';
import { repeatedUpdates, solvePasses } from './repeatedUpdates';
import { steppedLoops } from './steppedLoops';
import { plainLoops } from './plain/plainLoops';
import { functionsReturn } from './severalSteps/functionsReturn';
import { loopsInSteps } from './severalSteps/loopsInSteps';
import { loopsUntil } from './severalSteps/loopsUntil';

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
    const total = values.reduce((sum, value) => sum + value * factor, start);
    const terms = values.map((value) => (factor === 1 ? value : `${factor} * ${value}`));
    const added = factor === 1 ? 'each of these values' : `${factor} times each of these values`;
    return {
      answer: String(total),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'List the values of i',
          text: `i starts at ${from}, grows by ${step} each time and stays below ${to}, [so the end ${to} is left out|because the end ${to} does not count]:\nvalues of i: ${values.join(', ')}`,
        },
        {
          title: `Add to ${name}`,
          text: `[we start with ${start} and add ${added}|to the start value ${start} we add ${added}]`,
          equations: [`${[start, ...terms].join(' + ')} = ${total}`],
        },
      ],
    };
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
    const runsText = isTriangle ? `${n} * (${n} - 1) / 2` : `${n} * ${m}`;
    const growth = `${name} starts at 0 and grows by ${by} in each run`;
    return {
      answer: String(runs * by),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: `Count the inner runs and find ${name}`,
          text: isTriangle
            ? `the inner loop runs 0 times, then 1, then 2 and so on, up to one less than ${n}; these add up to ${n} times one less than ${n}, divided by 2; ${growth}`
            : `the outer loop runs ${n} times, and each time the inner loop runs ${m} times; ${growth}`,
          equations: [`${runsText}${by === 1 ? '' : ` * ${by}`} = ${runs * by}`],
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
    const passes = values.slice(2).map((sum, i) => {
      const [left = 0, right = 0] = values.slice(i);
      return `${left} + ${right} = ${sum}; a is ${right}, b is ${sum}`;
    });
    const answer = String(values.at(name === 'a' ? -2 : -1));
    return {
      answer,
      goal: `the final value of ${name}`,
      steps: [
        {
          title: `Go through the ${times} passes`,
          text: `at the start a is ${a} and b is ${b}; in each pass a gets the old b, and b gets the sum of the old a and b:\n${passLines(passes)}\nAfter pass ${times} the loop is over, and ${name} is ${answer}`,
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
    const passes = values
      .slice(1)
      .map((value, i) => `${values[i] ?? 0} * ${factor} ${sign} ${add} = ${value}`);
    return {
      answer: String(values.at(-1)),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: `Go through the ${times} passes`,
          text: `we start with ${start}, and each of the ${times} passes multiplies ${name} by ${factor} and then ${isMinus ? 'subtracts' : 'adds'} ${add}:\n${passLines(passes)}`,
        },
      ],
    };
  },
  train: {
    solve: ({ name, start, factor, add, isMinus, times }) =>
      solvePasses(
        name,
        start,
        [
          { sign: '*', by: factor },
          { sign: isMinus ? '-' : '+', by: add },
        ],
        times,
      ),
  },
});

export const loops: DevMathKind = {
  name: 'loops',
  forms: [
    sumLoop,
    nested,
    pairUpdate,
    affine,
    ...conditionalLoops,
    ...steppedLoops,
    ...repeatedUpdates,
    ...plainLoops,
    ...functionsReturn,
    ...loopsInSteps,
    ...loopsUntil,
  ],
};
