import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const funnel = definePlainForm({
  name: 'funnel',
  draw: (pick, size) => ({
    visitors: pick.multiple(100, 200, 4000 * size),
    first: pick.of([5, 10, 15, 20, 25, 30, 40, 50]),
    second: pick.of([5, 10, 20, 25, 40, 50]),
    dollars: pick.int(3, 60),
  }),
  templates: [
    'Of {visitors} visitors, {first}% sign up, and {second}% of those who sign up buy for {dollars} dollars each. How many dollars come in?',
    'Revenue in dollars? {visitors} visits, {first}% register, {second}% of the registered pay, each pays {dollars} dollars.',
    'visits: {visitors}\nsign-up rate: {first}%\npaying share of sign-ups: {second}%\nprice: {dollars} dollars\nincome in dollars: ?',
    'we had {visitors} people on the landing page, {first}% made an account, {second}% of these accounts took the {dollars} dollar plan. how many dollars is that',
    'A newsletter reaches {visitors} readers. {first} percent click, and {second}% of the clicks end in an order of {dollars} dollars. What do the orders bring, in dollars?',
  ],
  isWhole: true,
  goal: 'the income',
  unit: 'dollars',
  steps: [
    {
      title: 'Take the first share',
      text: '[{first} percent of all {visitors}|we begin with {first} percent of {visitors}]',
      work: '{visitors} * {first} / 100',
    },
    {
      title: 'Take the second share',
      text: '[of these, {second} percent go on|{second} percent of these pay or buy]',
      work: '{1} * {second} / 100',
    },
    {
      title: 'Multiply by the price',
      text: '[each of them brings {dollars} dollars|at {dollars} dollars from each, it is]',
      work: '{2} * {dollars}',
    },
  ],
});

const pointsAndPercent = definePlainForm({
  name: 'pointsAndPercent',
  draw: (pick) => {
    const old = pick.of([2, 4, 5, 8, 10, 16, 20, 25, 40, 50]);
    return {
      old,
      now: old + pick.int(1, 2 * old > 50 ? 30 : 2 * old),
      what: pick.of(['click rate', 'error rate', 'share', 'conversion', 'coverage', 'churn']),
    };
  },
  templates: [
    'The {what} went from {old}% to {now}%. By how many percent (not percentage points) did it rise?',
    'Relative increase in percent, please: our {what} was {old}% and is {now}% now.',
    '{what}: {old}% -> {now}%. relative change in percent (not in points)?',
    'boss says the {what} rose, from {old}% to {now}%. i know the points, but how large is the rise in percent, measured by the old value',
    'Last year {old} percent, this year {now} percent: the {what} is up. Express the rise in percent, with the value of last year as 100 percent.',
  ],
  goal: 'the relative rise',
  unit: 'percent',
  steps: [
    {
      title: 'Find the percentage points',
      text: '[the difference in points|in points, it rose by]',
      work: '{now} - {old}',
    },
    {
      title: 'Compare with the old value',
      text: '[we take this in percent of the old {old}|the old value, {old}, is the base]',
      work: '{1} * 100 / {old}',
    },
  ],
});

const stillNeeded = definePlainForm({
  name: 'stillNeeded',
  draw: (pick, size) => {
    const total = pick.multiple(20, 20, 150 * size);
    const percent = pick.multiple(5, 50, 95);
    return {
      total,
      percent,
      done: pick.int(1, Math.floor((total * percent) / 100) - 1),
      extra: pick.int(2, 9),
    };
  },
  templates: [
    'A file has {total} lines, and {done} of them are covered by tests. How many more lines have to be covered to reach {percent}%?',
    'How many more do I need? The exam has {total} points, {percent}% are needed, and I have {done} points so far.',
    'total {total}, done {done}, goal {percent}%. missing count?',
    'we want {percent}% of {total} hosts updated, {done} already are. how many hosts are to do',
    'The rule says {percent}% of {total} members must vote. {done} have voted until now[, {extra} are on holiday|]. How many further votes does it take?',
  ],
  isWhole: true,
  goal: 'the number that is missing',
  steps: [
    {
      title: 'Find the goal',
      text: '[{percent} percent of {total} are needed|the goal of {percent} percent means]',
      work: '{total} * {percent} / 100',
    },
    {
      title: 'Take away what is there',
      text: '[{done} are there already|without the {done} that are there]',
      work: '{1} - {done}',
    },
  ],
});

const batteryTime = definePlainForm({
  name: 'batteryTime',
  draw: (pick) => {
    const drawn = pick.until(
      () => ({ rate: pick.int(2, 15), low: pick.of([5, 10, 15, 20]), hours: pick.int(2, 12) }),
      ({ rate, low, hours }) => low + rate * hours <= 100,
    );
    return { ...drawn, full: drawn.low + drawn.rate * drawn.hours, year: pick.int(2, 5) };
  },
  templates: [
    'A battery is at {full}% and loses {rate} percentage points per hour. How many hours until it is down to {low}%?',
    'How many hours from {full}% to {low}% if {rate}% of the capacity are used per hour?',
    'battery now {full}%, warning at {low}%, drain {rate}%/h. hours until the warning?',
    'my {year} year old laptop is at {full} percent, it goes down {rate} percent each hour and shuts off at {low}. how many hours do i have',
    'The tank of a generator is {full}% full. Every hour of running takes {rate}% of the tank, and it must not go below {low}%. For how many hours may it run?',
  ],
  goal: 'the time',
  unit: 'hours',
  steps: [
    {
      title: 'Find what may be used',
      text: '[from {full} down to {low} it is|what can be used up is]',
      work: '{full} - {low}',
    },
    {
      title: 'Divide by the loss per hour',
      text: '[{rate} points go each hour|every hour takes {rate} of it]',
      work: '{1} / {rate}',
    },
  ],
});

const overallRate = definePlainForm({
  name: 'overallRate',
  draw: (pick, size) => ({
    a: pick.multiple(20, 20, 120 * size),
    p: pick.multiple(5, 10, 95),
    b: pick.multiple(20, 20, 120 * size),
    q: pick.multiple(5, 10, 95),
    thing: pick.of(['tests', 'students', 'requests', 'devices']),
  }),
  templates: [
    'In group one {p}% of {a} {thing} pass, in group two {q}% of {b}. How many percent pass altogether?',
    'Overall pass rate in percent? {a} {thing} at {p}% and {b} {thing} at {q}%.',
    'A: {a} {thing}, {p}% ok\nB: {b} {thing}, {q}% ok\nA and B together, ok in percent = ?',
    'first batch: {a} {thing} with {p}% success. second batch: {b} {thing}, {q}% success. whats the success rate of both batches in percent (no, not just the mean of the two)',
    'Two sites report pass rates of {p}% ({a} {thing}) and {q}% ({b} {thing}). Work out the rate of both sites taken as one, in percent.',
  ],
  goal: 'the rate of both together',
  unit: 'percent',
  steps: [
    {
      title: 'Count the first group',
      text: '[{p} percent of {a}|in the first group these pass]',
      work: '{a} * {p} / 100',
    },
    {
      title: 'Count the second group',
      text: '[{q} percent of {b}|in the second group these pass]',
      work: '{b} * {q} / 100',
    },
    {
      title: 'Add the sizes',
      text: '[both groups together have|the size of all is]',
      work: '{a} + {b}',
    },
    {
      title: 'Divide',
      text: '[we take those that pass in percent of all|we divide those that pass by all, times 100]',
      work: '({1} + {2}) * 100 / {3}',
    },
  ],
});

const restOfRest = definePlainForm({
  name: 'restOfRest',
  draw: (pick, size) => ({
    total: pick.multiple(100, 100, 1000 * size),
    first: pick.of([10, 20, 25, 30, 40, 50, 60]),
    part: pick.of([2, 3, 4, 5]),
    thing: pick.of(['dollars', 'GB', 'hours', 'tokens', 'tickets']),
  }),
  templates: [
    'Of a budget of {total} {thing}, {first}% go to the first project. The rest is split evenly between {part} other projects. How many {thing} does each of them get?',
    'How many {thing} per team? {total} {thing} in all, {first}% are reserved, {part} teams share what is left in equal parts.',
    '{total} {thing}; reserve {first}%; rest / {part}. result per part?',
    'out of {total} {thing} i keep {first} percent, the others ({part} of them) divide the remainder equally. how many {thing} for each',
    'First {first}% of {total} {thing} are set aside, and what remains is dealt out to {part} groups, the same to each. Size of one share in {thing}?',
  ],
  isWhole: true,
  goal: 'the share of each',
  unit: '{thing}',
  steps: [
    {
      title: 'Find the first part',
      text: '[{first} percent of {total}|the first {first} percent are]',
      work: '{total} * {first} / 100',
      unit: '{thing}',
    },
    {
      title: 'Find the rest',
      text: '[what is left|of the {total} there remain]',
      work: '{total} - {1}',
      unit: '{thing}',
    },
    {
      title: 'Divide the rest',
      text: '[it is shared by {part}|{part} get the same, so we divide]',
      work: '{2} / {part}',
    },
  ],
  otherSteps: [
    {
      title: 'Find the rest',
      text: '[without {first} percent there remain 100 - {first} percent|100 - {first} percent are left]',
      work: '{total} * (100 - {first}) / 100',
      unit: '{thing}',
    },
    {
      title: 'Divide it',
      text: '[this goes to {part} in equal parts|each of the {part} gets an equal part]',
      work: '{1} / {part}',
    },
  ],
});

/** Parts of parts, goals in percent, and rates of several groups. */
export const sharesOfGroups: readonly AnyForm[] = [
  funnel,
  pointsAndPercent,
  stillNeeded,
  batteryTime,
  overallRate,
  restOfRest,
];
