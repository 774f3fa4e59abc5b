import type { AnyForm } from '../form';
import { defineLoop, runningSum } from './defineLoop';

const whileHalve = defineLoop({
  name: 'whileHalve',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const divisor = difficulty === 'easy' ? 2 : pick.of([2, 3]);
    const n =
      divisor === 3
        ? pick.int(30, 900)
        : difficulty === 'easy'
          ? pick.int(9, 60)
          : pick.int(64, 1000);
    const name = pick.of(['steps', 'count', 'k', 'depth']);
    return {
      name,
      n,
      divisor,
      python: [
        `n = ${n}`,
        `${name} = 0`,
        'while n > 1:',
        `    n = n // ${divisor}`,
        `    ${name} += 1`,
      ],
      javascript: [
        `let n = ${n};`,
        `let ${name} = 0;`,
        'while (n > 1) {',
        `  n = Math.floor(n / ${divisor});`,
        `  ${name}++;`,
        '}',
      ],
    };
  },
  solve: ({ name, n, divisor }) => {
    const chain = [n];
    while ((chain.at(-1) ?? 0) > 1) chain.push(Math.floor((chain.at(-1) ?? 0) / divisor));
    const divisions = chain.slice(1).map((value, i) => ({ value, before: chain[i] ?? 0 }));
    return {
      answer: String(divisions.length),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: `Divide n until it is at most 1`,
          text: `n starts at ${n} and is divided by ${divisor} each time, without the remainder`,
          equations: divisions.map(
            ({ value, before }) =>
              `${before} = ${value} * ${divisor} + ${before - value * divisor}`,
          ),
          then: `so n goes through ${chain.join(', ')} and the loop ends`,
        },
        {
          title: 'Count the rounds',
          text: `the variable ${name} grows by 1 in each of them, which gives`,
          equations: [`${divisions.map(() => '1').join(' + ')} = ${divisions.length}`],
        },
      ],
    };
  },
});

const conditional = defineLoop({
  name: 'conditional',
  difficulties: ['medium'],
  draw: (pick) => {
    const [modulus, rest] = pick.of([
      [2, 0],
      [2, 1],
      [3, 0],
      [3, 1],
      [4, 0],
      [5, 0],
      [3, 2],
    ] as const);
    const to = pick.int(7, modulus === 2 ? 13 : 20);
    const isCount = pick.chance(0.3);
    const name = pick.of(['total', 'result', 'x', 'hits']);
    const term = isCount ? '1' : 'i';
    return {
      name,
      modulus,
      rest,
      to,
      isCount,
      python: [
        `${name} = 0`,
        `for i in range(1, ${to}):`,
        `    if i % ${modulus} == ${rest}:`,
        `        ${name} += ${term}`,
      ],
      javascript: [
        `let ${name} = 0;`,
        `for (let i = 1; i < ${to}; i++) {`,
        `  if (i % ${modulus} === ${rest}) {`,
        `    ${name} += ${term};`,
        '  }',
        '}',
      ],
    };
  },
  solve: ({ name, modulus, rest, to, isCount }) => {
    const hits = Array.from({ length: to - 1 }, (_, i) => i + 1).filter(
      (value) => value % modulus === rest,
    );
    const total = isCount ? hits.length : hits.reduce((sum, value) => sum + value, 0);
    return {
      answer: String(total),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Find the values that pass the test',
          text: `i goes from 1 to ${to - 1}, and i % ${modulus} is ${rest} for i equal to ${hits.join(', ')}`,
        },
        {
          title: `Update ${name}`,
          text: isCount
            ? `the variable ${name} grows by 1 for each of these values`
            : `the variable ${name} is the sum of these values`,
          equations: [`${(isCount ? hits.map(() => 1) : hits).join(' + ')} = ${total}`],
        },
      ],
    };
  },
});

const listLoop = defineLoop({
  name: 'listLoop',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const values = Array.from({ length: pick.int(4, 6) }, () => pick.int(1, 20));
    const limit = pick.int(5, 14);
    const isBranching = difficulty === 'hard';
    const name = pick.of(['total', 'score', 'balance', 'acc']);
    const list = `[${values.join(', ')}]`;
    return {
      name,
      values,
      limit,
      isBranching,
      python: [
        `${name} = 0`,
        `for v in ${list}:`,
        `    if v > ${limit}:`,
        `        ${name} += v`,
        ...(isBranching ? ['    else:', `        ${name} -= 1`] : []),
      ],
      javascript: [
        `let ${name} = 0;`,
        `for (const v of ${list}) {`,
        `  if (v > ${limit}) {`,
        `    ${name} += v;`,
        ...(isBranching ? ['  } else {', `    ${name} -= 1;`] : []),
        '  }',
        '}',
      ],
    };
  },
  solve: ({ name, values, limit, isBranching }) => {
    const big = values.filter((value) => value > limit);
    const terms = isBranching ? values.map((value) => (value > limit ? value : -1)) : big;
    const total = terms.reduce((sum, term) => sum + term, 0);
    return {
      answer: String(total),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Check each value',
          text:
            big.length === 0
              ? `none of the values is greater than ${limit}`
              : `the values greater than ${limit} are ${big.join(', ')}${isBranching ? '; for each of the others, 1 is subtracted' : ''}`,
        },
        terms.length === 0
          ? { title: `Update ${name}`, text: `so nothing is added and ${name} stays 0` }
          : {
              title: `Update ${name}`,
              text: `the variable ${name} starts at 0 and changes as follows`,
              equations: runningSum(0, terms),
            },
      ],
    };
  },
});

const countUntil = defineLoop({
  name: 'countUntil',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const start = pick.int(1, 9);
    const isDoubling = difficulty === 'hard';
    const grow = isDoubling ? 2 : pick.int(6, 15);
    const limit = pick.int(40, isDoubling ? 300 : 90);
    const name = pick.of(['tries', 'rounds', 'count', 'k']);
    const update = isDoubling ? 'x *= 2' : `x += ${grow}`;
    return {
      name,
      start,
      isDoubling,
      grow,
      limit,
      python: [
        `x = ${start}`,
        `${name} = 0`,
        `while x < ${limit}:`,
        `    ${update}`,
        `    ${name} += 1`,
      ],
      javascript: [
        `let x = ${start};`,
        `let ${name} = 0;`,
        `while (x < ${limit}) {`,
        `  ${update};`,
        `  ${name}++;`,
        '}',
      ],
    };
  },
  solve: ({ name, start, isDoubling, grow, limit }) => {
    const values = [start];
    while ((values.at(-1) ?? 0) < limit)
      values.push(isDoubling ? (values.at(-1) ?? 0) * 2 : (values.at(-1) ?? 0) + grow);
    return {
      answer: String(values.length - 1),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Follow x',
          text: `x starts at ${start} and changes as long as it is less than ${limit}`,
          equations: values
            .slice(1)
            .map((value, i) => `${values[i] ?? 0} ${isDoubling ? '*' : '+'} ${grow} = ${value}`),
          then: `now x is ${values.at(-1) ?? 0}, which is not less than ${limit}, so the loop ends`,
        },
        {
          title: 'Count the rounds',
          text: `the variable ${name} grows by 1 in each round, so it is`,
          equations: [
            `${values
              .slice(1)
              .map(() => '1')
              .join(' + ')} = ${values.length - 1}`,
          ],
        },
      ],
    };
  },
});

/** Loops that test something: what counts, or when to stop. */
export const conditionalLoops: readonly AnyForm[] = [whileHalve, conditional, listLoop, countUntil];
