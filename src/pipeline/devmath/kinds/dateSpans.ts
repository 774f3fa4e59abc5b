import type { Difficulty } from '../devMathRow';
import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';
import type { Solution, Step } from '../solution';
import { daysIn, monthName } from './calendar';

/** Two dates without a year, none of them before March: the length of February does not matter. */
interface Span {
  readonly month: number;
  readonly day: number;
  /** Of the second date, from 12 on in the year after. */
  readonly later: number;
  readonly laterDay: number;
}

/** No year that matters; January 2023 comes after December 2022. */
const year = 2022;

function drawSpan(pick: Pick, difficulty: Difficulty): Span {
  const distance = { easy: pick.int(0, 1), medium: 1, hard: pick.int(2, 4) }[difficulty];
  // January may end a span that begins in December.
  const month = pick.int(2, distance === 1 ? 11 : 11 - distance);
  const [day, laterDay] = [pick.int(2, 27), pick.int(2, 27)];
  return distance === 0
    ? { month, day: Math.min(day, 20), later: month, laterDay: pick.int(Math.min(day, 20) + 3, 29) }
    : { month, day, later: month + distance, laterDay };
}

function drawDates(pick: Pick, difficulty: Difficulty) {
  const span = drawSpan(pick, difficulty);
  const [first, second] = [monthName(span.month), monthName(span.later % 12)];
  const isNumberFirst = pick.chance(0.2);
  const text = (name: string, day: number): string =>
    isNumberFirst ? `${day} ${name}` : `${name} ${day}`;
  return { ...span, from: text(first, span.day), to: text(second, span.laterDay) };
}

/** The days from the first date to the second one; `added` more where both of them count. */
function solveSpan(
  { month, day, later, laterDay }: Span,
  added: 0 | 1,
): Omit<Solution, 'goal' | 'unit'> {
  const why = added === 1 ? ', and as both ends count we add 1' : '';
  const more = added === 1 ? ' + 1' : '';
  if (later === month) {
    const total = laterDay - day + added;
    return {
      answer: String(total),
      steps: [
        {
          title: 'Subtract the days',
          text: `both dates are in ${monthName(month)}, so we subtract the days${why}`,
          equations: [`${laterDay} - ${day}${more} = ${total} days`],
        },
      ],
    };
  }
  const between = Array.from({ length: later - month - 1 }, (_, i) => month + 1 + i);
  const parts = [daysIn(year, month) - day, ...between.map((each) => daysIn(year, each)), laterDay];
  const total = parts.reduce((sum, part) => sum + part, added);
  const full = between.map((each) => `${monthName(each)} with ${daysIn(year, each)} days and `);
  const steps: Step[] = [
    {
      title: `Count the rest of ${monthName(month)}`,
      text: `${monthName(month)} has ${daysIn(year, month)} days, of which the first ${day} are over`,
      equations: [`${daysIn(year, month)} - ${day} = ${parts[0] ?? 0} days`],
    },
    {
      title: 'Add up the days',
      text: `${full.join('')}${laterDay} days of ${monthName(later % 12)} follow${why}`,
      equations: [`${parts.join(' + ')}${more} = ${total} days`],
    },
  ];
  return { answer: String(total), steps };
}

const difference = defineTrainForm({
  name: 'difference',
  difficulties: ['easy', 'medium', 'hard'],
  draw: drawDates,
  templates: [
    'How many days is it from {from} to {to}?',
    'Today is {from}. In how many days is {to}?',
    'What is the number of days between {from} and {to}?',
    'The certificate was renewed on {from} and runs out on {to}. How many days after the renewal is that?',
    'A ticket came in on {from}, and somebody looks at it on {to}. For how many days has it been waiting by then?',
    'How many nights does a guest stay who arrives on {from} and leaves on {to}?',
    'We count down the days to {to}. It is {from} now, so which number is on the board?',
    '{from} -> {to}: number of days?',
    'If I start a streak of one commit a day on the day after {from} and keep it up to {to}, that day included, how long is it in days?',
    'days until {to} if it is {from} today',
    'From {from} until {to}, how many days go by?',
    'opened: {from}\nclosed: {to}\nclosed minus opened, in days: ?',
  ],
  solve: (span) => ({
    ...solveSpan(span, 0),
    goal: `the time from ${span.from} to ${span.to}`,
    unit: 'days',
  }),
});

const inclusiveDays = defineTrainForm({
  name: 'inclusiveDays',
  difficulties: ['easy', 'medium', 'hard'],
  draw: drawDates,
  templates: [
    'A conference goes from {from} to {to}, first and last day included. How many days does it have?',
    'How many days are there from {from} through {to} if both of these days count?',
    'I am on vacation from {from} up to and including {to}. On how many days is that, weekends too?',
    'The logs of {from} to {to} are kept, one file for each day and also for these two days. How many files are kept?',
    'Count all calendar days of a freeze that begins in the morning of {from} and ends in the evening of {to}.',
    'We pay for a server by the day, from {from} to {to}, and both the first and the last day are charged. For how many days do we pay?',
    'first day: {from}\nlast day: {to}\nboth included\nnumber of days: ?',
    'one photo every day, the first on {from} and the last on {to}. how many photos',
    'If day 1 of a trial is {from}, which number does {to} have?',
  ],
  solve: (span) => ({
    ...solveSpan(span, 1),
    goal: 'the number of days with both ends',
  }),
});

/** Days from one date to another, told without a year. */
export const spans: readonly AnyForm[] = [difference, inclusiveDays];
