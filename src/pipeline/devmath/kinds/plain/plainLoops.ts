import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const addsUp = definePlainForm({
  name: 'addsUp',
  draw: (pick, size) => ({
    n: pick.int(3, 15 * size),
    k: pick.int(2, 9 * size),
    start: pick.int(1, 10 * size),
  }),
  templates: [
    'x = {start}\nfor _ in range({n}):\n    x += {k}\nWhat is x at the end?',
    'let x = {start};\nfor (let i = 0; i < {n}; i++) x += {k};\nx = ?',
    'int x = {start};\nfor (int i = 1; i <= {n}; i++) { x = x + {k}; }\nWhich value has x then?',
    'a variable starts at {start} and a loop adds {k} to it {n} times. what is it after the loop',
    'total = {start}\ni = 0\nwhile i < {n}:\n    total += {k}\n    i += 1\nprint(total)',
  ],
  goal: 'the final value',
  steps: [
    {
      title: 'Add what the rounds add',
      text: 'there are {n} rounds, each adds {k} to the {start}',
      work: '{start} + {n} * {k}',
    },
  ],
});

const countsDown = definePlainForm({
  name: 'countsDown',
  draw: (pick, size) => {
    const [n, k] = [pick.int(3, 10 * size), pick.int(2, 8 * size)];
    return { n, k, start: n * k + pick.int(1, 30 * size) };
  },
  templates: [
    'x = {start}\nfor _ in range({n}):\n    x -= {k}\nWhat is x at the end?',
    'let budget = {start};\nfor (let i = 0; i < {n}; i++) budget -= {k};\nWhat is budget?',
    'A loop takes {k} from {start}, {n} times. What remains?',
    'int x = {start}; for (int i = 0; i < {n}; ++i) x -= {k};\nx?',
    'value starts with {start}, every pass subtracts {k}, there are {n} passes. final value?',
  ],
  goal: 'the final value',
  steps: [
    {
      title: 'Take away what the rounds take',
      text: 'there are {n} rounds, each takes {k} from the {start}',
      work: '{start} - {n} * {k}',
    },
  ],
});

const inside = definePlainForm({
  name: 'inside',
  draw: (pick, size) => ({
    n: pick.int(2, 10 * size),
    m: pick.int(2, 10 * size),
    call: pick.of(['work()', 'draw()', 'visit(i, j)', 'log(j)']),
  }),
  templates: [
    'for i in range({n}):\n    for j in range({m}):\n        {call}\nHow often is {call} called?',
    'for (let i = 0; i < {n}; i++)\n  for (let j = 0; j < {m}; j++)\n    {call};\nNumber of calls?',
    'A loop of {n} rounds has a loop of {m} rounds inside. How often does the inner body run?',
    'two nested loops, {n} times outside and {m} times inside. how many calls of {call}',
    'for (int i = 1; i <= {n}; i++) { for (int j = 1; j <= {m}; j++) { {call}; } }\nHow many times does {call} run?',
  ],
  goal: 'the number of runs',
  steps: [
    {
      title: 'Multiply',
      text: 'each of the {n} outer rounds makes {m} inner ones',
      work: '{n} * {m}',
    },
  ],
});

const firstNumbers = definePlainForm({
  name: 'firstNumbers',
  draw: (pick, size) => {
    const n = pick.int(3, 12 * size);
    return { n, end: n + 1 };
  },
  templates: [
    's = 0\nfor i in range(1, {end}):\n    s += i\nWhat is s?',
    'let s = 0;\nfor (let i = 1; i <= {n}; i++) s += i;\ns = ?',
    'What is 1 + 2 + ... + {n}?',
    'sum(range({end})) in Python?',
    'add all whole numbers from 1 to {n}, what comes out',
  ],
  goal: 'the sum',
  steps: [
    {
      title: 'Pair the numbers',
      text: 'the sum of 1 to n is n times n + 1, divided by 2, and n is {n}',
      work: '{n} * ({n} + 1) / 2',
    },
  ],
});

const doubled = definePlainForm({
  name: 'doubled',
  draw: (pick, size) => ({
    start: pick.int(1, 9),
    n: pick.int(2, 4 + Math.min(size, 4)),
    k: pick.of([2, 2, 3]),
  }),
  templates: [
    'x = {start}\nfor _ in range({n}):\n    x *= {k}\nWhat is x at the end?',
    'let x = {start};\nfor (let i = 0; i < {n}; i++) x = x * {k};\nx = ?',
    'A value starts at {start} and is multiplied by {k} in each of {n} rounds. What is it then?',
    'int x = {start}; int i = {n};\nwhile (i > 0) { x = x * {k}; i--; }\nx?',
    'start {start}, times {k}, done {n} times. result?',
  ],
  goal: 'the final value',
  steps: [
    {
      title: 'Take the power',
      text: 'there are {n} rounds, each multiplies by {k}',
      work: '{start} * {k}^{n}',
    },
  ],
});

/** Loops whose result is one expression. */
export const plainLoops: readonly AnyForm[] = [addsUp, countsDown, inside, firstNumbers, doubled];
