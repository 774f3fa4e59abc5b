import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const parts = ['servers', 'disks', 'links', 'alarms', 'sensors', 'backups'];

const allFail = definePlainForm({
  name: 'allFail',
  draw: (pick) => ({ p: pick.multiple(5, 50, 95), thing: pick.of(parts) }),
  templates: [
    'Two {thing} work independently, each with {p}% probability. What is the probability in percent that both fail?',
    '2 {thing}, each up {p}% of the time, independent. Both down at the same time, in percent?',
    'Each of two {thing} is fine in {p}% of all cases, whatever the other does. In how many percent are both broken?',
    'i have two {thing}, each one works {p}% of the time. chance in percent that none works',
    'P(works) = {p}% for either of two independent {thing}. P(none works) in percent?',
  ],
  goal: 'the probability that both fail',
  unit: 'percent',
  steps: [
    {
      title: 'Find how often one fails',
      text: 'one fails in the rest of 100 percent',
      work: '100 - {p}',
    },
    {
      title: 'Multiply',
      text: 'both are independent, so we multiply and divide by 100 for percent',
      work: '{1} * {1} / 100',
    },
  ],
});

const allHold = definePlainForm({
  name: 'allHold',
  draw: (pick) => ({
    p: pick.multiple(5, 10, 95),
    q: pick.multiple(10, 10, 90),
    thing: pick.of(parts),
  }),
  templates: [
    'One check passes with {p}% probability, another one, independently, with {q}%. What is the probability in percent that both pass?',
    'P(A) = {p}%, P(B) = {q}%, independent. P(A and B) in percent?',
    'It rains with {p}% probability, and my bus is late with {q}%, independent of it. Both, in percent?',
    'chance of step one is {p} percent, of step two {q} percent, they do not depend on each other. both work in how many percent',
    'A request meets a cold cache in {p}% of cases and a slow disk in {q}%, independently. In how many percent does it meet both?',
  ],
  goal: 'the probability of both',
  unit: 'percent',
  steps: [
    {
      title: 'Multiply',
      text: 'both are independent, so we multiply and divide by 100 for percent',
      work: '{p} * {q} / 100',
    },
  ],
});

const opposite = definePlainForm({
  name: 'opposite',
  draw: (pick) => ({
    p: pick.int(1, 99),
    what: pick.of([
      'a request fails',
      'a test is flaky',
      'a user clicks',
      'a packet is lost',
      'it rains',
    ]),
  }),
  templates: [
    'The probability that {what} is {p}%. What is the probability of the opposite, in percent?',
    'P({what}) = {p}%. P(not) in percent?',
    'In {p}% of all cases {what}. In how many percent does that not happen?',
    'chance that {what} is {p} percent, so the chance that it does not happen is how many percent',
    'If {what} with {p}% probability, then with how many percent is it otherwise?',
  ],
  goal: 'the probability of the opposite',
  unit: 'percent',
  steps: [{ title: 'Take the rest', text: 'both together are 100 percent', work: '100 - {p}' }],
});

const expected = definePlainForm({
  name: 'expected',
  draw: (pick, size) => ({
    n: pick.multiple(20, 20, 1000 * size),
    p: pick.of([1, 2, 5, 10, 15, 20, 25, 30, 40]),
    thing: pick.of(['requests', 'emails', 'visitors', 'devices', 'packets', 'tests']),
  }),
  templates: [
    'Each of {n} {thing} fails with {p}% probability. How many failures do you expect?',
    '{n} {thing}, {p}% of them bad on average. Expected number of bad ones?',
    'With a chance of {p}% for each, how many of {n} {thing} will be hit on average?',
    'error rate {p} percent, {n} {thing}. how many errors should i expect',
    'If {p} in 100 {thing} are lost, how many of {n} are lost on average?',
  ],
  goal: 'the expected number',
  steps: [
    { title: 'Multiply', text: 'on average {p} of every 100 are hit', work: '{n} * {p} / 100' },
  ],
});

const fromCounts = definePlainForm({
  name: 'fromCounts',
  draw: (pick) => {
    const total = pick.of([4, 5, 8, 10, 20, 25, 40, 50]);
    return {
      total,
      good: pick.int(1, total - 1),
      color: pick.of(['red', 'blue', 'green', 'white']),
      thing: pick.of(['balls', 'cards', 'socks', 'tickets']),
    };
  },
  templates: [
    'A box has {total} {thing}, {good} of them {color}. What is the probability in percent to draw a {color} one?',
    '{good} of {total} {thing} are {color}. I take one without looking. Chance of {color}, in percent?',
    'P({color}) in percent, with {good} {color} ones among {total} {thing}?',
    'there are {total} {thing} and {good} are {color}, how many percent chance for {color}',
    'One of {total} {thing} is drawn. {good} are {color}. How often is it {color}, in percent?',
  ],
  goal: 'the probability',
  unit: 'percent',
  steps: [
    {
      title: 'Divide the good cases by all',
      text: '{good} of {total} cases are good, times 100 for percent',
      work: '{good} * 100 / {total}',
    },
  ],
});

const atLeastOne = definePlainForm({
  name: 'atLeastOne',
  draw: (pick) => ({ p: pick.multiple(10, 10, 90), thing: pick.of(parts) }),
  templates: [
    'Two independent {thing} work with {p}% probability each. What is the probability in percent that at least one works?',
    '2 {thing}, {p}% each, independent. P(at least one) in percent?',
    'How likely, in percent, is it that one or both of two {thing} work, if each works with {p}% and they do not influence each other?',
    'each of my two {thing} works {p}% of the time, how many percent chance that not both are broken',
    'We need one of two {thing}. Either is available with {p}%, independently. Our chance in percent?',
  ],
  goal: 'the probability of at least one',
  unit: 'percent',
  steps: [
    {
      title: 'Find when none works',
      text: 'each fails in 100 - {p} percent, and both fail together in',
      work: '(100 - {p}) * (100 - {p}) / 100',
    },
    { title: 'Take the rest', text: 'in all other cases at least one works', work: '100 - {1}' },
  ],
});

/** One or two events in percent. */
export const plainProbability: readonly AnyForm[] = [
  allFail,
  allHold,
  opposite,
  expected,
  fromCounts,
  atLeastOne,
];
