import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { people } from '../../words';
import { clock } from '../clock';

const weeklyTotal = definePlainForm({
  name: 'weeklyTotal',
  draw: (pick, size) => ({
    minutes: pick.of([10, 12, 15, 20, 25, 30, 40, 45, 50]),
    days: pick.int(2, 6),
    weeks: pick.int(2, 6 * size),
    name: pick.of(people),
    team: pick.int(3, 12),
  }),
  templates: [
    '{name} practices {minutes} minutes on {days} days of every week. How many hours is that in {weeks} weeks?',
    'How many hours come together in {weeks} weeks if one spends {minutes} minutes a day, {days} days a week?',
    '{minutes} min/day, {days} days/week, {weeks} weeks. hours?',
    'our daily takes {minutes} minutes, we have it {days} times a week. over {weeks} weeks that makes how many hours for me',
    'A team of {team} meets {days} times a week for {minutes} minutes. For how many hours does the meeting room get used in {weeks} weeks?',
    'Compute hours: {weeks} weeks, with {days} sessions of {minutes} minutes in each.',
  ],
  goal: 'the time in hours',
  unit: 'hours',
  steps: [
    {
      title: 'Find the minutes of one week',
      text: '[a week has {days} times {minutes} minutes|in one week there are {days} of them]',
      work: '{days} * {minutes}',
      unit: 'minutes',
    },
    {
      title: 'Take all weeks',
      text: '[there are {weeks} weeks|over all {weeks} weeks, that is]',
      work: '{1} * {weeks}',
      unit: 'minutes',
    },
    {
      title: 'Convert to hours',
      text: '[60 minutes are one hour|in hours, this is]',
      work: '{2} / 60',
    },
  ],
  otherSteps: [
    {
      title: 'Count the times',
      text: '[{weeks} weeks with {days} each|{days} a week for {weeks} weeks makes]',
      work: '{weeks} * {days}',
      unit: 'times',
    },
    {
      title: 'Multiply by the minutes',
      text: '[each takes {minutes} minutes|at {minutes} minutes for each]',
      work: '{1} * {minutes}',
      unit: 'minutes',
    },
    { title: 'Convert to hours', text: 'we divide by 60', work: '{2} / 60' },
  ],
});

const savedByFaster = definePlainForm({
  name: 'savedByFaster',
  draw: (pick, size) => {
    const after = pick.int(2, 9 * size);
    return {
      after,
      before: after + pick.int(1, 8 * size),
      perDay: pick.int(2, 6 * size),
      days: pick.of([5, 10, 20, 21, 30]),
      what: pick.of(['build', 'test run', 'deployment', 'import', 'report']),
    };
  },
  templates: [
    'A {what} took {before} minutes and takes {after} minutes since we added a cache. It runs {perDay} times a day. How many hours do we save in {days} days?',
    'How many hours are saved in {days} days? One {what} went from {before} to {after} minutes, and there are {perDay} of them per day.',
    'before: {before} min, now: {after} min, {perDay} runs/day, {days} days -> saved hours?',
    'i got the {what} down to {after} minutes, it was {before}. we do it {perDay} times each day. so in {days} days thats how many hours less',
    'Is the work on the {what} worth it? It ran for {before} minutes, now it runs for {after}. With {perDay} runs daily, give the hours that {days} days save.',
  ],
  goal: 'the time that is saved',
  unit: 'hours',
  steps: [
    {
      title: 'Find what one run saves',
      text: '[one run is shorter by|the difference for one run is]',
      work: '{before} - {after}',
      unit: 'minutes',
    },
    {
      title: 'Take all runs',
      text: '[{perDay} runs on each of {days} days|it is saved {perDay} times a day for {days} days]',
      work: '{1} * {perDay} * {days}',
      unit: 'minutes',
    },
    {
      title: 'Convert to hours',
      text: '[an hour has 60 minutes|60 minutes make an hour]',
      work: '{2} / 60',
    },
  ],
});

const endAfterParts = definePlainForm({
  name: 'endAfterParts',
  draw: (pick) => {
    const [a, b, pause] = [
      pick.multiple(5, 15, 120),
      pick.multiple(5, 15, 120),
      pick.multiple(5, 5, 45),
    ];
    const start = pick.until(
      () => pick.multiple(5, 360, 1200),
      (at) => at + a + b + pause < 1440,
    );
    return { a, b, pause, shown: clock(start), hour: Math.floor(start / 60), minute: start % 60 };
  },
  templates: [
    'A workshop starts at {shown}. The first part takes {a} minutes, then there is a break of {pause} minutes, and the second part takes {b} minutes. When does it end (HH:MM)?',
    'At what time (HH:MM) are we done? We begin at {shown}, work {a} minutes, pause {pause} minutes and work {b} minutes more.',
    'start {shown}, {a} min + {pause} min break + {b} min. end as HH:MM?',
    'exam begins {shown}, part one {a} min, break {pause} min, part two {b} min. what time is it over, HH:MM',
    'The train leaves at {shown}, rides for {a} minutes, waits {pause} minutes at the border and needs {b} minutes from there. Give the arrival as HH:MM.',
  ],
  goal: 'the time',
  steps: [
    {
      title: 'Add up the parts',
      text: '[both parts and the break together|all of it together takes]',
      work: '{a} + {pause} + {b}',
      unit: 'minutes',
    },
    {
      title: 'Count from midnight',
      text: 'the start is {hour} * 60 + {minute} minutes after midnight, and we add this',
      work: '{hour} * 60 + {minute} + {1}',
      unit: 'minutes',
    },
    {
      title: 'Take the minutes',
      text: '[what is left of full hours are the minutes|beyond full hours there are so many minutes]',
      work: '{2} mod 60',
    },
    {
      title: 'Take the hours',
      text: '[the rest are full hours|without these, 60 minutes are an hour each]',
      work: '({2} - {3}) / 60',
      then: 'so the clock shows {answer}',
    },
  ],
  answer: ([, end]) => clock(Number(end)),
});

const workedTime = definePlainForm({
  name: 'workedTime',
  draw: (pick) => {
    const start = pick.multiple(5, 360, 600);
    const stop = pick.multiple(5, 840, 1200);
    return {
      start: clock(start),
      stop: clock(stop),
      h1: Math.floor(start / 60),
      m1: start % 60,
      h2: Math.floor(stop / 60),
      m2: stop % 60,
      pause: pick.multiple(5, 15, 75),
      name: pick.of(people),
    };
  },
  templates: [
    '{name} comes at {start}, leaves at {stop} and takes a break of {pause} minutes. How many minutes does {name} work?',
    'How many minutes of work lie between {start} and {stop} if {pause} minutes are a break?',
    'in {start}, out {stop}, break {pause} min. net minutes?',
    'clocked in {start}, clocked out {stop}, lunch was {pause} minutes. whats my working time in minutes',
    'The shop is open from {start} to {stop}, but it closes for {pause} minutes at noon. For how many minutes a day can people buy something?',
  ],
  goal: 'the time',
  unit: 'minutes',
  steps: [
    {
      title: 'Take the end in minutes',
      text: '[from midnight to {stop}|{stop} in minutes after midnight is]',
      work: '{h2} * 60 + {m2}',
      unit: 'minutes',
    },
    {
      title: 'Take the start in minutes',
      text: '[from midnight to {start}|{start} in minutes after midnight is]',
      work: '{h1} * 60 + {m1}',
      unit: 'minutes',
    },
    {
      title: 'Subtract start and break',
      text: '[the time between, without the break of {pause} minutes|the break of {pause} minutes does not count]',
      work: '{1} - {2} - {pause}',
    },
  ],
});

const otherTimeZone = definePlainForm({
  name: 'otherTimeZone',
  draw: (pick) => ({
    hour: pick.int(0, 23),
    minute: pick.of(['00', '15', '30', '45', '05']),
    east: pick.int(1, 9),
    west: pick.int(3, 9),
    minutes: pick.of([30, 45, 60]),
  }),
  templates: [
    'It is {hour}:{minute} at UTC+{east}. What time is it at UTC-{west} (24-hour HH:MM)?',
    'A call of {minutes} minutes begins at {hour}:{minute} in our office (UTC+{east}). A colleague sits at UTC-{west}. At which local time does it begin there, as HH:MM?',
    '{hour}:{minute} UTC+{east} -> UTC-{west} = ? (HH:MM)',
    'my clock says {hour}:{minute} and i am in UTC+{east}. what does a clock show in UTC-{west}, HH:MM please',
    'Convert a time stamp: the server runs at UTC+{east} and wrote {hour}:{minute}, the user lives at UTC-{west}. Which time (HH:MM) does the user see?',
  ],
  goal: 'the time',
  steps: [
    {
      title: 'Find the difference',
      text: '[one is {east} hours before UTC and the other {west} hours behind it|from UTC+{east} to UTC it is {east} hours back, and {west} more]',
      work: '{east} + {west}',
      unit: 'hours',
    },
    {
      title: 'Go back',
      text: 'it is that much earlier there; 24 is added so that it does not fall below midnight',
      work: '({hour} + 24 - {1}) mod 24',
      then: 'the minutes stay, so it is {answer}',
    },
  ],
  answer: ([, hour], { minute }) => `${(hour ?? '').padStart(2, '0')}:${minute}`,
});

const freeHours = definePlainForm({
  name: 'freeHours',
  draw: (pick) => ({
    sleep: pick.int(6, 9),
    work: pick.int(4, 9),
    ride: pick.of([15, 20, 30, 45, 60]),
    days: pick.int(2, 6),
  }),
  templates: [
    'On a working day I sleep {sleep} hours, work {work} hours and ride {ride} minutes to work and {ride} minutes back. How many hours of such a day are left?',
    'How many hours are free on a day with {sleep} hours of sleep, {work} hours of work and a commute of {ride} minutes each way?',
    'sleep {sleep} h, job {work} h, commute 2 x {ride} min. rest of the day in hours?',
    'day has 24 hours. {sleep} are sleep, {work} are work, plus i need {ride} min there and {ride} min back. free hours?',
    'A machine idles for {sleep} hours and produces for {work} hours a day. Besides, it is cleaned twice, {ride} minutes each time. For how many hours of the day is it unused otherwise?',
  ],
  goal: 'the free time',
  unit: 'hours',
  steps: [
    {
      title: 'Take the two short parts in hours',
      text: '[2 times {ride} minutes, and 60 minutes are an hour|there and back it is twice {ride} minutes, in hours]',
      work: '2 * {ride} / 60',
      unit: 'hours',
    },
    {
      title: 'Add up what is taken',
      text: '[together with {sleep} and {work} hours|we add the {sleep} and the {work} hours to it]',
      work: '{sleep} + {work} + {1}',
      unit: 'hours',
    },
    {
      title: 'Take it from the day',
      text: '[a day has 24 hours|of 24 hours there remain]',
      work: '24 - {2}',
    },
  ],
});

/** Times of day and what adds up over days. */
export const dayPlans: readonly AnyForm[] = [
  weeklyTotal,
  savedByFaster,
  endAfterParts,
  workedTime,
  otherTimeZone,
  freeHours,
];
