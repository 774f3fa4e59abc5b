import { definePlainForm } from '../../plainForm';
import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';

const neededScore = definePlainForm({
  name: 'neededScore',
  draw: (pick, size) => {
    const n = pick.int(2, 3 + size);
    const mean = pick.int(20, 80);
    return { n, mean, wanted: mean + pick.int(1, 5), next: n + 1, age: pick.int(11, 19) };
  },
  templates: [
    'After {n} tests my average is {mean} points. Which score do I need in the next test for an average of {wanted} over all of them?',
    'What must the next value be, so that the mean rises from {mean} ({n} values) to {wanted}?',
    'n={n}, mean={mean}; want mean={wanted} after one more value. the value?',
    'i had {n} runs with {mean} ms on average. with one more run the average should be {wanted} ms exactly. how many ms must that run take',
    'A pupil of {age} years has {n} marks with a mean of {mean} points. One more exam is to come. How many points bring the mean to {wanted}?',
  ],
  goal: 'the value that is needed',
  steps: [
    {
      title: 'Find the sum so far',
      text: '[{n} values with a mean of {mean}|the values known by now add up to]',
      work: '{n} * {mean}',
    },
    {
      title: 'Find the sum that is needed',
      text: '[with one more there are {n} + 1 values with a mean of {wanted}|the mean of {n} + 1 values should be {wanted}]',
      work: '({n} + 1) * {wanted}',
    },
    {
      title: 'Subtract',
      text: '[the next value makes the difference|what is missing must come from the next one]',
      work: '{2} - {1}',
    },
  ],
});

const weightedMean = definePlainForm({
  name: 'weightedMean',
  draw: (pick, size) => ({
    n: pick.int(2, 8 * size),
    a: pick.int(2, 30 * size),
    m: pick.int(2, 8 * size),
    b: pick.int(2, 30 * size),
    what: pick.of(['requests', 'orders', 'rides', 'calls', 'queries']),
  }),
  templates: [
    '{n} {what} took {a} ms each and {m} {what} took {b} ms each. What is the average over all of them, in ms?',
    'Mean in ms of {n} values of {a} ms and {m} values of {b} ms?',
    '{n} x {a} ms, {m} x {b} ms -> average ms?',
    'the cache answers {n} {what} in {a} ms each, the database {m} {what} in {b} ms each. whats the average time of all, in ms',
    'In a sample, {a} ms was measured {n} times and {b} ms {m} times. Give the arithmetic mean in ms.',
  ],
  goal: 'the average',
  unit: 'ms',
  steps: [
    {
      title: 'Add up all times',
      text: '[{n} times {a} and {m} times {b}|each value counts as often as it occurs]',
      work: '{n} * {a} + {m} * {b}',
      unit: 'ms',
    },
    {
      title: 'Count the values',
      text: '[in all there are|the number of values is]',
      work: '{n} + {m}',
    },
    {
      title: 'Divide',
      text: '[the sum divided by the number|we divide by how many there are]',
      work: '{1} / {2}',
    },
  ],
});

const withoutOutlier = definePlainForm({
  name: 'withoutOutlier',
  draw: (pick, size) => {
    const n = pick.int(4, 5 + size);
    const mean = pick.int(5, 30 * size);
    const rest = pick.int(2, mean);
    return {
      n,
      mean,
      outlier: n * mean - (n - 1) * rest,
      what: pick.of(['build times', 'latencies', 'scores', 'temperatures']),
    };
  },
  templates: [
    'The average of {n} {what} is {mean}. Without one of them, which is {outlier}, what is the average of the others?',
    'What is the mean of the rest, if {n} {what} have a mean of {mean} and the value {outlier} is thrown out?',
    'n={n} mean={mean}; remove {outlier}; new mean?',
    'my {n} {what} average to {mean}, but {outlier} was a fluke. i delete this one. average of what is left?',
    'Somebody removed the value {outlier} from {n} {what} whose mean was {mean}. Compute the mean of the remaining ones.',
  ],
  goal: 'the new average',
  steps: [
    {
      title: 'Find the sum',
      text: '[the mean times the number|all {n} values together make]',
      work: '{n} * {mean}',
    },
    {
      title: 'Take the value out',
      text: '[without {outlier}|we take {outlier} out of this sum]',
      work: '{1} - {outlier}',
    },
    {
      title: 'Divide by what is left',
      text: '[there is one value less|{n} - 1 values share what is left]',
      work: '{2} / ({n} - 1)',
    },
  ],
});

const middleOfList = defineTrainForm({
  name: 'middleOfList',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = { easy: 3, medium: 5, hard: 6 }[difficulty];
    const values = pick.until(
      () =>
        Array.from({ length: count }, () =>
          pick.int(2, { easy: 30, medium: 60, hard: 99 }[difficulty]),
        ),
      (drawn) => {
        const sorted = [...drawn].sort((a, b) => a - b);
        return new Set(drawn).size === count && sorted.join() !== drawn.join();
      },
    );
    return {
      values,
      list: values.join(', '),
      what: pick.of([
        'response times in ms',
        'scores',
        'file sizes in MB',
        'ages',
        'prices in dollars',
      ]),
    };
  },
  templates: [
    'What is the median of {list}?',
    'These {what} were collected: {list}. Find the median.',
    'median([{list}]) = ?',
    'whats the median (not the mean) of my {what}: {list}',
    'Sort {list} and tell me the value in the middle, or the mean of both middle values if there are two.',
    'We do not want an average here, since one of the {what} may be far off. Give the median of {list}.',
  ],
  solve: ({ values }) => {
    const sorted = [...values].sort((a, b) => a - b);
    const half = Math.floor(sorted.length / 2);
    const [low = 0, high = 0] = sorted.slice(half - 1);
    const isEven = sorted.length % 2 === 0;
    const median = isEven ? (low + high) / 2 : high;
    return {
      answer: String(median),
      goal: 'the median',
      steps: [
        {
          title: 'Sort the values',
          text: `[from small to large they are|in order they are] ${sorted.join(', ')}`,
        },
        isEven
          ? {
              title: 'Take the mean of the middle',
              text: `[two values stand in the middle, ${low} and ${high}|in the middle are ${low} and ${high}], so we take their mean`,
              equations: [`(${low} + ${high}) / 2 = ${median}`],
            }
          : {
              title: 'Take the middle',
              text: `[as many stand before it as after it|in the middle of the list]: the median is ${median}`,
            },
      ],
    };
  },
});

const meanAndTotal = definePlainForm({
  name: 'meanAndTotal',
  draw: (pick, size) => ({
    ...pick.until(
      () => ({
        a: pick.int(3, 40 * size),
        b: pick.int(3, 40 * size),
        c: pick.int(3, 40 * size),
        d: pick.int(3, 40 * size),
        days: pick.of([5, 7, 10, 20, 30]),
      }),
      ({ a, b, c, d, days }) => ((a + b + c + d) * days) % 4 === 0,
    ),
    what: pick.of(['orders', 'sign-ups', 'deploys', 'visits', 'bug reports']),
  }),
  templates: [
    'On four days we had {a}, {b}, {c} and {d} {what}. If it goes on with this average, how many {what} come in {days} days?',
    'How many {what} should I expect in {days} days? The last four days brought {a}, {b}, {c} and {d}.',
    '{what} per day: {a}, {b}, {c}, {d}. projected for {days} days at the same mean?',
    'counted {a}, {b}, {c}, {d} {what} on 4 days. at that average, how many in {days} days',
    'Extrapolate: four measured days with {a}, {b}, {c} and {d} {what}, and then {days} days at the mean of these. Number of {what} in the {days} days?',
  ],
  goal: 'the expected number',
  steps: [
    {
      title: 'Add up the days',
      text: '[the four days together|we add up what was counted]',
      work: '{a} + {b} + {c} + {d}',
    },
    {
      title: 'Take the mean',
      text: '[we divide by the number of these days|spread over the days, that is per day]',
      work: '{1} / 4',
    },
    {
      title: 'Multiply',
      text: '[this comes on each of {days} days|at this rate, {days} days bring]',
      work: '{2} * {days}',
    },
  ],
});

/** Means that are planned, weighted or corrected, and the median. */
export const averages: readonly AnyForm[] = [
  neededScore,
  weightedMean,
  withoutOutlier,
  middleOfList,
  meanAndTotal,
];
