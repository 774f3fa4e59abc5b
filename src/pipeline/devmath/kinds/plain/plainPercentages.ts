import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { people } from '../../words';

const counted = ['users', 'tests', 'requests', 'files', 'orders', 'votes', 'seats', 'servers'];
const priced = [
  'A license',
  'A laptop',
  'A ticket',
  'A subscription',
  'A chair',
  'A phone',
  'A server',
];

const raised = definePlainForm({
  name: 'raised',
  draw: (pick, size) => ({
    old: pick.multiple(10, 20, 300 * size),
    percent: pick.of([5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75]),
    thing: pick.of(priced),
  }),
  templates: [
    '{thing} costs {old} dollars. The price goes up by {percent}%. What is it then, in dollars?',
    'What is {old} plus {percent}%?',
    'A salary of {old} dollars rises by {percent} percent. How many dollars is the new one?',
    '{old} dollars + {percent}% = ? dollars',
    'something cost {old} dollars and got {percent}% more expensive. what does it cost now in dollars',
    'We had {old} dollars of cloud costs, and this month they are {percent}% higher. How many dollars are they now?',
    'Increase {old} by {percent} percent.',
    'The limit is raised by {percent}% from {old}. Which limit is that?',
  ],
  goal: 'the new value',
  steps: [
    {
      title: 'Take the old value and the increase',
      text: '[the old value is 100 percent, and {percent} percent are added|100 percent become 100 + {percent} percent], so we multiply by this and divide by 100',
      work: '{old} * (100 + {percent}) / 100',
    },
  ],
});

const lowered = definePlainForm({
  name: 'lowered',
  draw: (pick, size) => ({
    old: pick.multiple(10, 20, 300 * size),
    percent: pick.of([5, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80]),
    thing: pick.of(priced),
  }),
  templates: [
    '{thing} costs {old} dollars. There is a discount of {percent}%. How many dollars do we pay?',
    'What is {old} minus {percent}%?',
    'Our bundle was {old} kB, and the new build is {percent}% smaller. How many kB is it?',
    '{old} dollars, {percent}% off. new price in dollars?',
    'a run took {old} ms, after the fix it takes {percent}% less. how many ms now',
    'Reduce {old} by {percent} percent.',
    'Sale: {percent} percent off everything. What do I pay, in dollars, for something of {old} dollars?',
    'Memory use was {old} MB and fell by {percent}%. How many MB is it after that?',
  ],
  goal: 'the new value',
  steps: [
    {
      title: 'Take what remains',
      text: '[{percent} percent are taken off, so 100 - {percent} percent remain|of 100 percent, {percent} percent go away]: we multiply by what remains and divide by 100',
      work: '{old} * (100 - {percent}) / 100',
    },
  ],
});

const partOf = definePlainForm({
  name: 'partOf',
  draw: (pick, size) => ({
    whole: pick.multiple(10, 20, 500 * size),
    percent: pick.of([pick.int(2, 98), pick.multiple(5, 5, 95)]),
    thing: pick.of(counted),
  }),
  templates: [
    'How much is {percent}% of {whole}?',
    '{percent}% of our {whole} {thing} are new. How many is that?',
    'Of {whole} {thing}, {percent}% are affected. How many {thing} are affected?',
    '{whole} * {percent}%',
    'what is {percent}% of {whole} {thing}',
    'There are {whole} {thing}, and a sample takes {percent}% of them. How large is the sample?',
  ],
  isWhole: true,
  goal: 'the part',
  steps: [
    {
      title: 'Take the percentage',
      text: '{percent} percent are {percent} of every 100, so we multiply and divide by 100',
      work: '{whole} * {percent} / 100',
    },
  ],
});

const shareOf = definePlainForm({
  name: 'shareOf',
  draw: (pick, size) => {
    const whole = pick.multiple(5, 10, 200 * size);
    return { whole, part: pick.int(1, whole - 1), thing: pick.of(counted) };
  },
  templates: [
    '{part} of {whole} {thing} are green. What percentage is that?',
    '{part} is which percentage of {whole}?',
    '{part}/{whole} as a percentage?',
    'We have {whole} {thing}, and {part} of them were changed. How many percent were changed?',
    'out of {whole} {thing} {part} came back, how many percent',
    'A test suite covers {part} of {whole} lines. Give the coverage in percent.',
  ],
  goal: 'the percentage',
  unit: 'percent',
  steps: [
    {
      title: 'Divide by the whole',
      text: 'the part is {part} of {whole}, times 100 for percent',
      work: '{part} * 100 / {whole}',
    },
  ],
});

const rise = definePlainForm({
  name: 'rise',
  draw: (pick, size) => {
    const old = pick.multiple(5, 10, 120 * size);
    return {
      old,
      now: old + pick.int(1, 2 * old),
      what: pick.of(['load', 'price', 'traffic', 'size', 'rent', 'revenue']),
    };
  },
  templates: [
    'The {what} rose from {old} to {now}. By how many percent?',
    'What is the percent increase from {old} to {now}?',
    'before: {old}\nafter: {now}\nincrease in percent?',
    'our {what} was {old} and is {now} now, how many percent more is that',
    'Last month the {what} was {old}, this month it is {now}. What percentage was added?',
    'By what percentage is {now} larger than {old}?',
  ],
  goal: 'the increase',
  unit: 'percent',
  steps: [
    {
      title: 'Compare the difference with the old value',
      text: '[the increase is the new value minus the old one|we take the new value minus the old one], and it counts in percent of the old one, {old}',
      work: '({now} - {old}) * 100 / {old}',
    },
  ],
});

const fall = definePlainForm({
  name: 'fall',
  draw: (pick, size) => {
    const old = pick.multiple(5, 10, 200 * size);
    return {
      old,
      now: pick.int(1, old - 1),
      what: pick.of(['latency', 'price', 'error count', 'size', 'build time', 'memory use']),
    };
  },
  templates: [
    'The {what} fell from {old} to {now}. By how many percent?',
    'What percent decrease is it from {old} to {now}?',
    'before: {old}\nafter: {now}\nreduction in percent?',
    'we got the {what} down from {old} to {now}, how many percent less is that',
    'The {what} was {old} and is only {now} since the update. How large is the drop in percent?',
    'By what percentage is {now} smaller than {old}?',
  ],
  goal: 'the decrease',
  unit: 'percent',
  steps: [
    {
      title: 'Compare the difference with the old value',
      text: '[the decrease is the old value minus the new one|we take the old value minus the new one], and it counts in percent of the old one, {old}',
      work: '({old} - {now}) * 100 / {old}',
    },
  ],
});

const othersLeft = definePlainForm({
  name: 'othersLeft',
  draw: (pick, size) => ({
    whole: pick.multiple(20, 20, 400 * size),
    percent: pick.multiple(5, 5, 95),
    thing: pick.of(counted),
  }),
  templates: [
    '{percent}% of {whole} {thing} are done. How many are not done yet?',
    'We sold {percent}% of our {whole} {thing}. How many are left?',
    '{whole} {thing}, {percent}% of them removed. How many stay?',
    'i have deleted {percent}% of {whole} {thing}, how many do i still have',
    'A quota of {whole} {thing} is used up to {percent}%. How many {thing} are free?',
    'All {whole} {thing} but {percent}% of them passed. How many passed?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Take what remains',
      text: 'without {percent} percent there remain 100 - {percent}% of the {whole}',
      work: '{whole} * (100 - {percent}) / 100',
    },
  ],
});

const passRate = definePlainForm({
  name: 'passRate',
  draw: (pick, size) => {
    const whole = pick.multiple(10, 20, 200 * size);
    return {
      whole,
      bad: pick.int(1, whole - 1),
      thing: pick.of(['tests', 'requests', 'builds', 'uploads', 'logins']),
    };
  },
  templates: [
    '{bad} of {whole} {thing} failed. What percentage succeeded?',
    'We ran {whole} {thing} and {bad} of them went wrong. Success rate in percent?',
    'failures: {bad} of {whole} {thing}. success in percent?',
    '{whole} {thing}, {bad} errors. How many percent were fine?',
    'if {bad} out of {whole} {thing} break, how many percent do not break',
  ],
  goal: 'the share that succeeded',
  unit: 'percent',
  steps: [
    {
      title: 'Count the good ones',
      text: 'without the {bad} bad ones',
      work: '{whole} - {bad}',
    },
    {
      title: 'Divide by all',
      text: 'these are taken in percent of all {whole}',
      work: '{1} * 100 / {whole}',
    },
  ],
});

const splitBill = definePlainForm({
  name: 'splitBill',
  draw: (pick, size) => ({
    bill: pick.multiple(10, 20, 150 * size),
    tip: pick.of([5, 10, 15, 20]),
    n: pick.int(2, 6),
    name: pick.of(people),
  }),
  templates: [
    'The bill is {bill} dollars, we add a tip of {tip}% and share it between {n} people. How many dollars does each pay?',
    '{name} and friends, {n} people in all, eat for {bill} dollars and give a {tip}% tip. What does one pay, in dollars?',
    '{bill} dollars + {tip}% tip, split {n} ways. dollars per person?',
    'dinner was {bill} dollars plus {tip} percent tip and we are {n}. how much is it for each in dollars',
    'Tax of {tip}% is added to an invoice of {bill} dollars, which {n} teams pay in equal parts. How many dollars per team?',
  ],
  goal: 'the part of each',
  unit: 'dollars',
  steps: [
    {
      title: 'Add the percentage',
      text: 'to 100 percent come {tip} percent',
      work: '{bill} * (100 + {tip}) / 100',
    },
    { title: 'Divide', text: 'this is shared by {n}', work: '{1} / {n}' },
  ],
});

const interest = definePlainForm({
  name: 'interest',
  draw: (pick, size) => ({
    sum: pick.multiple(100, 100, 3000 * size),
    percent: pick.of([1, 2, 3, 4, 5, 6, 8]),
    years: pick.int(2, 3 + size),
  }),
  templates: [
    '{sum} dollars earn {percent}% simple interest a year. How many dollars of interest come in {years} years?',
    'A loan of {sum} dollars costs {percent}% of it each year. What do {years} years cost, in dollars?',
    'Every year we pay a fee of {percent}% of {sum} dollars. How many dollars are paid in {years} years?',
    '{percent}% of {sum} dollars per year, {years} years, no compounding. dollars?',
    'i get {percent}% of {sum} dollars every year, always of the first sum. how many dollars after {years} years',
  ],
  goal: 'the sum of all years',
  unit: 'dollars',
  steps: [
    {
      title: 'Take one year',
      text: 'one year brings {percent}% of {sum}',
      work: '{sum} * {percent} / 100',
    },
    { title: 'Multiply by the years', text: 'this comes {years} times', work: '{1} * {years}' },
  ],
});

const backFromPart = definePlainForm({
  name: 'backFromPart',
  draw: (pick, size) => {
    const percent = pick.of([5, 10, 20, 25, 40, 50, 75]);
    const whole = pick.multiple(20, 20, 300 * size);
    return { percent, part: (whole * percent) / 100, thing: pick.of(counted) };
  },
  templates: [
    '{part} {thing} are {percent}% of all. How many {thing} are there altogether?',
    '{percent}% of a number is {part}. What is the number?',
    'We have done {part} {thing}, which is {percent}%. How many {thing} are 100%?',
    'if {part} is {percent}%, what is everything',
    'The progress bar shows {percent}% after {part} {thing}. How many {thing} are there in total?',
  ],
  goal: 'the whole',
  steps: [
    {
      title: 'Go from the part to the whole',
      text: '{percent} percent are {part}, so 100 percent are {part} divided by {percent} and times 100',
      work: '{part} * 100 / {percent}',
    },
  ],
});

/** Percentages of one value, up, down, as a share, and back. */
export const plainPercentages: readonly AnyForm[] = [
  raised,
  lowered,
  partOf,
  shareOf,
  rise,
  fall,
  othersLeft,
  passRate,
  splitBill,
  interest,
  backFromPart,
];
