import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { drawNames } from './drawNames';

const relatedNumbers = definePlainForm({
  name: 'relatedNumbers',
  draw: (pick, size) => ({
    ...drawNames(pick),
    a: pick.int(3, 15 * size),
    k: pick.int(2, 4),
    d: pick.int(2, 9),
    thing: pick.of(['commits', 'points', 'books', 'stars', 'tickets', 'coins']),
  }),
  templates: [
    '{first} has {a} {thing}. {second} has {k} times as many. {third} has {d} fewer than {second}. How many {thing} do the three have together?',
    'How many {thing} do {first}, {second} and {third} have in total, if {first} has {a}, {second} has {k} times that, and {third} has {d} less than {second}?',
    '{first}: {a} {thing}; {second}: {k} x {first}; {third}: {second} - {d}; sum?',
    '{third} has {d} {thing} less than {second}, {second} has {k} times what {first} has, and {first} has {a}. all three together?',
    'This week {first} collected {a} {thing}. That was surpassed by {second} with {k} times the number, and {third} ended {d} behind {second}. Add up all {thing} of the three.',
  ],
  goal: 'the number of {thing} together',
  steps: [
    {
      title: 'Find the number of {second}',
      text: '[{second} has {k} times {a}|{k} times the {a} of {first} is]',
      work: '{k} * {a}',
      unit: '{thing}',
    },
    {
      title: 'Find the number of {third}',
      text: '[{third} has {d} less than that|we take {d} off for {third}]',
      work: '{1} - {d}',
      unit: '{thing}',
    },
    {
      title: 'Add all three',
      text: '[{first}, {second} and {third} together|we add the three numbers]',
      work: '{a} + {1} + {2}',
    },
  ],
});

const agesInYears = definePlainForm({
  name: 'agesInYears',
  draw: (pick) => ({
    ...drawNames(pick),
    age: pick.int(12, 40),
    older: pick.int(2, 15),
    younger: pick.int(2, 9),
    later: pick.int(2, 20),
  }),
  templates: [
    '{first} is {age} years old. {second} is {older} years older than {first}, and {third} is {younger} years younger than {second}. How old is {third} in {later} years?',
    'How old will {third} be in {later} years? {third} is {younger} years younger than {second}, who is {older} years older than {first}, and {first} is {age}.',
    '{first} = {age}; {second} is {older} years older; {third} is {younger} years younger than {second}. {third} in {later} years?',
    'my friend {second} has {older} years more than me, {third} has {younger} less than {second}, i am {age}. whats the age of {third} {later} years from now',
    '{later} years from now, what will be the age of {third}? At present {first} is {age}, {second} exceeds {first} by {older} years, and {third} falls short of {second} by {younger} years.',
  ],
  goal: 'the age of {third} then',
  steps: [
    {
      title: 'Find the age of {second}',
      text: '[{second} is {older} years older than {age}|{age} and {older} years more is the age of {second}]',
      work: '{age} + {older}',
      unit: 'years',
    },
    {
      title: 'Find the age of {third}',
      text: '[{third} is {younger} years younger than that|we go {younger} years down for {third}]',
      work: '{1} - {younger}',
      unit: 'years',
    },
    {
      title: 'Go {later} years on',
      text: '[in {later} years|{later} years are added]',
      work: '{2} + {later}',
    },
  ],
});

const floorsApart = definePlainForm({
  name: 'floorsApart',
  draw: (pick) => {
    const [up, down, more] = [pick.int(2, 9), pick.int(2, 6), pick.int(2, 7)];
    return {
      ...drawNames(pick),
      up,
      down,
      more,
      start: down + pick.int(1, 12),
      steps: pick.int(12, 20),
    };
  },
  templates: [
    '{first} works on floor {start}. {second} sits {up} floors above {first}, {third} {down} floors below {first}, and {fourth} {more} floors above {third}. On which floor is {fourth}?',
    'On which floor does {fourth} live: {more} floors above {third}, who lives {down} floors below {first} on floor {start}? ({second} lives {up} floors above {first}.)',
    '{first} = floor {start}; {second} = {first} + {up}; {third} = {first} - {down}; {fourth} = {third} + {more}; floor of {fourth}?',
    'the lift starts at floor {start}, goes down {down} floors and then up {more}. there are {steps} stairs per floor. which floor is it on',
    'Shelf rows are numbered from below. The box of {third} is {down} rows under that of {first}, which is in row {start}; the box of {fourth} is {more} rows over that of {third}; the box of {second} is {up} over that of {first}. Row of the box of {fourth}?',
  ],
  goal: 'the number asked for',
  steps: [
    {
      title: 'Go down',
      text: '[from {start} it is {down} down|{down} below {start} is]',
      work: '{start} - {down}',
    },
    { title: 'Go up', text: '[from there {more} up|{more} above that is]', work: '{1} + {more}' },
  ],
});

/** Amounts that are known from one another. */
export const relatedAmounts: readonly AnyForm[] = [relatedNumbers, agesInYears, floorsApart];
