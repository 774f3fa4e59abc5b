import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { countedThings } from '../words';
import { plainPercentages } from './plain/plainPercentages';
import { priceChanges } from './severalSteps/priceChanges';
import { sharesOfGroups } from './severalSteps/sharesOfGroups';

/** Without the digits that float64 adds: 0.1 + 0.2 is 0.3. */
function clean(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

const percentOf = defineForm({
  name: 'percentOf',
  difficulties: ['easy'],
  draw: (pick) => {
    const percent = pick.of([
      5, 10, 12, 15, 20, 25, 30, 35, 40, 45, 60, 65, 70, 75, 80, 85, 90, 95,
    ]);
    const total = pick.until(
      () => pick.multiple(10, 40, 2400),
      (drawn) => (drawn * percent) % 100 === 0,
    );
    return {
      percent,
      total,
      thing: pick.of(countedThings),
      state: pick.of([
        'failed',
        'were skipped',
        'came from mobile users',
        'were slow',
        'were duplicates',
        'were cached',
      ]),
    };
  },
  templates: [
    'There were {total} {thing}, and {percent}% of them {state}. How many {thing} {state}?',
    'Of {total} {thing}, {percent}% {state}. How many [is that|are these]?',
    '{percent}% of {total} {thing} {state}. How many {thing} {state}?',
    'What is {percent}% of {total}?',
    'A report says that {percent}% of the {total} {thing} {state}. [How many is that|What is the number]?',
    '{percent}% of {total}?',
    'How many {thing} {state} if there were {total} {thing} in all and the share is {percent}%?',
    '{thing} in all: {total}\nshare of those that {state}: {percent}%\nwanted: the number of {thing} that {state}',
    'Work out the number of {thing} that {state}. It is {percent}% out of {total}.',
    'I went through our logs while the coffee was brewing. They show {total} {thing}, and {percent}% {state}. Which count do I write down for those that {state}?',
    'Suppose {percent} in every 100 {thing} {state}. With {total} {thing} in all, how many is that?',
    '// {total} {thing}, {percent}% {state}\n// how many {thing} are these?',
    "we had {total} {thing} and {percent}% of those {state}, what's that as a number",
  ],
  devTemplates: [
    'Out of {total} {thing} yesterday, {percent} percent {state}. Give the count.',
    'Calculate {percent} percent of {total} {thing}.',
  ],

  solve: ({ percent, total }, pick) => ({
    answer: String((percent * total) / 100),
    goal: `${percent}% of ${total}`,
    steps: [
      {
        title: 'Multiply by the percentage',
        text: `${percent}% means ${percent} [out of|of every] 100, so we multiply by ${percent} and divide by 100`,
        equations: [
          pick.chance(0.5)
            ? `${total} * ${percent} / 100 = ${(percent * total) / 100}`
            : `${percent} / 100 * ${total} = ${(percent * total) / 100}`,
        ],
      },
    ],
  }),
});

const change = defineForm({
  name: 'change',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const step = difficulty === 'easy' ? 10 : 5;
    const old = pick.of([
      20, 40, 50, 60, 80, 120, 150, 160, 200, 240, 250, 300, 400, 500, 600, 800, 1200, 1500, 2000,
    ]);
    const percent = pick.until(
      () => pick.multiple(step, 5, 90),
      (drawn) => (drawn * old) % 100 === 0,
    );
    const isRise = pick.chance(0.5);
    const now = old + ((isRise ? 1 : -1) * percent * old) / 100;
    return {
      old,
      now,
      percent,
      isRise,
      direction: isRise ? 'increase' : 'decrease',
      verb: isRise ? 'rose' : 'fell',
      what: pick.of([
        'response time in ms',
        'build time in seconds',
        'number of open issues',
        'memory use in MB',
        'package size in KB',
        'number of daily users',
        'queue length',
        'monthly cost in dollars',
      ]),
    };
  },
  templates: [
    'Our {what} changed from {old} to {now}. How big is the {direction} in percent?',
    'The {what} {verb} from {old} to {now}. What is the percentage {direction}?',
    'After a release the {what} went from {old} to {now}. By how many percent did it {direction}?',
    'Before: {old}. After: {now} ({what}). What is the percent {direction}?',
    'By how many percent did the {what} {direction} when it went from {old} to {now}?',
    '{old} -> {now}: {direction} in percent?',
    'What percentage {direction} is it if the {what} is {now} and was {old} before?',
    'metric: {what}\nold: {old}\nnew: {now}\nwanted: {direction} in percent',
    'Work out the {direction} in percent. The {what} was {old} at first and became {now}.',
    'I merged a refactoring on Friday, and the {what} {verb} to {now}. Before that it had been {old}. What {direction} in percent do I put into the release notes?',
    'If the {what} starts at {old} and ends at {now}, what is the {direction} as a percentage of {old}?',
    '// {what}\n// baseline {old}, this branch {now}\n// {direction} against the baseline, in percent?',
    "so our {what} {verb}, it was {old} and now it's {now}. what % {direction} is that",
  ],
  devTemplates: [
    'Last week the {what} was {old}; this week it is {now}. State the relative {direction} in percent of the old value.',
    'Our dashboard shows {now} for the {what}, it used to be {old}. How large is the {direction} in percent?',
  ],

  solve: ({ old, now, percent, isRise, direction }) => ({
    answer: String(percent),
    goal: `the percentage ${direction}`,
    unit: 'percent',
    steps: [
      {
        title: 'Divide the difference by the old value',
        text: `[the ${direction} is|we take] the difference of both values, and it is relative to the old value ${old}, so we divide by ${old} and multiply by 100 [to get percent|for percent]`,
        equations: [
          `(${isRise ? `${now} - ${old}` : `${old} - ${now}`}) / ${old} * 100 = ${percent}`,
        ],
      },
    ],
  }),
});

const growth = defineForm({
  name: 'growth',
  difficulties: ['hard'],
  draw: (pick) => {
    const isRise = pick.chance(0.7);
    const percent = pick.of(isRise ? [10, 20, 25, 50, 100] : [10, 20, 25, 50]);
    const factor = (isRise ? 100 + percent : 100 - percent) / 100;
    const times = pick.int(2, 3);
    const start = pick.until(
      () => pick.multiple(50, 100, 4000),
      (drawn) => Number.isInteger(clean(drawn * factor ** times)),
    );
    return {
      percent,
      factor,
      times,
      start,
      isRise,
      verb: isRise ? 'grows' : 'shrinks',
      period: pick.of(['week', 'month', 'quarter', 'year']),
      what: pick.of([
        'number of users',
        'size of the log in MB',
        'number of stored files',
        'traffic in requests per minute',
        'number of tests',
        'database size in GB',
      ]),
    };
  },
  templates: [
    'Right now the {what} is {start}. If it {verb} by {percent}% per {period}, what will it be after {times} {period}s?',
    'The {what} is {start} and {verb} by {percent}% every {period}. What is it after {times} {period}s?',
    'Every {period} the {what} {verb} by {percent}%. It starts at {start}. [What is it|How much is it] after {times} {period}s?',
    'Starting from {start}, the {what} {verb} {percent}% per {period}, compounded. Find its value after {times} {period}s.',
    '[If|When] the {what} {verb} by {percent}% each {period}, what does {start} become in {times} {period}s?',
    '{start} now, {verb} by {percent}% per {period}, compounded. Value after {times} {period}s?',
    'What will the {what} be {times} {period}s from now if it is {start} at present and {verb} by {percent}% per {period}?',
    'metric: {what}\nvalue now: {start}\nevery {period}: {verb} by {percent}%\nwanted: value after {times} {period}s',
    'Work out the {what} after {times} {period}s. At first it is {start}, and in each {period} it {verb} by {percent}% of what it was when that {period} began.',
    'I am preparing slides for the whole department. At the moment the {what} is {start}, and with each {period} it {verb} by {percent}%. Which number do I show for {times} {period}s from now?',
    'If the {what} {verb} by {percent}% a {period}, always relative to the {period} before, and is {start} at the beginning, what is it at the end of {times} {period}s?',
    'value = {start} // {what}\n// every {period}, value {verb} by {percent}%\n// what is value after {times} {period}s?',
    "we're at {start} for the {what}, it {verb} {percent}% every {period} (compounding). where are we in {times} {period}s",
  ],
  devTemplates: [
    'Today the {what} stands at {start}. Suppose it {verb} by {percent} percent of its current value each {period}, {times} times in a row. Where does it end?',
    'Apply a change of {percent}% per {period} (it {verb}) to {start} for {times} {period}s. What value do you get for the {what}?',
  ],

  solve: ({ percent, factor, times, start, isRise, period }) => {
    const end = clean(start * factor ** times);
    const share = isRise ? 100 + percent : 100 - percent;
    return {
      answer: String(end),
      goal: `the value after ${times} ${period}s`,
      steps: [
        {
          title: `Find what one ${period} makes of 100 percent`,
          text: `${isRise ? 'growing' : 'shrinking'} by ${percent}% [turns 100 percent into|takes 100 percent to]`,
          equations: [`100 ${isRise ? '+' : '-'} ${percent} = ${share}`],
        },
        {
          title: `Take this percentage ${times} times`,
          text: `[this happens once for each ${period}|this happens again in every ${period}], so we multiply by ${share} / 100 to the power of ${times}`,
          equations: [`${start} * (${share} / 100)^${times} = ${end}`],
        },
      ],
    };
  },
});

const original = defineForm({
  name: 'original',
  difficulties: ['hard', 'medium'],
  draw: (pick, difficulty) => {
    const isRise = pick.chance(0.5);
    const percent = pick.of(
      difficulty === 'medium' ? [10, 20, 25, 50] : [15, 30, 35, 40, 60, 75, 80],
    );
    const before = pick.until(
      () => pick.multiple(10, 40, 1200),
      (drawn) => (drawn * percent) % 100 === 0,
    );
    const after = before + ((isRise ? 1 : -1) * before * percent) / 100;
    return {
      percent,
      before,
      after,
      isRise,
      verb: isRise ? 'an increase' : 'a reduction',
      what: pick.of([
        'run time in seconds',
        'price in dollars',
        'image size in MB',
        'number of warnings',
        'latency in ms',
        'number of servers',
      ]),
    };
  },
  templates: [
    'We measured {after} for the {what} after {verb} of {percent}%. What had it been?',
    'After {verb} of {percent}%, the {what} is {after}. What was it before?',
    'The {what} is now {after}, after {verb} by {percent}%. What was the original value?',
    'A change that was {verb} by {percent}% brought the {what} to {after}. Find the value before.',
    'What was the {what} before {verb} of {percent}% if it is {after} [now|today]?',
    '{after} after {verb} of {percent}%. Value before?',
    'What value did the {what} have at first, given that {verb} of {percent}% took it to {after}?',
    'metric: {what}\nchange: {verb} of {percent}%\nvalue with the change: {after}\nwanted: value without the change',
    'Undo {verb} of {percent}% that left the {what} at {after}. Work out the value that it had earlier.',
    'I forgot to write down the {what} before I tuned the configuration. What I have is the new value, {after}, and the remark of a colleague that the tuning meant {verb} of {percent}%. Which old value do I enter?',
    'Suppose {verb} of {percent}% takes the {what} from x to {after}. What is x?',
    '// x = the {what} until yesterday\n// {after} = the same after {verb} of {percent}%\n// what is x?',
    "our {what} is {after} and that's already after {verb} of {percent}%, so what was it",
  ],
  devTemplates: [
    'We know the {what} after the change: {after}. The change was {verb} of {percent} percent. Find the old value.',
    'Someone reports {verb} of {percent}% and a new {what} of {after}. From which value did they start?',
  ],

  solve: ({ percent, before, after, isRise }) => {
    const share = `100 ${isRise ? '+' : '-'} ${percent}`;
    return {
      answer: String(before),
      goal: 'the original value',
      steps: [
        {
          title: 'Divide by the share of the old value',
          text: `the old value is 100 percent, so ${after} is ${share} percent of it; [we divide by this to get one percent and multiply by 100|dividing by this gives one percent, and multiplying by 100 the old value]`,
          equations: [`${after} / (${share}) * 100 = ${before}`],
        },
      ],
    };
  },
});

const twoStages = defineForm({
  name: 'twoStages',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const first = pick.multiple(difficulty === 'hard' ? 5 : 10, 40, 95);
    const second = pick.multiple(difficulty === 'hard' ? 5 : 10, 10, 60);
    const total = pick.until(
      () => pick.multiple(100, 200, 20_000),
      (drawn) => (drawn * (100 - first) * second) % 10_000 === 0,
    );
    return {
      first,
      second,
      total,
      hit: pick.of([
        'are served from the cache',
        'are handled by the first server',
        'are filtered out at once',
        'pass the quick check',
      ]),
      thing: pick.of(['requests', 'queries', 'messages', 'lookups']),
      end: pick.of(['fail', 'time out', 'are sent again', 'are logged']),
    };
  },
  templates: [
    'We received {total} {thing}. {first}% of them {hit}. {second}% of the others {end}. How many {thing} {end}?',
    'Of {total} {thing}, {first}% {hit}. Of the rest, {second}% {end}. How many {thing} {end}?',
    '{first}% of {total} {thing} {hit}; {second}% of the remaining ones {end}. How many of the {thing} {end}?',
    'A system gets {total} {thing}. {first}% {hit}, and {second}% of those that remain {end}. What is the number of {thing} that {end}?',
    '{total} {thing}: {first}% {hit}, {second}% of the rest {end}. How many {end}?',
    'How many {thing} {end} when {first}% of {total} {hit} and {second}% of the others {end}?',
    'incoming: {total} {thing}\nfirst stage: {first}% {hit} and are done\nsecond stage: {second}% of the rest {end}\nwanted: the number of {thing} that {end}',
    'Work out the number of {thing} that {end}. This happens to {second}% of those that remain when {first}% of all {total} {hit}.',
    'I am on call this week and got an alert about {thing} that {end}. There are {total} {thing}, {first}% {hit}, and of all others {second}% {end}. How many {thing} is the alert about?',
    'If {first}% of our {thing} {hit} and {second}% of the remainder {end}, how many out of {total} {end}?',
    '// {total} {thing} come in\n// {first}% {hit}\n// of the remainder, {second}% {end}\n// how many {thing} {end}?',
    'got {total} {thing} here. {first}% {hit} so forget about those, and {second}% of those that remain {end}. how many {end}',
  ],
  devTemplates: [
    'Take {total} {thing}: first, {first} percent {hit}. From what is left over, {second} percent {end}. How many end that way?',
    'There were {total} {thing}. {first}% {hit}, the others go on, and {second}% of these others {end}. Count those that {end}.',
  ],

  solve: ({ first, second, total, thing, hit, end }) => {
    const rest = 100 - first;
    const count = (total * rest * second) / 10_000;
    return {
      answer: String(count),
      goal: `the number of ${thing} that ${end}`,
      steps: [
        {
          title: 'Find the share that remains',
          text: `${first}% ${hit}, so the [percentage|share in percent] that remains is`,
          equations: [`100 - ${first} = ${rest}`],
        },
        {
          title: 'Take both shares',
          text: `${rest}% of the ${total} ${thing} remain, and ${second}% of these ${end}, so we [multiply by both percentages|take both percentages of the total]`,
          equations: [`${total} * ${rest} / 100 * ${second} / 100 = ${count}`],
        },
      ],
    };
  },
});

export const percentages: DevMathKind = {
  name: 'percentages',
  forms: [
    percentOf,
    change,
    growth,
    original,
    twoStages,
    ...plainPercentages,
    ...priceChanges,
    ...sharesOfGroups,
  ],
};
