import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { people } from '../../words';

const twoWrites = definePlainForm({
  name: 'twoWrites',
  draw: (pick, size) => {
    const n = pick.int(5, 12 * size);
    return {
      n,
      last: n - 1,
      start: pick.int(0, n - 1),
      a: pick.int(2, 2 * n),
      b: pick.int(2, 2 * n),
      bytes: pick.of([2, 4, 8, 16]),
    };
  },
  templates: [
    'A ring buffer has {n} slots, 0 to {last}. The write position is {start}. We write {a} items and then {b} items. At which slot is the write position now?',
    'Where does the write index of a ring with {n} slots stand after {a} and then {b} more writes, if it was at {start}? Slots count from 0.',
    'n = {n}; pos = {start}; pos = (pos + {a}) % n; pos = (pos + {b}) % n; pos?',
    'ring buffer, {n} entries of {bytes} bytes, head at {start}. push {a} times, later push {b} times. new head index?',
    'An index runs around a circle of {n} places that are numbered from 0. It is at {start}, moves {a} places on and then {b} places more. Give its place.',
  ],
  goal: 'the position',
  steps: [
    {
      title: 'Add all moves',
      text: '[the position moves on by {a} and by {b}|we add both moves to {start}]',
      work: '{start} + {a} + {b}',
    },
    {
      title: 'Take full rounds away',
      text: '[after {n} slots it begins again at 0|whole rounds of {n} lead back, what counts is]',
      work: '{1} mod {n}',
    },
  ],
  otherSteps: [
    {
      title: 'Make the first move',
      text: '[we go {a} places on from {start}|after the first {a} it is at]',
      work: '({start} + {a}) mod {n}',
    },
    {
      title: 'Make the second move',
      text: '[from there {b} places more|after the other {b} it is at]',
      work: '({1} + {b}) mod {n}',
    },
  ],
});

const stepsBack = definePlainForm({
  name: 'stepsBack',
  draw: (pick, size) => {
    const n = pick.int(5, 10 * size);
    const start = pick.int(0, n - 1);
    return { n, last: n - 1, start, back: pick.int(start + 1, start + n - 1) };
  },
  templates: [
    'The {n} slots 0 to {last} form a ring. I stand at slot {start} and go {back} slots back. Where am I?',
    'Which index is {back} before index {start} in a circular list of {n} elements (first index 0)?',
    '(({start} - {back}) mod {n} + {n}) mod {n} = ?',
    'carousel with {n} pictures, number 0 comes after the last one. it shows number {start} and i press back {back} times, what number is shown',
    'A circular log keeps {n} lines, numbered from 0. The newest one is line {start}. Which line is {back} lines older?',
  ],
  goal: 'the position',
  steps: [
    {
      title: 'Make it a way forward',
      text: '[{back} back would fall below 0, so we add full rounds of {n} first|a round of {n} more changes nothing, so we add {n} twice]',
      work: '{start} + 2 * {n} - {back}',
    },
    {
      title: 'Take full rounds away',
      text: '[rounds of {n} do not count|we keep what is left of rounds of {n}]',
      work: '{1} mod {n}',
    },
  ],
});

const clockFace = definePlainForm({
  name: 'clockFace',
  draw: (pick, size) => ({
    hour: pick.int(1, 12),
    a: pick.int(2, 12 * size),
    b: pick.int(2, 12 * size),
  }),
  templates: [
    "It is {hour} o'clock on a 12-hour clock. A job needs {a} hours, and a second one starts right after it and needs {b} hours. Which hour does the clock show then?",
    "Which number does the hour hand point to {a} + {b} hours after {hour} o'clock?",
    '12-hour clock face: {hour}, then {a} hours, then {b} hours more. which hour is it?',
    "at {hour} o'clock i start the backup ({a} hours) and when it is done the check ({b} hours). what hour on a 12 hour clock is it at the end",
    'The hour hand stands at {hour}. It goes on {a} hours before lunch break ends and {b} hours after. Where on the dial (1 to 12) does it stand?',
  ],
  goal: 'the hour',
  steps: [
    {
      title: 'Add the hours',
      text: '[both follow one another|we count on through both]',
      work: '{hour} + {a} + {b}',
    },
    {
      title: 'Take rounds of 12 away',
      text: '[the hand is back after 12 hours|on the dial only what is left of rounds of 12 shows]',
      work: '{1} mod 12',
    },
  ],
});

const weekShift = definePlainForm({
  name: 'onCall',
  draw: (pick, size) => {
    const count = pick.int(3, 5);
    const names = pick.sample(people, count);
    const week = pick.int(count + 2, 18 * size);
    return {
      names,
      first: names[0] ?? '',
      list: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
      count,
      week,
    };
  },
  templates: [
    '{list} take turns on call, in this order, one week each. {first} has week 1. Who is on call in week {week}?',
    'Who is on duty in week {week}? The order is {list}, then it starts again; {first} begins with week 1.',
    'rota: {list} (repeat)\nweek 1: {first}\nweek {week}: ?',
    'we rotate weekly: {list}, and so on from the start. in week number {week}, with {first} in week 1, whose turn is it',
    'The kitchen is cleaned by {list}, always in this order and one per week. In week 1 it was {first}. Name the one for week {week}.',
  ],
  goal: 'the name',
  steps: [
    {
      title: 'Count the weeks after week 1',
      text: '[week 1 is number 0 of the rounds|before week {week} there are]',
      work: '{week} - 1',
      unit: 'weeks',
    },
    {
      title: 'Take full rounds away',
      text: 'there are {count} people, so after {count} weeks it starts again',
      work: '{1} mod {count}',
      then: 'so we go {2} on from {first} in the list, and that is {answer}',
    },
  ],
  answer: (results, { names }) => names[Number(results.at(-1))] ?? '',
});

const bytesWrap = definePlainForm({
  name: 'counterWraps',
  draw: (pick, size) => {
    const bits = pick.of([4, 5, 6, 8, 8, 10]);
    const drawn = pick.until(
      () => ({
        start: pick.int(1, 2 ** bits - 1),
        n: pick.int(2, 20 * size),
        each: pick.int(2, 15),
      }),
      ({ start, n, each }) => start + n * each >= 2 ** bits,
    );
    return { bits, ...drawn, port: pick.int(1, 8) };
  },
  templates: [
    'An unsigned counter of {bits} bits stands at {start}. It is raised by {each}, {n} times. Which value does it hold after wrapping around?',
    'What does an unsigned {bits}-bit counter show if it starts at {start} and gets + {each} for {n} times?',
    '{bits} bit unsigned, x = {start}, then {n} times x += {each}. x with overflow = ?',
    'the packet counter of port {port} has only {bits} bits. it was {start} and then {n} bursts with {each} packets came. what does it say now, given that it wraps to 0',
    'A register with {bits} bits overflows silently. From {start}, we add {each} in each of {n} rounds. Give its final value (unsigned).',
  ],
  goal: 'the value',
  steps: [
    {
      title: 'Find the sum without a limit',
      text: '[{n} times {each} are added to {start}|with room enough it would show]',
      work: '{start} + {n} * {each}',
    },
    {
      title: 'Count the values',
      text: '[{bits} bits have|the number of values in {bits} bits is]',
      work: '2^{bits}',
      unit: 'values',
    },
    {
      title: 'Wrap around',
      text: '[after that many it begins at 0 again|only the remainder is kept]',
      work: '{1} mod {2}',
    },
  ],
});

/** What comes around again: buffers, clocks, rotas and counters. */
export const rings: readonly AnyForm[] = [twoWrites, stepsBack, clockFace, weekShift, bytesWrap];
