import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import type { Step } from '../solution';
import { weekdays } from '../words';
import { daysIn, isLeap, monthName } from './calendar';
import { spans } from './dateSpans';
import { plainDates } from './plain/plainDates';
import { calendarPlans } from './severalSteps/calendarPlans';

const years = [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028] as const;
const events = [
  'the release',
  'the review',
  'the freeze',
  'the trial period',
  'the sprint',
  'the certificate',
  'the migration',
  'the contract',
] as const;

function weekday(index: number): string {
  return weekdays[index % 7] ?? '';
}

/** The step that finds the length of February, where that matters. No year is a multiple of 100. */
function leapSteps(year: number, matters: boolean): Step[] {
  if (!matters) return [];
  return [
    {
      title: 'Find the length of February',
      text: 'a leap year is a multiple of 4',
      equations: [`${year} mod 4 = ${year % 4}`],
      then: `so ${year} is ${isLeap(year) ? 'a' : 'no'} leap year and February has ${daysIn(year, 1)} days`,
    },
  ];
}

/** The steps that add up the days from one date to a later one of the same year. */
function daysSteps(
  year: number,
  [month, day]: readonly [number, number],
  [later, laterDay]: readonly [number, number],
): { readonly total: number; readonly steps: readonly Step[] } {
  const between = Array.from({ length: later - month - 1 }, (_, i) => month + 1 + i);
  const length = daysIn(year, month);
  const parts = [length - day, ...between.map((each) => daysIn(year, each)), laterDay];
  const total = parts.reduce((sum, part) => sum + part, 0);
  const full = between.map((each) => `${monthName(each)} with ${daysIn(year, each)} days and `);
  return {
    total,
    steps: [
      ...leapSteps(year, month === 1 || between.includes(1)),
      {
        title: `Count the rest of ${monthName(month)}`,
        text: `${monthName(month)} has ${length} days, of which the first ${day} are over`,
        equations: [`${length} - ${day} = ${length - day} days`],
      },
      {
        title: 'Add up the days',
        text: `${full.join('')}${laterDay} days of ${monthName(later)} [are added|follow]`,
        equations: [`${parts.join(' + ')} = ${total} days`],
      },
    ],
  };
}

/** Whole weeks do not matter: the steps that find the days beyond them and count these off. */
function weekSteps(today: number, days: number, isBack = false): Step[] {
  const rest = days % 7;
  const names = Array.from(
    { length: rest },
    (_, i) => `${i + 1} ${weekday(today + (isBack ? 6 - i : i + 1))}`,
  );
  return [
    {
      title: 'Take out the full weeks',
      text: 'the weekday [repeats|comes again] every 7 days, so only the remainder of the division by 7 matters',
      equations: [`${days} mod 7 = ${rest}`],
    },
    {
      title: `Count from ${weekday(today)}`,
      text:
        rest === 0
          ? `no day remains, so it is ${weekday(today)} again`
          : `we go ${isBack ? 'back' : 'forward'} ${rest} ${rest === 1 ? 'day' : 'days'} from ${weekday(today)}: ${names.join(', ')}`,
    },
  ];
}

const weekdayAfter = defineForm({
  name: 'weekdayAfter',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const start = pick.int(0, 6);
    const isBack = difficulty === 'medium' && pick.chance(0.4);
    const days = difficulty === 'easy' ? pick.int(8, 40) : pick.int(41, 400);
    return {
      start,
      today: weekday(start),
      days,
      isBack,
      when: isBack ? `${days} days ago` : `in ${days} days`,
      verb: isBack ? 'was' : 'is',
      event: pick.of(events),
    };
  },
  templates: [
    'What day of the week {verb} it {when} if today is {today}?',
    'Today is {today}. What day of the week {verb} it {when}?',
    'If today is {today}, which weekday {verb} it {when}?',
    'It is {today}. [The date of {event}|The day of {event}] {verb} {when}. Which day of the week {verb} that?',
    'Today: {today}. Weekday {when}?',
    'today = {today}\nasked: the day of the week {when}',
    'I stopped at an entry in our wiki that reads "{when}", counted from today. Today is {today}. Which weekday does the entry mean?',
    'Work out what weekday it {verb} {when}, given that it is {today} today.',
    'Suppose it is {today} today and the date of {event} {verb} {when}. Which day of the week belongs to that date?',
    '// TODO: weekday of {event}. It {verb} {when}, and today is {today}. Which day goes here?',
    'We all meet every {today}, so we also meet today, as always in the big room. What weekday {verb} it {when}?',
    'need the weekday {when}, today is {today}',
  ],
  devTemplates: [
    'Our calendar says {today} now. Name the weekday that {verb} {when}.',
    'Counting from a {today}, tell me the day of the week {when}.',
  ],

  solve: ({ start, days, isBack }) => ({
    answer: weekday(start + (isBack ? 7 - (days % 7) : days % 7)),
    goal: 'the day of the week',
    steps: weekSteps(start, days, isBack),
  }),
});

const daysBetween = defineForm({
  name: 'daysBetween',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const year = pick.of(years);
    const month = pick.int(0, 8);
    const later = month + pick.int(1, difficulty === 'hard' ? 3 : 1);
    const [day, laterDay] = [pick.int(2, 27), pick.int(2, 27)];
    return {
      year,
      month,
      day,
      later,
      laterDay,
      yearText: String(year),
      from: `${monthName(month)} ${day}`,
      to: `${monthName(later)} ${laterDay}`,
      event: pick.of(events),
    };
  },
  templates: [
    'How many days pass from {from}, {yearText} to {to}, {yearText}?',
    'How many days are there from {from} to {to}, {yearText}, not counting the first day?',
    'It is {from}, {yearText}. The date for {event} falls on {to} of the same year. [In how many days is that|How many days from now is that]?',
    'How many days after {from}, {yearText} is {to}, {yearText}?',
    '{to}, {yearText} minus {from}, {yearText}, in days?',
    'start: {from}, {yearText}\nend: {to}, {yearText}\nFind end minus start in days.',
    'Everything for {event} must be ready on {to}, {yearText}, and my manager keeps asking how long that is. If today, {from}, counts as day 0, which day number does {to} have?',
    'Count the midnights between noon on {from}, {yearText} and noon on {to}, {yearText}.',
    'In Python, what does (last - first).days give if first is the date {from}, {yearText} and last is the date {to}, {yearText}?',
    'how long is it from {from} until {to} in {yearText}, in days, if the first day is not counted but the last one is',
    'Suppose a counter on our dashboard shows 0 on {from}, {yearText} and goes up by one every day. What does it show on {to} of the same year?',
    'How many nights are left until the date of {event}? Today is {from}, {yearText}; the date is {to} of [the same|this] year.',
  ],
  devTemplates: [
    'In {yearText}, what is the difference in days between the dates {from} and {to}?',
    'A ticket was opened on {from}, {yearText} and closed on {to}, {yearText}. How many days later was it closed?',
  ],

  solve: ({ year, month, day, later, laterDay, from, to }) => {
    const { total, steps } = daysSteps(year, [month, day], [later, laterDay]);
    return {
      answer: String(total),
      goal: `the number of days from ${from} to ${to}`,
      steps,
    };
  },
});

const dateAfter = defineForm({
  name: 'dateAfter',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const year = pick.of(years);
    const month = pick.int(0, 8);
    const day = pick.int(2, 28);
    const days =
      difficulty === 'medium' ? pick.int(daysIn(year, month) - day + 1, 40) : pick.int(45, 90);
    return {
      year,
      month,
      day,
      days,
      yearText: String(year),
      from: `${monthName(month)} ${day}`,
      event: pick.of(events),
    };
  },
  templates: [
    'If something starts on {from}, {yearText}, which date is {days} days later? Write the month and the day, like April 7.',
    'What date is {days} days after {from}, {yearText}? Answer with month and day, like April 7.',
    '[The start of {event} is|The first day of {event} is] {from}, {yearText}, and it ends {days} days later. On which date is that? Give month and day, such as April 7.',
    'Today is {from}, {yearText}. Which date is it in {days} days (month and day, for example April 7)?',
    '{from}, {yearText} + {days} days = which month and day (as in June 3)?',
    'day 0: {from}, {yearText}\nwanted: the date of day {days}, as month and day, like March 12',
    'I borrowed a test phone on {from}, {yearText} and must hand it back exactly {days} days after that. What date do I put in my calendar? Month and day are enough, for example June 3.',
    'If day 0 of {event} is {from}, {yearText}, then which date is day {days}? Write it like June 3, month first.',
    'On what date does the token expire? It was created on {from}, {yearText} and is valid until the date {days} days later. Write month and day, like May 21.',
    'created: {from}, {yearText}\nexpires: TBD (created + {days} days)\n\nWhich date replaces TBD? Give month and day, such as August 5.',
    'Move a calendar entry from {from}, {yearText} to the date {days} days later. Which month and day does it get? Use the form June 3.',
    'need the date {days} days from now, today is {from}, {yearText}. only month and day, like March 12',
  ],
  devTemplates: [
    'Something ends {days} days after {from}, {yearText}. Name the day it ends, written like April 7.',
    'Add {days} days to {from}, {yearText}. The result should look like this: April 7.',
  ],

  solve: ({ year, month, day, days }) => {
    let left = day + days - daysIn(year, month);
    let current = month + 1;
    const steps: Step[] = [
      ...leapSteps(year, month <= 1),
      {
        title: `Go past the end of ${monthName(month)}`,
        text: `${monthName(month)} [has|has only] ${daysIn(year, month)} days, so we count on and take these away`,
        equations: [`${day} + ${days} - ${daysIn(year, month)} = ${left}`],
      },
    ];
    while (left > daysIn(year, current)) {
      const length = daysIn(year, current);
      steps.push({
        title: `Go past the end of ${monthName(current)}`,
        text: `${left} is more than the ${length} days of ${monthName(current)}, so we take these away`,
        equations: [`${left} - ${length} = ${left - length}`],
      });
      left -= length;
      current += 1;
    }
    const answer = `${monthName(current)} ${left}`;
    const end = `as ${left} is not more than the ${daysIn(year, current)} days of ${monthName(current)}, the date is ${answer}`;
    return {
      answer,
      goal: 'the date',
      steps: steps.map((step, i) => (i === steps.length - 1 ? { ...step, then: end } : step)),
    };
  },
});

const weekdayOf = defineForm({
  name: 'weekdayOf',
  difficulties: ['hard'],
  draw: (pick) => {
    const year = pick.of(years);
    const month = pick.int(0, 9);
    const later = month + pick.int(1, 2);
    const [day, laterDay] = [pick.int(1, 27), pick.int(1, 28)];
    const start = (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7;
    return {
      year,
      month,
      day,
      later,
      laterDay,
      start,
      name: weekday(start),
      yearText: String(year),
      from: `${monthName(month)} ${day}`,
      to: `${monthName(later)} ${laterDay}`,
    };
  },
  templates: [
    'Which weekday is {to}, {yearText} if {from}, {yearText} is a {name}?',
    '{from}, {yearText} is a {name}. Which day of the week is {to}, {yearText}?',
    'In {yearText}, {from} falls on a {name}. On which weekday does {to} fall?',
    'If {from}, {yearText} is a {name}, what day of the week is {to} in the same year?',
    '{from}, {yearText}: {name}. {to}, {yearText}: which weekday?',
    'known: {from} -> {name}\nwanted: weekday of {to}\nyear of both: {yearText}',
    'My wall calendar for {yearText} hangs behind a shelf, and all that I can read is that {from} is a {name}. Which day of the week does it have for {to}?',
    'Work out the weekday of {to}, {yearText} from the fact that {from} of that year is a {name}.',
    'On which day of the week do we deploy? The date for it is {to}, {yearText}; we decided that on {from} of the same year, a {name}.',
    'In {yearText}, weekday("{from}") returns "{name}". What does weekday("{to}") return for the same year?',
    'what weekday is {to} {yearText}, i only know that {from} of that year is a {name}',
  ],
  devTemplates: [
    'The year is {yearText} and {from} is a {name}. Find the weekday of {to}.',
    'A job was first run on {name}, {from}, {yearText}. It runs again on {to}, {yearText}. What weekday is that?',
  ],

  solve: ({ year, month, day, later, laterDay, start, to }) => {
    const { total, steps } = daysSteps(year, [month, day], [later, laterDay]);
    return {
      answer: weekday(start + (total % 7)),
      goal: `the weekday of ${to}`,
      steps: [...steps, ...weekSteps(start, total)],
    };
  },
});

const dayOfYear = defineForm({
  name: 'dayOfYear',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const year = pick.of(years);
    const month = difficulty === 'easy' ? pick.int(1, 2) : pick.int(3, 6);
    const day = pick.int(1, 28);
    return {
      year,
      month,
      day,
      yearText: String(year),
      date: `${monthName(month)} ${day}`,
      leap: isLeap(year) ? 'a leap year' : 'not a leap year',
    };
  },
  templates: [
    '{date} is which day of the year {yearText}, when January 1 is counted as day 1?',
    'Which day of the year is {date}, {yearText} (January 1 is day 1)?',
    'A log is named after the day of the year, and January 1 is 1. Which number does {date}, {yearText} have? {yearText} is {leap}.',
    'If January 1 is day 1 of the year, what is the number of {date} in {yearText}?',
    'Day number of {date}, {yearText} (January 1 = 1)?',
    'date: {date}, {yearText}\nkind of year: {leap}\nwanted: the day of the year, where January 1 has number 1',
    'I write one line into my work diary every day, weekends too, and I began with line 1 on January 1, {yearText}. On which line is the entry for {date} of that year?',
    'Suppose a counter shows 1 on January 1, {yearText} and goes up by one each midnight. Which number does it show on {date} of that year?',
    'Work out what date.timetuple().tm_yday is in Python for {date}, {yearText}. For January 1 it is 1.',
    'What number do I type in? The form asks for the day of the year {yearText} (1 for January 1), and the date is {date}.',
    '{yearText} is {leap}. A file has one row for each day of that year in order, and row 1 is January 1. In which row is {date}?',
    'need the day of the year for {date}, {yearText}, with january 1 being 1. the year is {leap} btw',
  ],
  devTemplates: [
    'Days of {yearText} are numbered from 1. Give the number of {date}. Note that {yearText} is {leap}.',
    'How many days of {yearText} have begun by {date}, counting that day itself?',
  ],

  solve: ({ year, month, day, date }) => {
    const full = Array.from({ length: month }, (_, i) => daysIn(year, i));
    const total = full.reduce((sum, length) => sum + length, 0) + day;
    const before = full.map((length, i) => `${monthName(i)} ${length}`).join(', ');
    return {
      answer: String(total),
      goal: `the number of ${date}`,
      steps: [
        ...leapSteps(year, month > 1),
        ...(month === 1
          ? []
          : [
              {
                title: `Count the months before ${monthName(month)}`,
                text: `${monthName(month)} is month ${month + 1}, so [before it come|it comes after]`,
                equations: [`${month + 1} - 1 = ${month} months`],
                then: `these are ${before}`,
              },
            ]),
        {
          title: 'Add the full months and the day',
          text:
            month === 1
              ? `[before ${monthName(month)} comes January with 31 days|January has 31 days], and we add the ${day} days of ${monthName(month)}`
              : `we add [the lengths of these months|these months] and the ${day} days of ${monthName(month)}`,
          equations: [`${full.join(' + ')} + ${day} = ${total}`],
        },
      ],
    };
  },
});

export const dates: DevMathKind = {
  name: 'dates',
  forms: [
    weekdayAfter,
    daysBetween,
    dateAfter,
    weekdayOf,
    dayOfYear,
    ...spans,
    ...plainDates,
    ...calendarPlans,
  ],
};
