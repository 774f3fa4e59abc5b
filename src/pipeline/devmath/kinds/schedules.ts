import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Step } from '../solution';
import { wholeDivision } from '../wholeDivision';
import { clock, sinceMidnight } from './clock';

const events = [
  'sync',
  'health check',
  'backup',
  'report',
  'bus',
  'train',
  'cleanup',
  'reminder',
] as const;
const ordinals = [
  '',
  '',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
] as const;

/** The step that makes a time of day from the minutes since midnight. */
function clockStep(minutes: number): Step {
  return {
    title: 'Convert to minutes and hours',
    text: 'an hour has 60 minutes, so the remainder is the minutes, the whole part the hours',
    equations: wholeDivision(minutes, 60),
    then: `so the clock shows ${clock(minutes)}`,
  };
}

/** `first - second` in minutes, as an equation. */
function minutesBetween(second: number, first: number): string {
  const taken = sinceMidnight(first).replace(' + ', ' - ');
  return `${sinceMidnight(second)} - ${taken} = ${second - first}`;
}

const everyHours = defineTrainForm({
  name: 'everyHours',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const isLate = difficulty === 'medium';
    const { hour, step, k } = pick.until(
      () => ({ hour: pick.int(0, 22), step: pick.int(2, 11), k: pick.int(2, 8) }),
      (drawn) => {
        const end = drawn.hour + (drawn.k - 1) * drawn.step;
        return isLate ? end >= 24 && end < 48 : end < 24;
      },
    );
    const minute = pick.of([0, 5, 10, 15, 20, 30, 40, 45, 50]);
    return {
      hour,
      step,
      k,
      minute,
      start: clock(hour * 60 + minute),
      nth: ordinals[k] ?? '',
      event: pick.of(events),
    };
  },
  templates: [
    'The first {event} is at {start}, and after that there is one every {step} hours. At what time is the {nth} one? Use 24-hour time, like 08:05.',
    'From {start} on, a {event} runs every {step} hours. When does it run for the {nth} time (24-hour time, like 08:05)?',
    'A {event} starts at {start} and is repeated every {step} hours. I want to watch number {k}, counting the one at {start} as number 1. At what time is it, in 24-hour time such as 08:05?',
    'first {event}: {start}\nthen: every {step} hours\ntime of the {nth} one (written like 08:05): ?',
    'If a {event} comes at {start} and then again and again, always {step} hours later, what does the clock show at the {nth} one? Answer in 24-hour time, like 08:05.',
    'we have a {event} every {step} hours, first one {start}. what time is the {nth} one, written like 08:05',
    'every {step}h, first at {start}: number {k} is at ...? (24-hour time, like 08:05)',
  ],
  solve: ({ hour, step, k, minute }) => {
    const sum = hour + (k - 1) * step;
    const end = clock((sum % 24) * 60 + minute);
    return {
      answer: end,
      goal: 'the time',
      steps: [
        {
          title: 'Add the hours',
          text: `number 1 is at hour ${hour}, and number ${k} comes ${k} - 1 intervals of ${step} hours later${sum < 24 ? '' : '; a day has 24 hours, so we keep the remainder'}`,
          equations: [
            `${hour} + (${k} - 1) * ${step} = ${sum}`,
            ...(sum < 24 ? [] : [`${sum} mod 24 = ${sum % 24}`]),
          ],
          then: `the minutes stay the same, so the clock shows ${end}`,
        },
      ],
    };
  },
});

const everyMinutes = defineTrainForm({
  name: 'everyMinutes',
  difficulties: ['hard'],
  draw: (pick) => {
    const step = pick.of([12, 15, 20, 25, 35, 40, 45, 50, 75, 80, 90, 100]);
    const k = pick.int(3, 8);
    const begin = pick.multiple(5, 5 * 60, 23 * 60 - (k - 1) * step);
    return { step, k, begin, start: clock(begin), nth: ordinals[k] ?? '', event: pick.of(events) };
  },
  templates: [
    'The first {event} is at {start}, then there is one every {step} minutes. At what time is the {nth} one? Use 24-hour time, like 08:05.',
    'A {event} begins at {start} and comes again every {step} minutes. When is it there for the {nth} time (24-hour time, like 08:05)?',
    'Starting with {start}, I note the time of a {event} every {step} minutes. Which time is the {nth} in my list, in 24-hour time such as 08:05?',
    'interval: {step} minutes\nnumber 1: {start}\nnumber {k}: ?\nWrite it in 24-hour time, like 08:05.',
    'If a {event} leaves at {start} and the next ones follow at intervals of {step} minutes, when does number {k} leave? Answer in 24-hour time, like 08:05.',
    'one {event} every {step} minutes, the first at {start}, what time is number {k}, like 08:05 please',
  ],
  solve: ({ step, k, begin }) => {
    const sum = begin + (k - 1) * step;
    return {
      answer: clock(sum),
      goal: 'the time',
      steps: [
        {
          title: 'Add the minutes since midnight',
          text: `we count in minutes from midnight; number ${k} comes ${k} - 1 intervals of ${step} minutes after number 1`,
          equations: [`${sinceMidnight(begin)} + (${k} - 1) * ${step} = ${sum}`],
        },
        clockStep(sum),
      ],
    };
  },
});

const allDay = defineTrainForm({
  name: 'allDay',
  difficulties: ['easy'],
  draw: (pick) => {
    const isHours = pick.chance(0.4);
    const step = pick.of(
      isHours ? [2, 3, 4, 6, 8, 12] : [5, 6, 8, 10, 12, 15, 16, 18, 20, 24, 30, 40, 45],
    );
    return { isHours, step, unit: isHours ? 'hours' : 'minutes', event: pick.of(events) };
  },
  templates: [
    'A {event} runs every {step} {unit}, day and night. How many times does it run in 24 hours?',
    'Once every {step} {unit} there is a {event}. How many are there in a day?',
    'How often a day does something happen that happens every {step} {unit}, the first time at 00:00?',
    'interval: {step} {unit}\nper day: ?',
    'Our {event} comes at midnight and then every {step} {unit}. How many of them does one day have, if midnight counts only at its beginning?',
    'with one {event} per {step} {unit}, how many do we get in 24 hours',
  ],
  solve: ({ isHours, step, unit }) => ({
    answer: String((isHours ? 24 : 1440) / step),
    goal: 'the number in a day',
    steps: [
      {
        title: 'Divide the day by the interval',
        text: `a day has 24 hours${isHours ? '' : ' of 60 minutes'}, and there is one every ${step} ${unit}, so we divide`,
        equations: [isHours ? `24 / ${step} = ${24 / step}` : `24 * 60 / ${step} = ${1440 / step}`],
      },
    ],
  }),
});

const withinHours = defineTrainForm({
  name: 'withinHours',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const step = pick.of([5, 10, 15, 20, 25, 30, 40, 45, 90]);
    const begin = pick.multiple(difficulty === 'hard' ? 5 : 15, 5 * 60, 11 * 60);
    const whole = pick.int(4, Math.floor(660 / step));
    const rest = difficulty === 'hard' ? pick.multiple(5, 0, step - 5) : 0;
    const end = begin + whole * step + rest;
    return {
      step,
      begin,
      end,
      count: whole + 1,
      start: clock(begin),
      stop: clock(end),
      event: pick.of(events),
    };
  },
  templates: [
    'Between {start} and {stop} there is a {event} every {step} minutes, the first one at {start}. How many are there, if one at {stop} would count too?',
    'A {event} runs at {start} and then every {step} minutes, but not later than {stop}. How many times does it run?',
    'From {start} up to and including {stop}, one {event} every {step} minutes: how many in all?',
    'first: {start}\ninterval: {step} minutes\nnone after {stop}\nnumber of times: ?',
    'Our {event} comes for the first time at {start}. It comes again after every {step} minutes, as long as it is {stop} or earlier. How often does it come?',
    'every {step} minutes from {start} until {stop}, both times included if it fits. how many times is that',
  ],
  solve: ({ step, begin, end, count }) => ({
    answer: String(count),
    goal: 'the number of times',
    steps: [
      {
        title: 'Find the minutes between',
        text: 'we count in minutes from midnight, the end minus the start',
        equations: [minutesBetween(end, begin)],
      },
      {
        title: 'Count the intervals and add one',
        text: 'we count the whole intervals with //, and the first time counts too, so we add 1',
        equations: [`${end - begin} // ${step} + 1 = ${count}`],
      },
    ],
  }),
});

const nextOne = defineTrainForm({
  name: 'nextOne',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const isTime = difficulty === 'hard';
    const step = pick.of([7, 8, 12, 15, 18, 20, 25, 35, 40, 45, 50, 90]);
    const begin = pick.multiple(5, 5 * 60, 10 * 60);
    const now = pick.until(
      () => pick.int(begin + step, 22 * 60),
      (drawn) => (drawn - begin) % step !== 0,
    );
    return {
      isTime,
      step,
      begin,
      now,
      start: clock(begin),
      time: clock(now),
      event: pick.of(events),
      ask: isTime
        ? pick.of([
            'At what time is the next one? Use 24-hour time, like 08:05.',
            'When does the next one come (24-hour time, like 08:05)?',
          ])
        : pick.of([
            'How many minutes is it until the next one?',
            'In how many minutes does the next one come?',
          ]),
    };
  },
  templates: [
    'There is a {event} every {step} minutes, starting at {start}. It is {time} now. {ask}',
    'The first {event} of the day is at {start}, and from then on one comes every {step} minutes. My watch shows {time}. {ask}',
    'It is {time}. Since {start}, a {event} has come every {step} minutes. {ask}',
    'start: {start}\ninterval: {step} minutes\nnow: {time}\n{ask}',
    'I am waiting for a {event} and look at the clock: {time}. They come at {start} and then every {step} minutes. {ask}',
    '{event}: {start}, then always {step} minutes later. Suppose we are at {time}. {ask}',
  ],
  solve: ({ isTime, step, begin, now }) => {
    const rest = (now - begin) % step;
    const wait = step - rest;
    return {
      answer: isTime ? clock(now + wait) : String(wait),
      goal: isTime ? 'the time of the next one' : 'the time until the next one',
      ...(isTime ? {} : { unit: 'minutes' }),
      steps: [
        {
          title: 'Find the minutes since the last one',
          text: `from the start to now we count in minutes from midnight; the remainder by ${step} is the time since the last one`,
          equations: [minutesBetween(now, begin), `${now - begin} mod ${step} = ${rest}`],
        },
        {
          title: 'Find the wait',
          text: `the next one comes ${step} minutes after the last one`,
          equations: [`${step} - ${rest} = ${wait}${isTime ? '' : ' minutes'}`],
        },
        ...(isTime
          ? [
              {
                title: 'Add the wait to the time',
                text: 'we add this to the time now, in minutes from midnight',
                equations: [`${sinceMidnight(now)} + ${wait} = ${now + wait}`],
              },
              clockStep(now + wait),
            ]
          : []),
      ],
    };
  },
});

const timeSpan = defineTrainForm({
  name: 'timeSpan',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const begin = pick.multiple(difficulty === 'easy' ? 5 : 1, 5 * 60, 15 * 60);
    const end = begin + pick.multiple(difficulty === 'easy' ? 5 : 1, 35, 8 * 60);
    return { begin, end, start: clock(begin), stop: clock(end), event: pick.of(events) };
  },
  templates: [
    'How many minutes are there from {start} to {stop} on the same day?',
    'A {event} took place from {start} until {stop}. How many minutes is that?',
    'It was {start} at the beginning and {stop} at the end. How long was it, in minutes?',
    '{stop} minus {start}, in minutes?',
    'The log says: begin {start}, end {stop}. For how many minutes did it run?',
    'started {start}, done {stop}, how many minutes in between',
  ],
  solve: ({ begin, end }) => ({
    answer: String(end - begin),
    goal: 'the time between',
    unit: 'minutes',
    steps: [
      {
        title: 'Subtract in minutes',
        text: 'an hour has 60 minutes, so we count both times in minutes from midnight and subtract',
        equations: [`${minutesBetween(end, begin)} minutes`],
      },
    ],
  }),
});

/** What is repeated at times of day. */
export const schedules: readonly AnyForm[] = [
  everyHours,
  everyMinutes,
  allDay,
  withinHours,
  nextOne,
  timeSpan,
];
