import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';
import { people } from '../../words';

const rest = definePlainForm({
  name: 'rest',
  draw: (pick, size) => {
    const b = pick.int(2, 9 * size);
    return { b, a: pick.int(b, b * 12 * size) };
  },
  templates: [
    'What is {a} mod {b}?',
    '{a} % {b} = ?',
    'What is the remainder of {a} divided by {b}?',
    'print({a} % {b})',
    'when i divide {a} by {b}, what is left',
    '{a} eggs go into boxes of {b}. How many eggs are left over?',
  ],
  goal: 'the remainder',
  steps: [{ title: 'Divide', text: 'we see what {b} leaves of {a}', work: '{a} mod {b}' }],
});

const wholes = definePlainForm({
  name: 'wholes',
  draw: (pick, size) => {
    const b = pick.int(2, 9 * size);
    return { b, a: pick.int(b, b * 12 * size) };
  },
  templates: [
    'What is {a} // {b} in Python?',
    'How often does {b} go into {a} as a whole?',
    'Divide {a} by {b}, whole numbers only. Quotient?',
    '{a} eggs go into boxes of {b}. How many boxes become full?',
    'Math.floor({a} / {b})',
    'how many full groups of {b} can {a} people make',
  ],
  goal: 'the whole quotient',
  steps: [
    { title: 'Divide without the rest', text: '// divides and drops the rest', work: '{a} // {b}' },
  ],
});

const shard = definePlainForm({
  name: 'shard',
  draw: (pick, size) => ({
    id: pick.int(20, 400 * size),
    n: pick.int(3, 8 + size),
    what: pick.of(['shard', 'bucket', 'partition', 'worker', 'slot', 'queue']),
  }),
  templates: [
    'We have {n} of them, numbered from 0. A key with hash {id} goes to {what} hash % {n}. Which {what} number is it?',
    '{what} = {id} % {n}. Number?',
    'User {id} is assigned to one of {n} by id modulo {n}. Which {what} is that?',
    'Our hash table has {n} places. In which {what} does the hash {id} land (counting from 0)?',
    'key {id}, {n} {what}s, modulo. which index',
  ],
  goal: 'the number of the {what}',
  steps: [
    {
      title: 'Take the remainder',
      text: 'the remainder of {id} by {n} says where it goes',
      work: '{id} mod {n}',
    },
  ],
});

const lastDigit = definePlainForm({
  name: 'lastDigit',
  draw: (pick, size) => ({ a: pick.int(12, 90 * size), b: pick.int(12, 90 * size) }),
  templates: [
    'What is the last digit of {a} * {b}?',
    'Which digit does the product of {a} and {b} end with?',
    '({a} * {b}) % 10 = ?',
    'i multiply {a} by {b}, what is the last digit',
    'The final digit of {a} times {b}?',
  ],
  goal: 'the last digit',
  steps: [
    {
      title: 'Take the product modulo 10',
      text: 'the last digit is the remainder by 10',
      work: '({a} * {b}) mod 10',
    },
  ],
});

const turn = definePlainForm({
  name: 'turn',
  draw: (pick, size) => ({
    n: pick.int(3, 6 + size),
    k: pick.int(9, 40 * size),
    name: pick.of(people),
  }),
  templates: [
    'Seats 0 to {n} - 1 take turns, seat 0 first (turn number 0). Which seat has turn number {k}?',
    'An index starts at 0 and is raised by 1, modulo {n}. What is it after {k} times?',
    'A carousel with {n} slides shows slide 0. After {k} clicks on next, which slide is it?',
    'i = 0, then {k} times i = (i + 1) % {n}. what is i',
    '{name} walks around a ring of {n} stations, starting at station 0 and going 1 on each minute. At which station after {k} minutes?',
  ],
  goal: 'the position',
  steps: [
    {
      title: 'Take full rounds away',
      text: 'every {n} steps it is back at 0',
      work: '{k} mod {n}',
    },
  ],
});

const toNext = definePlainForm({
  name: 'toNext',
  draw: (pick, size) => {
    const b = pick.int(3, 8 * size);
    return { b, a: b * pick.int(1, 9 * size) + pick.int(1, b - 1) };
  },
  templates: [
    'How many must be added to {a} to reach the next multiple of {b}?',
    'A record has {a} bytes and is padded to a multiple of {b}. How many bytes of padding?',
    'There are {a} chairs in rows of {b}; the last row is not full. How many chairs are missing in it?',
    'padding of {a} to {b} = ?',
    'i have {a} photos, {b} on a page. how many places are empty on the last page',
  ],
  goal: 'what is missing',
  steps: [
    { title: 'Find the rest', text: 'what stands beyond the last multiple', work: '{a} mod {b}' },
    { title: 'Fill it up', text: 'up to {b} there are missing', work: '{b} - {1}' },
  ],
});

/** One remainder, or one whole quotient. */
export const plainModular: readonly AnyForm[] = [rest, wholes, shard, lastDigit, turn, toNext];
