import { choose } from '../choices';
import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { gcd } from '../gcd';
import type { Step } from '../solution';
import { percentChances } from './percentChances';
import { plainProbability } from './plain/plainProbability';
import { failures } from './severalSteps/failures';
import { draws } from './severalSteps/draws';

/** `6/8` in lowest terms, as text; whole numbers without a denominator. */
function reduced(top: number, bottom: number): string {
  const divisor = gcd(top, bottom);
  return bottom === divisor ? String(top / divisor) : `${top / divisor}/${bottom / divisor}`;
}

/** Finds the total first where the question gives only its two parts. */
function addParts(good: number, bad: number, question: string): Step[] {
  const total = good + bad;
  return new RegExp(`\\b${total}\\b`).test(question)
    ? []
    : [
        {
          title: 'Count all of them',
          text: '[both groups together make|we add the two groups to know how many there are]',
          equations: [`${good} + ${bad} = ${total}`],
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
    '{total} {thing}, {good} {label}. P(a random one is {label})? {ask}',
    'What is the probability that a random pick is {label}, when {good} of {total} {thing} are? {ask}',
    '{label} {thing}: {good}\nother {thing}: {bad}\none of all of them is drawn at random\nwanted: the probability that it is {label}, as a fraction in lowest terms',
    'Work out the probability that one of {total} {thing}, chosen at random, is among the {good} that are {label}. Give a reduced fraction.',
    'In a long meeting I select one of our {thing} at random to pass the time. {good} are {label}, the other {bad} are not. How likely is it that mine is {label}? {ask}',
    'Suppose each of {total} {thing} has the same chance to be picked and {good} of them are {label}. With what probability is the picked one {label}? {ask}',
    '// list: {total} {thing}, {good} of them {label}\n// probability that a uniformly random entry is {label}, as a reduced fraction?',
    "we have {good} {label} {thing} and {bad} that are not {label}. random pick, what's the chance it is {label}? as a fraction in lowest terms please",
  ],
  devTemplates: [
    'Picking at random from {total} {thing}, {good} of which are {label}: how likely is it to hit one that is {label}? {ask}',
    'A random sample of size one is taken from {bad} normal and {good} {label} {thing}. Find the probability that the sample is {label}. {ask}',
  ],
  solve: ({ good, bad, total, thing, label }, _, question) => ({
    answer: reduced(good, total),
    goal: 'the probability',
    steps: [
      ...addParts(good, bad, question),
      {
        title: 'Divide the good choices by all choices',
        text: `all ${thing} are equally likely, so we divide the number of ${label} ones by the number of all ${thing} and [simplify|reduce the fraction]`,
        equations: [`${good}/${total} = ${reduced(good, total)}`],
      },
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
    'Independent failure probabilities: {first} 1/{a}, {second} 1/{b}. Probability that {event}? {ask}',
    'What is the probability that {event}, if {first} fails with probability 1/{a} and {second}, independently of it, with probability 1/{b}? {ask}',
    'failure of {first}: probability 1/{a}\nfailure of {second}: probability 1/{b}\nindependent: yes\nwanted: the probability that {event}, as a fraction in lowest terms',
    'Work out the probability that {event}. It is about two parts with independent failures, {first} (probability 1/{a}) and {second} (probability 1/{b}). Give a reduced fraction.',
    'I leave for a holiday tomorrow and worry about our setup. While I am away, {first} fails with probability 1/{a}, and {second} fails with probability 1/{b}, independently of that. What are the chances that {event}? {ask}',
    'Suppose a failure of {first} has probability 1/{a} and a failure of {second} has probability 1/{b}, no matter what the other one does. Then how likely is it that {event}? {ask}',
    '# {first} and {second} are independent\n# chance to fail: 1/{a} and 1/{b}, in this order\n# chance that {event}, as a reduced fraction?',
    '{first} fails with chance 1/{a}, {second} with 1/{b}, no connection between them. chance that {event}? fraction in lowest terms please',
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
            text: 'the two are independent and both must happen, so we multiply their probabilities',
            equations: [`1/${a} * 1/${b} = ${reduced(1, a * b)}`],
          },
        ],
      };
    const top = (a - 1) * (b - 1);
    return {
      answer: reduced(a * b - top, a * b),
      goal: 'the probability that at least one fails',
      steps: [
        {
          title: 'Take the opposite of none',
          text: '"at least one fails" is the opposite of "both work", so we take 1 minus the product of the probabilities that each one works',
          equations: [`1 - (1 - 1/${a}) * (1 - 1/${b}) = ${reduced(a * b - top, a * b)}`],
        },
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
    '{total} {thing}, {good} {label}. Two taken at random without replacement. P(both {label})? {ask}',
    'With what probability are two {thing} both {label} when they are picked at random, never the same one twice, from {good} that are {label} and {bad} that are not? {ask}',
    'all {thing}: {total}\n{label}: {good}\nsample: two different ones, at random\nwanted: the probability that both are {label}, as a fraction in lowest terms',
    'Draw two different {thing} at random from a pool with {good} that are {label} and {bad} that are not. Work out the probability that both of yours are {label}, as a reduced fraction.',
    'I need two {thing} for a demo and let a script choose them at random; it never takes the same one twice. Of all {total}, {good} are {label}. How likely is it that both of mine are {label}? {ask}',
    'If two out of {total} {thing} are taken at random, one after the other and without putting the first one back, and {good} of the {total} are {label}, what is the chance that both taken ones are {label}? {ask}',
    '// sample(pool, 2) returns two different random entries\n// pool: {total} {thing}, {good} of them {label}\n// probability that both are {label}, as a reduced fraction?',
    'pool has {good} {label} {thing} plus {bad} other ones. i grab two at random, no repeats. chance that both are {label}? as a fraction in lowest terms',
  ],
  devTemplates: [
    'A random pair is formed out of {total} {thing}; {good} of the {thing} are {label}. Find the probability that the pair consists of {label} ones only. {ask}',
    'One of {total} {thing} is selected, then another one of the rest. With {good} {label} ones at the start, how likely are two {label} ones? {ask}',
  ],
  solve: ({ good, bad, total, label }, _, question) => {
    const result = reduced(good * (good - 1), total * (total - 1));
    return {
      answer: result,
      goal: `the probability that both are ${label}`,
      steps: [
        ...addParts(good, bad, question),
        {
          title: 'Multiply the two picks',
          text: `both must be ${label}, so we multiply; after the first pick both numbers are one less`,
          equations: [`${good}/${total} * ${good - 1}/${total - 1} = ${result}`],
        },
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
    '{n} random bits, each 0 or 1 with equal chance. P(number of ones = {k})? {ask}',
    'How likely is it that the number of heads is exactly {k} when a fair coin is tossed {n} times? {ask}',
    'coin: fair\ntosses: {n}\nwanted: the probability that the number of heads is {k}, as a fraction in lowest terms',
    'Work out the probability that a random list of {n} booleans, each independently true or false with probability 1/2, holds true in exactly {k} of its {n} places. Give a reduced fraction.',
    'My team has {n} feature switches. For fun, a script sets each one to on or off like a fair coin, independently of the others. What is the probability that exactly {k} of the {n} will be on? {ask}',
    'Suppose each of {n} requests goes to server A or to server B with equal chance, independently. With what probability does server A get exactly {k} of the {n}? {ask}',
    '// bits: list of {n} fair random bits, independent\n// probability that sum(bits) == {k}, as a reduced fraction?',
    "flipping a fair coin {n} times, what's the chance to see heads in exactly {k} of the flips? fraction in lowest terms please",
  ],
  devTemplates: [
    'A {n}-bit number is chosen uniformly at random. Find the probability that it has exactly {k} set bits. {ask}',
    'In {n} independent yes/no events with chance 1/2 each, exactly {k} come true. With which probability? {ask}',
  ],
  solve: ({ n, k }) => {
    const ways = choose(n, k);
    return {
      answer: reduced(ways, 2 ** n),
      goal: `the probability of exactly ${k} ones`,
      steps: [
        {
          title: 'Count the good outcomes',
          text: `[we choose which ${k} of the ${n} places are ones|the ${k} ones can stand at any of the ${n} places, in no order]`,
          equations: [`${n}! / (${k}! * (${n} - ${k})!) = ${ways}`],
        },
        {
          title: 'Divide by all outcomes',
          text: `each of the ${n} places has 2 values, all equally likely, so we divide by 2^${n}`,
          equations: [`${ways}/2^${n} = ${reduced(ways, 2 ** n)}`],
        },
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
    'Two fair dice, sides 1 to {sides}. P(sum = {sum})? {ask}',
    'How likely is a total of {sum} when two fair dice with the numbers 1 to {sides} are thrown? {ask}',
    'first number: random from 1 to {sides}\nsecond number: random from 1 to {sides}\nall values equally likely, both draws independent\nwanted: the probability that they add up to {sum}, as a fraction in lowest terms',
    'Roll a fair die with the sides 1 to {sides} twice and add both numbers. Work out the probability that you get {sum}, as a reduced fraction.',
    'My daughter and I play a game with wooden dice. Each of us throws one fair die that has the numbers 1 to {sides}. What is the probability that our two numbers add up to {sum}? {ask}',
    'If two workers each choose a shard number from 1 to {sides} at random, all equally likely and without knowing of each other, what is the chance that both numbers together make {sum}? {ask}',
    'x = randint(1, {sides})\ny = randint(1, {sides})\n// both ends included, all values equally likely, independent\n// probability that x + y == {sum}, as a reduced fraction?',
    "rolling two fair {sides}-sided dice (1 to {sides}), what's the chance that they show {sum} in total? fraction in lowest terms please",
  ],
  devTemplates: [
    'a and b are uniform on 1..{sides} and independent. Find the probability of a + b = {sum}. {ask}',
    'Two retries each wait a random whole number of seconds, 1 to {sides}, uniformly. With which probability is the total wait {sum} seconds? {ask}',
  ],
  solve: ({ sides, sum }) => {
    // Beyond this sum the first number is no longer free to be 1.
    const isSmall = sum <= sides + 1;
    const least = sum - sides;
    const count = isSmall ? sum - 1 : sides - least + 1;
    const counting: Step[] = isSmall
      ? [
          {
            title: 'Count the good pairs',
            text: `the first number can be anything from 1 to one less than ${sum}, and the second is then fixed`,
            equations: [`${sum} - 1 = ${count}`],
          },
        ]
      : [
          {
            title: 'Find the smallest first number',
            text: `the second number is at most ${sides}, so the first one is at least`,
            equations: [`${sum} - ${sides} = ${least}`],
          },
          {
            title: 'Count the good pairs',
            text: `the first number goes from ${least} to ${sides}, both included, so we add one`,
            equations: [`${sides} - ${least} + 1 = ${count}`],
          },
        ];
    return {
      answer: reduced(count, sides * sides),
      goal: `the probability of the sum ${sum}`,
      steps: [
        ...counting,
        {
          title: 'Divide by all pairs',
          text: `each of the two numbers has ${sides} values, so we divide by the number of all pairs`,
          equations: [`${count}/(${sides} * ${sides}) = ${reduced(count, sides * sides)}`],
        },
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
    '{times} independent tries, failure probability {top}/{bottom} each. P(all fail)? {ask}',
    'How likely is it to see only failures in {times} tries when each try, independently of the others, fails with probability {top}/{bottom}? {ask}',
    'probability that a try fails: {top}/{bottom}\ntries: {times}, independent\nwanted: the probability that every try fails, as a fraction in lowest terms',
    'Work out the probability of {times} failures in {times} tries. {what} fails with probability {top}/{bottom}, no matter what happened before. Give a reduced fraction.',
    'The network in this train is bad today. {what} fails with probability {top}/{bottom} here, each time independently, and I start {times} of them. What is the probability that all of mine fail? {ask}',
    'Suppose we try {times} times and each try, whatever the other ones did, fails with probability {top}/{bottom}. What is the probability of no success at all? {ask}',
    '// {what} fails with probability {top}/{bottom}, independent of earlier ones\n// tries: {times}\n// probability that every one fails, as a reduced fraction?',
    "what's the chance that {times} tries in a row fail if a single one fails with probability {top}/{bottom} and they are independent? fraction in lowest terms please",
  ],
  devTemplates: [
    'We give up after {times} failed tries. {what} goes wrong with chance {top}/{bottom} each time, independent of the rest. With which probability do we give up? {ask}',
    'Per attempt the failure rate is {top}/{bottom}. Find the probability that none out of {times} independent attempts succeeds. {ask}',
  ],
  solve: ({ top, bottom, times }) => ({
    answer: reduced(top ** times, bottom ** times),
    goal: 'the probability that all tries fail',
    steps: [
      {
        title: 'Take the power',
        text: `[the tries are independent and all ${times} must fail|all ${times} tries must fail, and they are independent], so ${top}/${bottom} is a factor ${times} times`,
        equations: [`(${top}/${bottom})^${times} = ${reduced(top ** times, bottom ** times)}`],
      },
    ],
  }),
});

export const probability: DevMathKind = {
  name: 'probability',
  forms: [
    single,
    independent,
    twoDrawn,
    coins,
    dice,
    repeated,
    ...percentChances,
    ...plainProbability,
    ...failures,
    ...draws,
  ],
};
