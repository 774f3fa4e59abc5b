import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { gcd } from '../gcd';
import type { Step } from '../solution';

/** `6/8` in lowest terms, as text; whole numbers without a denominator. */
function reduced(top: number, bottom: number): string {
  const divisor = gcd(top, bottom);
  return bottom === divisor ? String(top / divisor) : `${top / divisor}/${bottom / divisor}`;
}

/** The step that simplifies a fraction, if there is something to simplify. */
function simplify(top: number, bottom: number): Step[] {
  const divisor = gcd(top, bottom);
  return divisor === 1
    ? []
    : [
        {
          title: 'Simplify the fraction',
          text: `both numbers can be divided by ${divisor}`,
          equations: [`${top}/${bottom} = ${reduced(top, bottom)}`],
        },
      ];
}

const ask = [
  'Give the answer as a fraction in lowest terms.',
  'Answer with a fraction.',
  'Write it as a reduced fraction.',
  'As a fraction?',
] as const;

const single = defineForm({
  name: 'single',
  difficulties: ['easy'],
  draw: (pick) => {
    const [good, bad] = [pick.int(2, 15), pick.int(2, 25)];
    const [thing, label] = pick.of([
      ['tests', 'broken'],
      ['servers', 'overloaded'],
      ['packets', 'broken'],
      ['builds', 'red'],
      ['files', 'empty'],
      ['commits', 'unsigned'],
      ['records', 'invalid'],
    ] as const);
    return { good, bad, total: good + bad, thing, label, ask: pick.of(ask) };
  },
  templates: [
    'If {good} out of {total} {thing} are {label}, how likely is it that one chosen at random is {label}? {ask}',
    '{good} of {total} {thing} are {label}. One of the {thing} is picked at random. What is the probability that it is {label}? {ask}',
    'We have {total} {thing}, and {good} of them are {label}. What is the chance that a random one is {label}? {ask}',
    'There are {good} {label} and {bad} other {thing}. What is the probability of picking one that is {label} at random? {ask}',
  ],
  devTemplates: [
    'Picking at random from {total} {thing}, {good} of which are {label}: how likely is it to hit one that is {label}? {ask}',
    'A random sample of size one is taken from {bad} normal and {good} {label} {thing}. Find the probability that the sample is {label}. {ask}',
  ],
  solve: ({ good, bad, total, thing, label }) => ({
    answer: reduced(good, total),
    goal: 'the probability',
    steps: [
      {
        title: 'Count all possibilities',
        text: `there are ${good} ${label} and ${bad} other ${thing}`,
        equations: [`${good} + ${bad} = ${total}`],
      },
      {
        title: 'Write the probability as a fraction',
        text: `${good} of the ${total} equally likely choices are ${label}, so the probability is ${good}/${total}`,
      },
      ...simplify(good, total),
    ],
  }),
});

const independent = defineForm({
  name: 'independent',
  difficulties: ['medium'],
  draw: (pick) => {
    const [a, b] = [pick.int(2, 10), pick.int(2, 10)];
    const isBoth = pick.chance(0.5);
    return {
      a,
      b,
      isBoth,
      first: pick.of(['the database', 'the first disk', 'server A', 'the cache', 'the primary']),
      second: pick.of(['the network', 'the second disk', 'server B', 'the queue', 'the replica']),
      event: isBoth ? 'both fail' : 'at least one of them fails',
      ask: pick.of(ask),
    };
  },
  templates: [
    'With probability 1/{a} {first} fails, and with probability 1/{b} {second} fails. They are independent. What is the probability that {event}? {ask}',
    'On one day, {first} fails with probability 1/{a} and {second} with probability 1/{b}, independently. What is the probability that {event}? {ask}',
    'The failure probability of {first} is 1/{a}, that of {second} is 1/{b}. They are independent. How likely is it that {event}? {ask}',
    'Suppose {first} is down with probability 1/{a}, {second} with probability 1/{b}, independent of each other. What is the chance that {event}? {ask}',
  ],
  devTemplates: [
    'P({first} fails) = 1/{a}, P({second} fails) = 1/{b}, and the two do not influence each other. Find P({event}). {ask}',
    'Two independent risks: {first} breaks in one of {a} cases, {second} in one of {b}. In which share of cases is it true that {event}? {ask}',
  ],
  solve: ({ a, b, isBoth }) => {
    if (isBoth)
      return {
        answer: reduced(1, a * b),
        goal: 'the probability that both fail',
        steps: [
          {
            title: 'Multiply the probabilities',
            text: 'the two are independent, so we multiply their probabilities',
            equations: [`1/${a} * 1/${b} = 1/${a * b}`],
          },
        ],
      };
    const top = (a - 1) * (b - 1);
    return {
      answer: reduced(a * b - top, a * b),
      goal: 'the probability that at least one fails',
      steps: [
        {
          title: 'Find the probability that none fails',
          text: `[the first works|the first one does not fail] with probability ${a - 1}/${a} and the second with ${b - 1}/${b}; they are independent, so we multiply`,
          equations: [`${a - 1}/${a} * ${b - 1}/${b} = ${top}/${a * b}`],
        },
        {
          title: 'Take the opposite',
          text: 'at least one that fails is the opposite of none',
          equations: [`1 - ${top}/${a * b} = ${a * b - top}/${a * b}`],
        },
        ...simplify(a * b - top, a * b),
      ],
    };
  },
});

const twoDrawn = defineForm({
  name: 'twoDrawn',
  difficulties: ['hard'],
  draw: (pick) => {
    const [good, bad] = [pick.int(2, 9), pick.int(1, 9)];
    const [thing, label] = pick.of([
      ['servers', 'healthy'],
      ['tests', 'slow'],
      ['disks', 'new'],
      ['files', 'private'],
      ['nodes', 'free'],
      ['helpers', 'available'],
    ] as const);
    return { good, bad, total: good + bad, thing, label, ask: pick.of(ask) };
  },
  templates: [
    '{good} out of {total} {thing} are {label}. I pick two of them at random, not the same one twice. What is the probability that both are {label}? {ask}',
    '{good} of {total} {thing} are {label}. Two different {thing} are picked at random. What is the probability that both are {label}? {ask}',
    'From {total} {thing}, of which {good} are {label}, we choose 2 at random without putting any back. How likely is it that both are {label}? {ask}',
    'There are {good} {label} and {bad} other {thing}. Two are drawn at random without replacement. What is the chance that both are {label}? {ask}',
  ],
  devTemplates: [
    'A random pair is formed out of {total} {thing}; {good} of the {thing} are {label}. Find the probability that the pair consists of {label} ones only. {ask}',
    'One of {total} {thing} is selected, then another one of the rest. With {good} {label} ones at the start, how likely are two {label} ones? {ask}',
  ],
  solve: ({ good, total, label }) => {
    const [top, bottom] = [good * (good - 1), total * (total - 1)];
    return {
      answer: reduced(top, bottom),
      goal: `the probability that both are ${label}`,
      steps: [
        {
          title: 'Look at the first pick',
          text: `the first one is ${label} with probability ${good}/${total}`,
        },
        {
          title: 'Look at the second pick',
          text: `after that, ${good - 1} of the remaining ${total - 1} are ${label}, so the probability is ${good - 1}/${total - 1}`,
        },
        {
          title: 'Multiply',
          text: 'both must happen, so we multiply',
          equations: [`${good}/${total} * ${good - 1}/${total - 1} = ${top}/${bottom}`],
        },
        ...simplify(top, bottom),
      ],
    };
  },
});

const coins = defineForm({
  name: 'coins',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const n = difficulty === 'hard' ? pick.int(5, 7) : pick.int(3, 4);
    return {
      n,
      k: pick.int(1, n - 1),
      ask: pick.of(ask),
    };
  },
  templates: [
    'If each of {n} bits is 0 or 1 with probability 1/2, what is the probability that exactly {k} of them are 1? {ask}',
    'What is the probability that {n} [random bits|independent random bits] contain exactly {k} [ones|bits that are 1]? {ask}',
    'I generate {n} bits at random, 0 and 1 equally likely. What is the chance of exactly {k} ones? {ask}',
    'A fair coin is flipped {n} times. How likely are exactly {k} heads? {ask}',
  ],
  devTemplates: [
    'A {n}-bit number is chosen uniformly at random. Find the probability that it has exactly {k} set bits. {ask}',
    'In {n} independent yes/no events with chance 1/2 each, exactly {k} come true. With which probability? {ask}',
  ],
  solve: ({ n, k }) => {
    const ways = Array.from(
      { length: 2 ** n },
      (_, bits) => bits.toString(2).replaceAll('0', '').length,
    ).filter((ones) => ones === k).length;
    return {
      answer: reduced(ways, 2 ** n),
      goal: `the probability of exactly ${k} ones`,
      steps: [
        {
          title: 'Count all outcomes',
          text: `each of the ${n} positions has 2 possible values, so the number of outcomes is`,
          equations: [`2^${n} = ${2 ** n}`],
        },
        {
          title: 'Count the good outcomes',
          text: `we choose which ${k} of the ${n} positions are 1`,
          equations: [`C(${n}, ${k}) = ${ways}`],
        },
        {
          title: 'Divide',
          text: `all outcomes are equally likely, so the probability is ${ways}/${2 ** n}`,
        },
        ...simplify(ways, 2 ** n),
      ],
    };
  },
});

const dice = defineForm({
  name: 'dice',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const sides = difficulty === 'medium' ? 6 : pick.of([4, 6, 8, 10]);
    return { sides, sum: pick.int(3, 2 * sides - 1), ask: pick.of(ask) };
  },
  templates: [
    'What is the probability that two random numbers from 1 to {sides} have the sum {sum}? Each number is equally likely and they are independent. {ask}',
    'Two fair dice with sides 1 to {sides} are rolled. What is the probability that the sum is {sum}? {ask}',
    'A script draws two independent random integers from 1 to {sides}, all equally likely. What is the chance that they add up to {sum}? {ask}',
    'I draw a random number from 1 to {sides} twice and add the results. How likely is the sum {sum}? {ask}',
  ],
  devTemplates: [
    'a and b are uniform on 1..{sides} and independent. Find the probability of a + b = {sum}. {ask}',
    'Two retries each wait a random whole number of seconds, 1 to {sides}, uniformly. With which probability is the total wait {sum} seconds? {ask}',
  ],
  solve: ({ sides, sum }) => {
    const pairs = Array.from({ length: sides }, (_, i) => i + 1).filter(
      (first) => sum - first >= 1 && sum - first <= sides,
    );
    return {
      answer: reduced(pairs.length, sides * sides),
      goal: `the probability of the sum ${sum}`,
      steps: [
        {
          title: 'Count all pairs',
          text: `there are ${sides} values for each of the two, so the number of pairs is`,
          equations: [`${sides} * ${sides} = ${sides * sides}`],
        },
        {
          title: 'List the good pairs',
          text: `the pairs with the right sum are`,
          equations: pairs.map((first) => `${first} + ${sum - first} = ${sum}`),
          then: pairs.length === 1 ? 'this is 1 pair' : `these are ${pairs.length} pairs`,
        },
        { title: 'Divide', text: `the probability is ${pairs.length}/${sides * sides}` },
        ...simplify(pairs.length, sides * sides),
      ],
    };
  },
});

const repeated = defineForm({
  name: 'repeated',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const bottom = pick.int(2, 6);
    return {
      top: difficulty === 'hard' ? pick.int(1, bottom - 1) : 1,
      bottom,
      times: pick.int(2, bottom > 4 ? 3 : 4),
      ask: pick.of(ask),
      what: pick.of([
        'A slow test',
        'A request',
        'A download',
        'A login attempt',
        'A connection',
        'A retry',
      ]),
    };
  },
  templates: [
    '{what} fails with a probability of {top}/{bottom}. What is the probability of failing {times} times in a row if the tries are independent? {ask}',
    '{what} fails with probability {top}/{bottom}, independently each time. What is the probability that {times} tries all fail? {ask}',
    '{what} fails {top} out of {bottom} times at random. How likely is it that {times} tries in a row fail? {ask}',
    'Each try fails with probability {top}/{bottom}, and tries are independent. What is the chance that all of {times} tries fail? {ask}',
  ],
  devTemplates: [
    'We give up after {times} failed tries. {what} goes wrong with chance {top}/{bottom} each time, independent of the rest. With which probability do we give up? {ask}',
    'Per attempt the failure rate is {top}/{bottom}. Find the probability that none out of {times} independent attempts succeeds. {ask}',
  ],
  solve: ({ top, bottom, times }) => {
    const equations = Array.from(
      { length: times - 1 },
      (_, i) =>
        `${top ** (i + 1)}/${bottom ** (i + 1)} * ${top}/${bottom} = ${top ** (i + 2)}/${bottom ** (i + 2)}`,
    );
    return {
      answer: reduced(top ** times, bottom ** times),
      goal: 'the probability that all tries fail',
      steps: [
        {
          title: 'Set up the product',
          text: `the tries are independent, so the probability is ${top}/${bottom} taken ${times} times as a factor`,
        },
        { title: 'Multiply', text: `we multiply one factor after the other`, equations },
        ...simplify(top ** times, bottom ** times),
      ],
    };
  },
});

export const probability: DevMathKind = {
  name: 'probability',
  forms: [single, independent, twoDrawn, coins, dice, repeated],
};
