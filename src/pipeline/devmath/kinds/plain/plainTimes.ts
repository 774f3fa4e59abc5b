import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { clock } from '../clock';

/** The time at some minutes past an hour that was worked out. */
function pastHour([hour]: readonly string[], { minute }: { readonly minute: string }): string {
  return clock(Number(hour) * 60 + Number(minute));
}

/** Both units in the plural and how many of the small one make the large one. */
const units = [
  { large: 'hours', one: 'hour', small: 'minutes', factor: 60 },
  { large: 'minutes', one: 'minute', small: 'seconds', factor: 60 },
  { large: 'days', one: 'day', small: 'hours', factor: 24 },
  { large: 'weeks', one: 'week', small: 'days', factor: 7 },
  { large: 'seconds', one: 'second', small: 'milliseconds', factor: 1000 },
] as const;

const down = definePlainForm({
  name: 'down',
  draw: (pick, size) => ({
    ...pick.of(units),
    count: pick.of([pick.int(2, 12 * size), pick.int(1, 9) + 0.5]),
  }),
  templates: [
    'How many {small} are {count} {large}?',
    '{count} {large} in {small}?',
    'A job runs for {count} {large}. How many {small} is that?',
    'timeout = {count} {large}\nThe setting wants {small}. Which number goes there?',
    'convert {count} {large} to {small}',
    'The contract says {count} {large}; I need the same in {small}.',
  ],
  goal: 'the time in {small}',
  unit: '{small}',
  steps: [
    {
      title: 'Multiply',
      text: '[one {one} is {factor} {small}|each {one} has {factor} {small}], so we multiply',
      work: '{count} * {factor}',
    },
  ],
});

const up = definePlainForm({
  name: 'up',
  draw: (pick, size) => {
    const unit = pick.of(units);
    return {
      ...unit,
      count: unit.factor * pick.of([pick.int(2, 12 * size), pick.int(1, 9) + 0.5]),
    };
  },
  templates: [
    'How many {large} are {count} {small}?',
    '{count} {small} in {large}?',
    'The log says {count} {small}. How many {large} is that?',
    'elapsed: {count} {small}\nin {large}: ?',
    'convert {count} {small} to {large}',
    'Something took {count} {small}. Give it in {large}.',
  ],
  goal: 'the time in {large}',
  unit: '{large}',
  steps: [
    {
      title: 'Divide',
      text: '[{factor} {small} make one {one}|one {one} is {factor} {small}], so we divide',
      work: '{count} / {factor}',
    },
  ],
});

const laterHour = definePlainForm({
  name: 'laterHour',
  draw: (pick, size) => ({
    hour: pick.int(1, 23),
    later: pick.int(2, 15 * size),
    minute: pick.of(['00', '00', '15', '30', '45', '10']),
  }),
  templates: [
    'It is {hour}:{minute}. What time is it in {later} hours (24-hour clock, HH:MM)?',
    'A job starts at {hour}:{minute} and takes {later} hours. When does it end? Answer as HH:MM.',
    'now {hour}:{minute}, plus {later} h. Which time, as HH:MM?',
    'if i start at {hour}:{minute} and need {later} hours, what does the clock show at the end (HH:MM)',
    'We land {later} hours after {hour}:{minute}. What is the time then, 24-hour HH:MM?',
  ],
  goal: 'the time',
  steps: [
    {
      title: 'Add the hours',
      text: 'we add {later} hours to {hour}, and after 24 hours the clock begins again',
      work: '({hour} + {later}) mod 24',
      then: 'so the clock shows {answer}',
    },
  ],
  answer: pastHour,
});

const nthRun = definePlainForm({
  name: 'nthRun',
  draw: (pick) => {
    const { step, k, hour } = pick.until(
      () => ({ step: pick.int(2, 10), k: pick.int(2, 7), hour: pick.int(1, 12) }),
      (drawn) => drawn.hour + (drawn.k - 1) * drawn.step < 24,
    );
    const nth = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'][k] ?? '';
    return {
      step,
      k,
      nth,
      hour,
      minute: pick.of(['00', '30', '15', '05', '45']),
      what: pick.of(['backup', 'bus', 'sync', 'report', 'shift', 'scan']),
    };
  },
  templates: [
    'The first {what} of the day is at {hour}:{minute}, and there is one every {step} hours. When is the {nth} one (HH:MM)?',
    'We run a {what} every {step} hours from {hour}:{minute} on. At what time is the {nth} of the day? HH:MM please.',
    '{what}: first at {hour}:{minute}, then every {step} h. Time of number {k}, as HH:MM?',
    'a {what} comes at {hour}:{minute} and again every {step} hours. at which time (HH:MM) does number {k} come',
    'Our {what} repeats each {step} hours, and today it began at {hour}:{minute}. What does the clock show at the {nth} time (HH:MM)?',
  ],
  goal: 'the time',
  steps: [
    {
      title: 'Count the hours after the first',
      text: 'number {k} comes {k} - 1 times {step} hours after the first at {hour}',
      work: '{hour} + ({k} - 1) * {step}',
      then: 'with the minutes it is {answer}',
    },
  ],
  answer: pastHour,
});

const minutesLater = definePlainForm({
  name: 'minutesLater',
  draw: (pick, size) => {
    const hour = pick.int(1, 21);
    const { minute, later } = pick.until(
      () => ({ minute: pick.int(1, 59), later: pick.int(5, 40 * size) }),
      (drawn) => hour * 60 + drawn.minute + drawn.later < 1440,
    );
    return { hour, minute, later, shown: String(minute).padStart(2, '0') };
  },
  templates: [
    'A call starts at {hour}:{shown} and takes {later} minutes. When does it end (HH:MM)?',
    'What time is it {later} minutes after {hour}:{shown}? Answer in 24-hour HH:MM.',
    '{hour}:{shown} + {later} min, as HH:MM?',
    'the build began at {hour}:{shown}, it needs {later} minutes. at what time (HH:MM) is it ready',
    'My train leaves at {hour}:{shown} and arrives {later} minutes later. Arrival as HH:MM?',
  ],
  goal: 'the time',
  steps: [
    {
      title: 'Count in minutes',
      text: 'in minutes since midnight the start is {hour} * 60 + {minute}, and {later} minutes are added',
      work: '{hour} * 60 + {minute} + {later}',
    },
    {
      title: 'Take the minutes',
      text: 'what is left of full hours are the minutes',
      work: '{1} mod 60',
    },
    {
      title: 'Take the hours',
      text: 'without them we divide by 60 for the hours',
      work: '({1} - {2}) / 60',
      then: 'so the clock shows {answer}',
    },
  ],
  answer: ([minutes]) => clock(Number(minutes)),
});

const sumOfParts = definePlainForm({
  name: 'sumOfParts',
  draw: (pick, size) => ({
    a: pick.int(2, 20 * size),
    b: pick.int(2, 20 * size),
    c: pick.int(2, 20 * size),
  }),
  templates: [
    'Three steps take {a}, {b} and {c} minutes, one after the other. How many minutes is that in total?',
    'build {a} s, test {b} s, deploy {c} s. total in seconds?',
    'I slept {a} minutes, then {b} minutes, then {c} minutes. How many minutes altogether?',
    'The stages of a pipeline last {a}, {b} and {c} minutes. For how many minutes does it run?',
    'if lunch is {a} minutes, the meeting {b} and the walk {c}, how many minutes are gone',
  ],
  goal: 'the total time',
  steps: [{ title: 'Add', text: 'one comes after the other, so we add', work: '{a} + {b} + {c}' }],
});

const peopleTime = definePlainForm({
  name: 'peopleTime',
  draw: (pick, size) => ({
    n: pick.int(2, 10 * size),
    minutes: pick.of([10, 15, 20, 30, 40, 45, 90]),
  }),
  templates: [
    '{n} people sit in a meeting of {minutes} minutes. How many hours of work is that in total?',
    'A meeting of {minutes} minutes with {n} people costs how many person-hours?',
    'We do {n} interviews of {minutes} minutes each. How many hours do they take together?',
    '{n} x {minutes} min in hours?',
    'each of {n} episodes is {minutes} minutes long. how many hours is the whole season',
  ],
  goal: 'the time in hours',
  unit: 'hours',
  steps: [
    {
      title: 'Add up the minutes',
      text: 'there are {n} times {minutes} minutes',
      work: '{n} * {minutes}',
    },
    { title: 'Convert to hours', text: '60 minutes are one hour', work: '{1} / 60' },
  ],
});

const everyDay = definePlainForm({
  name: 'everyDay',
  draw: (pick, size) => ({
    minutes: pick.of([5, 10, 12, 15, 20, 30, 45]),
    days: pick.of([5, 7, 10, 20, 28, 30, pick.int(2, 40 * size)]),
  }),
  templates: [
    'A standup takes {minutes} minutes a day. How many hours is that in {days} days?',
    'I lose {minutes} minutes every day. After {days} days, how many hours did I lose?',
    '{minutes} min per day, {days} days. Hours?',
    'we save {minutes} minutes each day for {days} days, how many hours do we save',
    'Every day a sensor is off for {minutes} minutes. For how many hours is it off in {days} days?',
  ],
  goal: 'the time in hours',
  unit: 'hours',
  steps: [
    {
      title: 'Add up the minutes',
      text: 'it is {minutes} minutes on each of {days} days',
      work: '{minutes} * {days}',
    },
    { title: 'Convert to hours', text: '60 minutes are one hour', work: '{1} / 60' },
  ],
});

/** One conversion, one addition on the clock. */
export const plainTimes: readonly AnyForm[] = [
  down,
  up,
  laterHour,
  nthRun,
  minutesLater,
  sumOfParts,
  peopleTime,
  everyDay,
];
