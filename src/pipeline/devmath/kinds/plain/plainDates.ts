import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { weekdays } from '../../words';
import { daysIn, monthName } from '../calendar';

/** Without February, which has no length of its own. No year that matters. */
const months = [0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((month) => ({
  month: monthName(month),
  days: daysIn(2022, month),
  next: monthName(month + 1),
  nextDays: daysIn(2022, month + 1),
}));

/** From Sunday, as the chains number the days. */
const week = [...weekdays.slice(-1), ...weekdays.slice(0, -1)];

const sameMonth = definePlainForm({
  name: 'sameMonth',
  draw: (pick) => {
    const { month, days } = pick.of(months);
    const from = pick.int(1, days - 3);
    return { month, from, to: pick.int(from + 2, days) };
  },
  templates: [
    'How many days are there from {month} {from} to {month} {to}?',
    'The sprint began on {month} {from} and ends on {month} {to}. How many days lie between these dates?',
    '{month} {from} to {month} {to}: how many days later?',
    'today is {month} {from}, the deadline is {month} {to}. how many days are left',
    'It was ordered on {month} {from} and came on {month} {to}. For how many days was it on its way?',
  ],
  goal: 'the number of days',
  unit: 'days',
  steps: [{ title: 'Subtract', text: 'both days are in one month', work: '{to} - {from}' }],
});

const nextMonth = definePlainForm({
  name: 'nextMonth',
  draw: (pick) => {
    const { month, days, next, nextDays } = pick.of(months);
    return { month, days, next, from: pick.int(1, days - 1), to: pick.int(1, nextDays) };
  },
  templates: [
    'How many days are there between {month} {from} and {next} {to} of the same year?',
    'From {month} {from} to {next} {to}, how many days later is that?',
    '{month} {from} to {next} {to}, number of days?',
    'today is {month} {from}, the exam is on {next} {to}. how many days do i have',
    'A pass is bought on {month} {from} and runs out on {next} {to}. How many days lie between?',
  ],
  goal: 'the number of days',
  unit: 'days',
  steps: [
    {
      title: 'Go to the end of the month',
      text: '{month} has {days} days, so up to its end there are',
      work: '{days} - {from}',
    },
    {
      title: 'Add the days of the next one',
      text: 'in {next} there are {to} more',
      work: '{1} + {to}',
    },
  ],
});

const dayLater = definePlainForm({
  name: 'dayLater',
  draw: (pick, size) => {
    const start = pick.int(0, 6);
    const { later, end } = pick.until(
      () => {
        const drawn = pick.int(2, 30 * size);
        return { later: drawn, end: (start + drawn) % 7 };
      },
      (drawn) => drawn.end !== 0 && drawn.later % 7 !== 0,
    );
    return { start, later, day: week[start] ?? '', result: week[end] ?? '' };
  },
  templates: [
    'Today is {day}. Which day of the week is it in {later} days?',
    '{day} + {later} days = ?',
    'A job started on a {day} and runs for {later} days. On which weekday does it end?',
    'if it is {day} now, what weekday is it {later} days from now',
    '{later} days after a {day}: which day of the week?',
  ],
  goal: 'the weekday',
  steps: [
    {
      title: 'Take full weeks away',
      text: 'after 7 days it is {day} again, so only the rest counts',
      work: '{later} mod 7',
    },
    {
      title: 'Count on',
      text: 'we number the days from 0 Sunday to 6 Saturday and count on from {start} {day}',
      work: '({start} + {1}) mod 7',
      then: 'number {2} is {answer}',
    },
  ],
  answer: (_, { result }) => result,
});

const inDays = definePlainForm({
  name: 'inDays',
  draw: (pick) => {
    const { month, days } = pick.of(months);
    const from = pick.int(1, days - 4);
    return { month, from, later: pick.int(2, days - from) };
  },
  templates: [
    'Which date is {later} days after {month} {from}? Answer like May 7.',
    'Today is {month} {from}. What is the date in {later} days (month first, like May 7)?',
    '{month} {from} + {later} days = ? (like May 7)',
    'the trial starts on {month} {from} and lasts {later} days, on which date (like May 7) is it over',
    'Delivery is {later} days after the order of {month} {from}. On which date, written like May 7?',
  ],
  goal: 'the date',
  steps: [
    {
      title: 'Add the days',
      text: '[it is still {month}|{month} is long enough], so we add',
      work: '{from} + {later}',
      then: 'so it is {answer}',
    },
  ],
  answer: ([day = ''], { month }) => `${month} ${day}`,
});

const weeksOf = definePlainForm({
  name: 'weeksOf',
  draw: (pick, size) => ({ weeks: pick.int(2, 12 * size), more: pick.int(1, 6) }),
  templates: [
    'How many days are {weeks} weeks and {more} days?',
    '{weeks} weeks + {more} days, in days?',
    'A project takes {weeks} weeks and {more} days. How many days is that?',
    'retention: {weeks} weeks and {more} days. in days = ?',
    'i am away for {weeks} weeks and {more} days, how many days is that',
  ],
  goal: 'the number of days',
  unit: 'days',
  steps: [
    {
      title: 'Convert and add',
      text: 'each week has 7 days, and {more} come on top',
      work: '{weeks} * 7 + {more}',
    },
  ],
});

/** Days within a month or into the next, and weekdays. */
export const plainDates: readonly AnyForm[] = [sameMonth, nextMonth, dayLater, inDays, weeksOf];
