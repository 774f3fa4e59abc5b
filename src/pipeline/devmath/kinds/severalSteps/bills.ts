import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { drawNames } from './drawNames';

const monthlyServers = definePlainForm({
  name: 'monthlyServers',
  draw: (pick, size) => ({
    n: pick.int(2, 4 * size),
    hourly: pick.of([0.05, 0.1, 0.2, 0.25, 0.4, 0.5, 1.5]),
    hours: pick.of([8, 10, 12, 24]),
    days: pick.of([5, 20, 22, 30, 31]),
    cores: pick.of([2, 4, 8]),
  }),
  templates: [
    '{n} servers cost {hourly} dollars per hour each. They are on for {hours} hours a day. How many dollars are that in {days} days?',
    'How many dollars for {days} days of {n} instances at {hourly} dollars an hour, {hours} hours per day?',
    'instances: {n} ({cores} cores)\nprice: {hourly} dollars/h each\nuptime: {hours} h/day\nperiod: {days} days\ntotal dollars = ?',
    'we run {n} vms {hours} hours every day, {hourly} dollars per vm and hour. whats the bill in dollars for {days} days',
    'A GPU is rented for {hourly} dollars an hour. The team rents {n} of them, {hours} hours daily, on {days} days. Total in dollars?',
  ],
  goal: 'the cost',
  unit: 'dollars',
  steps: [
    {
      title: 'Count the hours of one',
      text: '[{days} days with {hours} hours each|one of them is on for {hours} hours on {days} days]',
      work: '{days} * {hours}',
      unit: 'hours',
    },
    {
      title: 'Find the cost of one',
      text: '[each hour costs {hourly} dollars|at {hourly} dollars an hour this is]',
      work: '{1} * {hourly}',
      unit: 'dollars',
    },
    { title: 'Take all of them', text: '[there are {n}|all {n} together cost]', work: '{2} * {n}' },
  ],
});

const freeTier = definePlainForm({
  name: 'freeTier',
  draw: (pick, size) => {
    const free = pick.multiple(50, 100, 500 * size);
    return {
      free,
      used: free + pick.multiple(10, 20, 400 * size),
      each: pick.of([0.01, 0.02, 0.05, 0.1, 0.25, 2]),
      base: pick.int(3, 40),
      thing: pick.of(['build minutes', 'API calls', 'SMS', 'map loads', 'emails']),
    };
  },
  templates: [
    'A plan costs {base} dollars a month with {free} {thing} included. Everything beyond costs {each} dollars per unit. We used {used}. What is the bill in dollars?',
    'Bill in dollars? Base fee {base} dollars, the first {free} {thing} are free, each further one is {each} dollars, and there were {used}.',
    'base={base} dollars, included={free}, overage={each} dollars each, usage={used} {thing}. total dollars?',
    'my plan: {base} dollars, {free} {thing} for nothing, then {each} dollars each. this month i had {used}. how many dollars do i owe',
    '{used} {thing} were counted. Of these, {free} belong to the plan of {base} dollars, and the others are charged at {each} dollars apiece. Give the sum in dollars.',
  ],
  goal: 'the bill',
  unit: 'dollars',
  steps: [
    {
      title: 'Find what is beyond',
      text: '[{free} are included|the first {free} cost nothing more]',
      work: '{used} - {free}',
    },
    {
      title: 'Find what that costs',
      text: '[each of these is {each} dollars|at {each} dollars for each of these]',
      work: '{1} * {each}',
      unit: 'dollars',
    },
    {
      title: 'Add the base fee',
      text: '[the fee of {base} dollars comes on top|with the base fee of {base} dollars it is]',
      work: '{base} + {2}',
    },
  ],
});

const monthsOfBudget = definePlainForm({
  name: 'monthsOfBudget',
  draw: (pick, size) => {
    const [seats, each] = [pick.int(2, 5 * size), pick.int(2, 25)];
    const setup = pick.multiple(10, 20, 300);
    return {
      seats,
      each,
      setup,
      budget: setup + seats * each * pick.int(2, 12),
    };
  },
  templates: [
    'We have {budget} dollars. Setting up a tool costs {setup} dollars once, and then {each} dollars per seat and month for {seats} seats. For how many months is the money enough?',
    'For how many months can we pay? Budget {budget} dollars, setup fee {setup} dollars, {seats} seats at {each} dollars a month each.',
    'budget {budget} dollars; one-time {setup} dollars; monthly {seats} x {each} dollars. months?',
    'boss gave me {budget} dollars for the tracker. its {setup} dollars once and {each} dollars monthly for every one of our {seats} people. how many months till its used up',
    'From {budget} dollars we first pay {setup} dollars for the move. After that, {seats} desks cost {each} dollars each per month. How many months does the rest last?',
  ],
  goal: 'the number of months',
  unit: 'months',
  steps: [
    {
      title: 'Take away what is paid once',
      text: '[without the {setup} dollars|the {setup} dollars go away first]',
      work: '{budget} - {setup}',
      unit: 'dollars',
    },
    {
      title: 'Find the cost of a month',
      text: '[{seats} times {each} dollars|one month costs]',
      work: '{seats} * {each}',
      unit: 'dollars',
    },
    {
      title: 'Divide',
      text: '[every month takes this much|the rest is divided by this]',
      work: '{1} / {2}',
    },
  ],
});

const unitPriceGap = definePlainForm({
  name: 'unitPriceGap',
  draw: (pick, size) => {
    const [m, n] = [pick.int(2, 8), pick.int(9, 12 + 2 * size)];
    const high = pick.int(3, 9 * size);
    return {
      m,
      n,
      a: m * high,
      b: n * pick.int(1, high - 1),
      thing: pick.of(['cables', 'batteries', 'pens', 'filters', 'bottles']),
    };
  },
  templates: [
    'A pack of {m} {thing} costs {a} dollars, a pack of {n} costs {b} dollars. How many dollars is one of them cheaper in the larger pack?',
    'How many dollars do I save per piece with the larger pack? Small: {m} {thing} for {a} dollars. Large: {n} for {b} dollars.',
    '{m} {thing} = {a} dollars, {n} {thing} = {b} dollars. difference of the unit prices in dollars?',
    'shop a sells {m} {thing} for {a} dollars, shop b {n} for {b} dollars. by how many dollars is a single one cheaper at b',
    'Compare two offers for {thing}: {m} pieces at {a} dollars in total, or {n} pieces at {b} dollars in total. What is the gap per piece, in dollars?',
  ],
  goal: 'the difference for one',
  unit: 'dollars',
  steps: [
    {
      title: 'Find the first price of one',
      text: '[{a} dollars are shared by {m}|in the small pack, one costs]',
      work: '{a} / {m}',
      unit: 'dollars',
    },
    {
      title: 'Find the second price of one',
      text: '[{b} dollars are shared by {n}|in the large pack, one costs]',
      work: '{b} / {n}',
      unit: 'dollars',
    },
    {
      title: 'Subtract',
      text: '[the difference of both|we compare both prices]',
      work: '{1} - {2}',
    },
  ],
});

const tokenBill = definePlainForm({
  name: 'tokenBill',
  draw: (pick, size) => ({
    input: pick.multiple(500, 1000, 9000 * size),
    output: pick.multiple(500, 500, 4000 * size),
    p: pick.of([2, 3, 4, 5]),
    q: pick.of([4, 6, 8, 10, 15]),
    calls: pick.int(2, 40),
  }),
  templates: [
    'A model costs {p} cents per 1000 input tokens and {q} cents per 1000 output tokens. One call has {input} input and {output} output tokens. How many cents do {calls} such calls cost?',
    'How many cents are {calls} requests with {input} tokens in and {output} tokens out each? 1000 tokens in are {p} cents, 1000 out are {q} cents.',
    'in: {input} tok at {p} cents per 1000\nout: {output} tok at {q} cents per 1000\ncalls: {calls}\ncents in total?',
    'per call i send {input} tokens and get {output} back. prices are {p} cents and {q} cents for each 1000. so {calls} calls are how many cents',
    'An API charges by the thousand: {p} cents for 1000 tokens read, {q} cents for 1000 tokens written. {calls} times we let it read {input} and write {output}. Sum in cents?',
  ],
  goal: 'the cost',
  unit: 'cents',
  steps: [
    {
      title: 'Find the cost of the input',
      text: '[per 1000 it is {p} cents|{input} tokens at {p} cents per 1000 are]',
      work: '{input} / 1000 * {p}',
      unit: 'cents',
    },
    {
      title: 'Find the cost of the output',
      text: '[per 1000 it is {q} cents|{output} tokens at {q} cents per 1000 are]',
      work: '{output} / 1000 * {q}',
      unit: 'cents',
    },
    {
      title: 'Take all calls',
      text: '[{calls} calls cost both parts each|one call costs both, and there are {calls} calls]',
      work: '({1} + {2}) * {calls}',
    },
  ],
});

const splitUneven = definePlainForm({
  name: 'splitUneven',
  draw: (pick, size) => ({
    ...drawNames(pick),
    a: pick.multiple(3, 6, 60 * size),
    b: pick.multiple(3, 6, 60 * size),
    c: pick.multiple(3, 3, 30 * size),
  }),
  templates: [
    '{first} paid {a} dollars for the hotel, {second} {b} dollars for gas and {third} {c} dollars for food. All three share the costs equally. How many dollars does {third} still owe?',
    'How much does {third} have to pay to the others, in dollars? Spent so far: {first} {a} dollars, {second} {b} dollars, {third} {c} dollars, and the total is split three ways.',
    '{first}: {a} dollars, {second}: {b} dollars, {third}: {c} dollars. equal split between the three. what does {third} owe in dollars?',
    'trip with 3 people. {first} paid {a} dollars, {second} {b}, {third} only {c}. everyone should bear the same. how many dollars has {third} to give',
    'Three flatmates share all bills equally. This month {first} laid out {a} dollars, {second} {b} dollars and {third} {c} dollars. By how many dollars is {third} below an equal share?',
  ],
  goal: 'what {third} owes',
  unit: 'dollars',
  steps: [
    {
      title: 'Add up the costs',
      text: '[all three together paid|the whole trip cost]',
      work: '{a} + {b} + {c}',
      unit: 'dollars',
    },
    {
      title: 'Divide by three',
      text: '[each of the 3 should pay|divided by the 3 of them it is]',
      work: '{1} / 3',
      unit: 'dollars',
    },
    {
      title: 'Subtract what is paid',
      text: '[{third} has paid {c} dollars already|of this, {c} dollars are paid]',
      work: '{2} - {c}',
    },
  ],
});

/** Bills, budgets and prices of one piece. */
export const bills: readonly AnyForm[] = [
  monthlyServers,
  freeTier,
  monthsOfBudget,
  unitPriceGap,
  tokenBill,
  splitUneven,
];
