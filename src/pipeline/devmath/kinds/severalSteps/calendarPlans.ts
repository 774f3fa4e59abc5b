import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { weekdays } from '../../words';
import { daysIn, monthName } from '../calendar';

/** Months of a common year with the two that follow, none of them in the next year. */
const months = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => ({
  month: monthName(month),
  days: daysIn(2023, month),
  next: monthName(month + 1),
  nextDays: daysIn(2023, month + 1),
  third: monthName(month + 2),
  thirdDays: daysIn(2023, month + 2),
}));

/** From Sunday, as the chains number the days. */
const week = [...weekdays.slice(-1), ...weekdays.slice(0, -1)];

const pastMonthEnd = definePlainForm({
  name: 'pastMonthEnd',
  draw: (pick) => {
    const drawn = pick.of(months);
    const from = pick.int(8, drawn.days - 1);
    return {
      ...drawn,
      from,
      later: drawn.days - from + pick.int(1, drawn.nextDays),
      price: pick.int(5, 40),
    };
  },
  templates: [
    'A trial starts on {month} {from} and lasts {later} days. On which date is it over? Write it like May 7. (It is not a leap year.)',
    'Which date is {later} days after {month} {from}, like May 7? The year has 365 days.',
    '{month} {from} + {later} days (365-day year) = ? (like May 7)',
    'ordered on {month} {from}[ for {price} dollars|], arrives {later} days later. which day is that, as in May 7, no leap year',
    'The certificate was issued on {month} {from} of a common year (365 days) and is valid for {later} days from then. Give the date on which the {later} days are over, like May 7.',
  ],
  goal: 'the date',
  steps: [
    {
      title: 'Go to the end of the month',
      text: '[{month} has {days} days, so up to its end there are|up to the end of {month}, which has {days} days, it is]',
      work: '{days} - {from}',
      unit: 'days',
    },
    {
      title: 'Go on in the next month',
      text: '[the other days are in {next}|{next} comes after that, with the rest of the days]',
      work: '{later} - {1}',
      then: 'so it is {answer}',
    },
  ],
  answer: ([, day = ''], { next }) => `${next} ${day}`,
});

const acrossThreeMonths = definePlainForm({
  name: 'acrossThreeMonths',
  draw: (pick) => {
    const drawn = pick.of(months);
    return {
      ...drawn,
      from: pick.int(1, drawn.days - 1),
      to: pick.int(1, drawn.thirdDays),
      km: pick.int(2, 12),
    };
  },
  templates: [
    'How many days later than {month} {from} is {third} {to} of the same year (not a leap year)?',
    'A project runs from {month} {from} to {third} {to} in a year with 365 days. How many days lie between the two dates?',
    '{month} {from} -> {third} {to}, 365-day year, number of days?',
    'contract begins {month} {from} and ends {third} {to}, no leap year. how many days from the one to the other',
    'I have been running [{km} km |]daily since {month} {from}, and today is {third} {to}. How many days have gone by since then, in a common year (365 days)?',
  ],
  goal: 'the number of days',
  unit: 'days',
  steps: [
    {
      title: 'Go to the end of the first month',
      text: '[{month} has {days} days, so there are left|what is left of the {days} days of {month} is]',
      work: '{days} - {from}',
      unit: 'days',
    },
    {
      title: 'Add the full month',
      text: '[{next} has {nextDays} days|all {nextDays} days of {next} come on top]',
      work: '{1} + {nextDays}',
      unit: 'days',
    },
    {
      title: 'Add the days of the last month',
      text: '[in {third} there are {to} more|{third} {to} is {to} days after the end of {next}]',
      work: '{2} + {to}',
    },
  ],
});

const weekdayInMonth = definePlainForm({
  name: 'weekdayInMonth',
  draw: (pick) => {
    const { month, days } = pick.of(months);
    const first = pick.int(1, 9);
    const start = pick.int(0, 6);
    const { day, end } = pick.until(
      () => {
        const drawn = pick.int(first + 8, days);
        return { day: drawn, end: (start + drawn - first) % 7 };
      },
      (drawn) => drawn.end !== 0 && (drawn.day - first) % 7 !== 0,
    );
    return { month, first, day, start, weekday: week[start] ?? '', result: week[end] ?? '' };
  },
  templates: [
    '{month} {first} is a {weekday}. Which day of the week is {month} {day}?',
    'On which weekday does {month} {day} fall, if {month} {first} falls on a {weekday}?',
    '{month} {first} = {weekday}\n{month} {day} = ? (weekday)',
    'release is on {month} {day}, and i know that the {first}. of {month} is a {weekday}. what day of the week do we release',
    'Payday is {month} {day}. Given that {month} {first} was a {weekday}, name the weekday of payday.',
  ],
  goal: 'the weekday',
  steps: [
    {
      title: 'Count the days between',
      text: '[from {first} to {day} it is|both days are in one month]',
      work: '{day} - {first}',
      unit: 'days',
    },
    {
      title: 'Take full weeks away',
      text: '[after 7 days it is {weekday} again|weeks of 7 days change nothing, what counts is]',
      work: '{1} mod 7',
    },
    {
      title: 'Count on',
      text: 'we number the days from 0 Sunday to 6 Saturday and count on from {start} {weekday}',
      work: '({start} + {2}) mod 7',
      then: 'number {3} is {answer}',
    },
  ],
  answer: (_, { result }) => result,
});

const nthWeekday = definePlainForm({
  name: 'nthWeekday',
  draw: (pick) => {
    const { month, days } = pick.of(months);
    const drawn = pick.until(
      () => ({ first: pick.int(1, 7), nth: pick.int(2, 4), later: pick.int(1, 3) }),
      ({ first, nth, later }) => first + (nth - 1) * 7 + later <= days,
    );
    return {
      ...drawn,
      month,
      ordinal: ['', '', 'second', 'third', 'fourth'][drawn.nth] ?? '',
      weekday: pick.of(weekdays),
    };
  },
  templates: [
    'The first {weekday} of {month} is {month} {first}. A deadline is {later} days after the {ordinal} {weekday} of {month} (its {weekday} number {nth}). On which day of the month is that? Answer with the number.',
    'If {month} {first} is the first {weekday} of the month, what is the date (only the day number) {later} days after {weekday} number {nth}?',
    'first {weekday}: {month} {first}. {weekday} no. {nth} + {later} days = day number?',
    'we meet on {weekday} number {nth} of {month}, minutes are due {later} days later. the first {weekday} is the {first}. so on which day of {month} are they due, just the number',
    'Patches come out {later} days after the {ordinal} {weekday}, that is number {nth}. This {month} the first {weekday} has the date {first}. Day number of the patch?',
  ],
  goal: 'the day of the month',
  steps: [
    {
      title: 'Go on by full weeks',
      text: '[each further {weekday} is 7 days later, and the first is number 1|after the first, one week of 7 days follows for each further number]',
      work: '{first} + ({nth} - 1) * 7',
    },
    { title: 'Add the days', text: '{later} days more are added', work: '{1} + {later}' },
  ],
});

const workdaysAhead = definePlainForm({
  name: 'workdaysAhead',
  draw: (pick, size) => ({
    weeks: pick.int(2, 3 + size),
    perDay: pick.int(2, 9),
    off: pick.int(2, 4),
    thing: pick.of(['tickets', 'pages', 'tests', 'reviews']),
  }),
  templates: [
    'A release is {weeks} weeks away, and we work 5 days a week. {off} of these days are holidays. At {perDay} {thing} per working day, how many {thing} can we do?',
    'How many {thing} fit into {weeks} weeks with 5 working days each, minus {off} days off, if {perDay} are done per day?',
    '{weeks} weeks x 5 days, {off} days off, {perDay} {thing}/day. total {thing}?',
    'i have {weeks} weeks (mon to fri, so 5 days), {off} days im away, and i manage {perDay} {thing} every day im there. how many {thing} till then',
    'Plan: {perDay} {thing} on each working day. The sprint has {weeks} weeks of 5 working days, of which {off} are lost to training. How many {thing} is the plan for?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Count the working days',
      text: '[each week has 5 of them|{weeks} weeks with 5 days each have]',
      work: '{weeks} * 5',
      unit: 'days',
    },
    {
      title: 'Take the free ones away',
      text: '[{off} are lost|we cannot use {off} of these]',
      work: '{1} - {off}',
      unit: 'days',
    },
    {
      title: 'Multiply',
      text: '[{perDay} {thing} are done on each|each of these days brings {perDay} {thing}]',
      work: '{2} * {perDay}',
    },
  ],
});

const proratedFee = definePlainForm({
  name: 'proratedFee',
  draw: (pick, size) => {
    const { month, days } = pick.of(months);
    return {
      month,
      days,
      from: pick.int(2, days - 1),
      fee: days * pick.int(1, 5 * size),
      seats: pick.int(2, 9),
    };
  },
  templates: [
    'A subscription costs {fee} dollars for all of {month} and is billed by the day. It starts on {month} {from}, and that day and the last day of the month both count. How many dollars are due? {month} has {days} days.',
    'What is the prorated price in dollars for {month} {from} up to the end of the month, first and last day included? The full month is {fee} dollars and has {days} days.',
    '{month}: {days} days, {fee} dollars. active from day {from} to the end (inclusive). dollars due?',
    'rent is {fee} dollars for {month} ({days} days). i move in on the {from}. and pay per day, from that day to the last one, both included. how many dollars for {month}',
    'For {seats} new seats the price is {fee} dollars in total for {month}, which has {days} days. They are used from day {from} through the last day. Charge by days, ends included: how many dollars?',
  ],
  goal: 'the amount that is due',
  unit: 'dollars',
  steps: [
    {
      title: 'Count the days',
      text: '[the first day counts as well, so we add 1|both ends count]',
      work: '{days} - {from} + 1',
      unit: 'days',
    },
    {
      title: 'Find the price of a day',
      text: '[{fee} dollars are for {days} days|one day of the {days} costs]',
      work: '{fee} / {days}',
      unit: 'dollars',
    },
    {
      title: 'Multiply',
      text: '[this is due for each of the days|for that many days it is]',
      work: '{1} * {2}',
    },
  ],
});

const sprintOfDay = definePlainForm({
  name: 'sprintOfDay',
  draw: (pick, size) => ({
    weeks: pick.of([1, 2, 3, 4]),
    day: pick.int(15, 60 * size),
    team: pick.int(3, 12),
  }),
  templates: [
    'Sprints of {weeks} weeks follow one another without gaps, and sprint 1 begins on day 1 of the project. In which sprint is day {day}? A week has 7 days.',
    'Which sprint (counting from 1) contains project day {day}, if a sprint lasts {weeks} weeks of 7 days and day 1 starts sprint 1?',
    'sprint = {weeks} weeks, day 1 in sprint 1, day {day} in sprint = ?',
    'a team of {team} does {weeks} week sprints, 7 days per week, back to back from day 1. what number has the sprint with day {day} in it',
    'Shifts change every {weeks} weeks (of 7 days). Day 1 is the first day of shift 1. Number of the shift on day {day}?',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Find the length in days',
      text: '[a week has 7 days|{weeks} weeks of 7 days are]',
      work: '{weeks} * 7',
      unit: 'days',
    },
    {
      title: 'Count the full ones before',
      text: '[the days before day {day} count, one less than {day}, and we drop the rest|one day less than {day} has passed, and only full ones count]',
      work: '({day} - 1) // {1}',
    },
    {
      title: 'Go to the next',
      text: '[the day is in the one after these|it lies in the next one]',
      work: '{2} + 1',
    },
  ],
});

/** Dates, weekdays and what is done on days. */
export const calendarPlans: readonly AnyForm[] = [
  pastMonthEnd,
  acrossThreeMonths,
  weekdayInMonth,
  nthWeekday,
  workdaysAhead,
  proratedFee,
  sprintOfDay,
];
