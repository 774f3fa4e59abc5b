import type { AnyForm } from '../form';
import { defineLoop, passLines } from './defineLoop';

/** The passes of a loop that ends when a comparison fails: each says whether the loop goes on. */
function testedLines(passes: readonly string[], comparison: string): string {
  const tested = passes.map((pass, i) =>
    i === passes.length - 1
      ? `${pass}, not ${comparison}: the loop ends`
      : `${pass}, ${comparison}`,
  );
  return passLines(tested);
}

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
    const passes = chain.slice(1).map((value, i) => `${chain[i] ?? 0} // ${divisor} = ${value}`);
    return {
      answer: String(passes.length),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Follow n and count the passes',
          text: `n starts at ${n} and is divided by ${divisor} without the remainder (//) as long as it is above 1:\n${testedLines(passes, 'above 1')}`,
          then: `[we count the passes, so|as the passes are counted,] ${name} is ${passes.length}`,
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
    const [first = 0] = hits;
    const last = hits.at(-1) ?? 0;
    const total = isCount ? hits.length : hits.reduce((sum, value) => sum + value, 0);
    return {
      answer: String(total),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'List the values of i that pass the test',
          text: `i starts at 1 and stays below ${to}; i % ${modulus} is ${rest} for ${first} and then for every value ${modulus} further on:\nvalues of i: ${hits.join(', ')}`,
        },
        isCount
          ? {
              title: 'Count them',
              text: `each of them adds 1; we divide the distance from the first to the last by ${modulus}, and both ends count, so we add one`,
              equations: [`(${last} - ${first}) / ${modulus} + 1 = ${total}`],
            }
          : {
              title: 'Add them',
              text: '[we start with 0 and add each of these values|each of these values is added to 0]',
              equations: [`${['0', ...hits].join(' + ')} = ${total}`],
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
    const verdicts = values.map((value) => `${value} ${value > limit ? 'yes' : 'no'}`);
    const sum = terms.map((term) => (term < 0 ? ` - ${-term}` : ` + ${term}`)).join('');
    return {
      answer: String(total),
      goal: `the final value of ${name}`,
      steps: [
        {
          title: 'Check each value',
          text: `[we check for each value whether it is greater than ${limit}|which values are greater than ${limit}]:\n${verdicts.join(', ')}`,
        },
        {
          title: `Update ${name}`,
          text: `we start with 0; ${isBranching ? 'each "yes" adds the value, and each "no" subtracts 1' : 'each "yes" adds the value, and "no" changes nothing'}`,
          ...(terms.length === 0
            ? { then: `there is no "yes", so ${name} stays 0` }
            : { equations: [`0${sum} = ${total}`] }),
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
    const goal = `the final value of ${name}`;
    if (isDoubling) {
      const values = [start];
      while ((values.at(-1) ?? 0) < limit) values.push((values.at(-1) ?? 0) * 2);
      const passes = values.slice(1).map((value, i) => `${values[i] ?? 0} * 2 = ${value}`);
      return {
        answer: String(passes.length),
        goal,
        steps: [
          {
            title: 'Follow x and count the passes',
            text: `x starts at ${start} and is doubled as long as it is below ${limit}:\n${testedLines(passes, `below ${limit}`)}`,
            then: `[we count the passes, so|as the passes are counted,] ${name} is ${passes.length}`,
          },
        ],
      };
    }
    const whole = Math.floor((limit - start) / grow);
    const reached = start + whole * grow;
    const more = reached < limit ? 1 : 0;
    return {
      answer: String(whole + more),
      goal,
      steps: [
        {
          title: 'Find the whole passes',
          text: `x has to grow from ${start} to at least ${limit}, by ${grow} in each pass; // counts the whole passes, and then we compute x`,
          equations: [
            `(${limit} - ${start}) // ${grow} = ${whole}`,
            `${start} + ${whole} * ${grow} = ${reached}`,
          ],
          then:
            more === 1
              ? `${reached} is less than ${limit}, so one more pass is needed`
              : `${reached} is not less than ${limit}, so no more pass is needed`,
        },
        {
          title: `Find ${name}`,
          text: `[we add up|we count] the passes`,
          equations: [`${whole} + ${more} = ${whole + more}`],
        },
      ],
    };
  },
});

/** Loops that test something: what counts, or when to stop. */
export const conditionalLoops: readonly AnyForm[] = [whileHalve, conditional, listLoop, countUntil];
