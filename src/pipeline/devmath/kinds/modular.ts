import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import { plainModular } from './plain/plainModular';
import { rings } from './severalSteps/rings';
import { buckets } from './severalSteps/buckets';
const remainder = defineForm({
  name: 'remainder',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) =>
    difficulty === 'easy'
      ? { value: pick.int(20, 150), modulus: pick.int(3, 12) }
      : { value: pick.int(200, 3000), modulus: pick.int(7, 32) },
  templates: [
    'What is the result of {value} modulo {modulus}?',
    'What is {value} mod {modulus}?',
    'What is {value} % {modulus} in most programming languages?',
    'Compute the remainder of {value} divided by {modulus}.',
    'What [remainder is left|is left over] when {value} is divided by {modulus}?',
    'A program prints {value} % {modulus} (the remainder). What does it print?',
    '{value} mod {modulus}?',
    'dividend: {value}\ndivisor: {modulus}\nremainder: [wanted|to be found]',
    'I wrote `r = {value} % {modulus}` in a script, and the log line that shows r is cut off. What is r?',
    'If {value} = {modulus} * q + r with whole numbers q and r, and r is at least 0 but less than {modulus}, what is r?',
    'Complete the comment in this line of Python: `r = {value} % {modulus} # r is ...`',
    'How far is {value} above the largest multiple of {modulus} that is not greater than it?',
    'A counter runs 0, 1, 2 and so on, and whenever it would reach {modulus} it goes back to 0. It starts at 0. What does it show after {value} ticks?',
    'dividing {value} by {modulus} in whole numbers, what is left over',
  ],
  devTemplates: [
    'Find {value} modulo {modulus}.',
    'After integer division of {value} by {modulus}, how much remains?',
    'Taking {modulus} away from {value} as often as possible without going below zero leaves what?',
  ],
  solve: ({ value, modulus }) => ({
    answer: String(value % modulus),
    goal: `${value} mod ${modulus}`,
    steps: [
      {
        title: 'Find the remainder',
        text: `[modulo asks for what is left over in groups of ${modulus}|we need the remainder of the division by ${modulus}]`,
        equations: [`${value} mod ${modulus} = ${value % modulus}`],
      },
    ],
  }),
});

const roundRobin = defineForm({
  name: 'roundRobin',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    count: pick.int(3, difficulty === 'easy' ? 8 : 24),
    index: difficulty === 'easy' ? pick.int(15, 90) : pick.int(100, 1500),
    thing: pick.of(['request', 'job', 'message', 'upload', 'task', 'ticket']),
    worker: pick.of(['worker', 'server', 'shard', 'group', 'thread', 'drive']),
  }),
  templates: [
    'With {count} {worker}s numbered from 0, {thing} {index} is assigned to the number {index} mod {count}. Which {worker} number is it?',
    'The {thing}s numbered from 0 go to {count} {worker}s in turn: {thing} n goes to {worker} n mod {count}. Which {worker} number gets {thing} {index}?',
    'There are {count} {worker}s with the numbers from 0 up. The {thing} with id n is sent to {worker} number n mod {count}. [Where does|To which number does] id {index} go?',
    'In turn over {count} {worker}s, numbered from 0: {thing} 0 goes to {worker} 0, {thing} 1 to {worker} 1, and so on, starting again after the last one. Which {worker} number gets {thing} {index}?',
    '{thing} {index}, {count} {worker}s, {worker} number = {thing} number mod {count}. Which {worker} number?',
    '{worker}s: {count} (numbers start at 0)\nrule: {worker} number = {thing} id % {count}\n{thing} id: {index}\n{worker} number: wanted',
    'def {worker}_for({thing}_id): return {thing}_id % {count}\n\nWhat does {worker}_for({index}) return?',
    'Which {worker} number must I look at? It is about {thing} {index}, and our scheduler picks {worker} number k mod {count} for {thing} number k.',
    'Suppose the {worker} for each {thing} is found by taking the id of the {thing} modulo the number of {worker}s. If there are {count} {worker}s, numbered from 0, which number gets the {thing} with id {index}?',
    'I am looking for the {thing} with id {index}. All that the documentation says is that there are {count} {worker}s, that they are counted from 0 and that id % {count} chooses one. Work out the {worker} number.',
    '{count} {worker}s numbered from 0, {thing}s go round robin so {thing} 0 is on {worker} 0. which {worker} number has {thing} {index}',
  ],
  devTemplates: [
    'We hand out {thing}s in turn to {count} {worker}s (both counted from zero, starting with {thing} 0 on {worker} 0). On which {worker} number does {thing} {index} land?',
    'Our hash is simply id mod {count}, and it names the {worker}. Give the {worker} number for {thing} id {index}.',
  ],
  solve: ({ count, index, thing, worker }) => ({
    answer: String(index % count),
    goal: `the number of the ${worker}`,
    steps: [
      {
        title: 'Find the remainder',
        text: `[the ${worker}s repeat after every ${count} ${thing}s|after ${count} ${thing}s it starts again at ${worker} 0], so we take the remainder`,
        equations: [`${index} mod ${count} = ${index % count}`],
      },
    ],
  }),
});

const ringBuffer = defineForm({
  name: 'ringBuffer',
  difficulties: ['medium'],
  draw: (pick) => {
    const size = pick.of([8, 10, 12, 16, 20, 32, 50, 64, 100]);
    return {
      size,
      start: pick.int(0, size - 1),
      steps: pick.int(size, size * 8),
      ring: pick.of(['ring buffer', 'circular list', 'circular buffer', 'ring of slots']),
    };
  },
  templates: [
    'A pointer into a {ring} of {size} slots (numbered from 0) stands at {start}. It moves {steps} slots forward and wraps around at the end. Where does it stop?',
    'A {ring} has {size} slots, numbered 0 to {size} minus 1. The write index is {start}. Where is it after {steps} more writes?',
    'The index of a {ring} with {size} slots (first slot 0) is at {start} and moves forward by {steps}. What is the new index?',
    'In a {ring} of size {size}, index i is followed by (i + 1) mod {size}. Starting at index {start}, which index is reached after {steps} steps?',
    'i = {start}\nfor _ in range({steps}):\n    i = (i + 1) % {size}\n\nThis moves the index of a {ring}. What is i at the end?',
    'slots: {size}, numbered from 0\nindex before: {start}\nmove: {steps} slots forward, from the last slot on to slot 0\nindex after: wanted',
    'Our logger keeps its lines in a {ring} with {size} slots, the first of which is index 0. The next write would go to index {start}. After {steps} more lines, one per slot, to which index does the next write go?',
    'If the read position of a {ring} is {start} and every read moves it on by one, back to 0 when it would reach {size}, then what is the position after {steps} reads?',
    'Which index do we end on? We walk {steps} slots forward from index {start} in a {ring}; it has {size} slots, and after the last one comes index 0 again.',
    'A dial has {size} positions, the first is 0, and one click past the last position is 0 again. It points to {start}. Turn it forward by {steps} clicks and say where it points.',
    'at index {start} in a {ring} with {size} slots, first index 0, going {steps} slots further. where do i land',
  ],
  devTemplates: [
    'The slots 0, 1, 2, ... of a {ring} wrap around after {size} slots. From slot {start} we advance {steps} slots. Name the slot we stand on.',
    'Compute the position in a {ring}: capacity {size}, zero based, current position {start}, advance {steps}.',
  ],
  solve: ({ size, start, steps }) => ({
    answer: String((start + steps) % size),
    goal: 'the new index',
    steps: [
      {
        title: 'Add the steps and wrap around',
        text: `[we add the steps to the index, and it starts again at 0 after ${size} slots|the index grows by ${steps} and wraps around every ${size} slots], so we take the sum modulo ${size}`,
        equations: [`(${start} + ${steps}) mod ${size} = ${(start + steps) % size}`],
      },
    ],
  }),
});

const leftOver = defineForm({
  name: 'leftOver',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    batch: difficulty === 'easy' ? pick.int(4, 12) : pick.int(13, 60),
    total: difficulty === 'easy' ? pick.int(30, 120) : pick.int(200, 2000),
    thing: pick.of(['records', 'emails', 'files', 'tests', 'images', 'rows', 'jobs']),
  }),
  templates: [
    'There are {total} {thing}, and we always take {batch} at once. How many {thing} are left at the end when no full group of {batch} can be made?',
    '{total} {thing} are processed in [full batches|batches] of {batch}. How many {thing} are left for the last, incomplete batch?',
    'We group {total} {thing} into batches of exactly {batch}. How many {thing} do not fit into a full batch?',
    'If I split {total} {thing} into groups of {batch}, how many {thing} remain over?',
    '{total} {thing}, only full batches of {batch}: how many {thing} left over?',
    '{thing}: {total}\nbatch size: {batch} (only full batches are made)\n{thing} without a batch: [wanted|to be found]',
    'The tool that I use insists on exactly {batch} {thing} per chunk and ignores the rest. I gave it {total} {thing} this morning. How many {thing} did it ignore?',
    'while len(queue) >= {batch}: take {batch} {thing} out of the queue\n\nThe queue starts with {total} {thing}. How many are in it when the loop ends?',
    'Spread {total} {thing} over {batch} folders so that each folder gets the same number, as many as possible. Say how many {thing} are in no folder.',
    'How many {thing} end up in a group that is not full (0 if there is none)? There are {total} {thing} in all, and groups of {batch} are filled one after another.',
    'got {total} {thing}, i bundle them by {batch}. how many end up in no full bundle',
  ],
  devTemplates: [
    'A job takes {batch} {thing} at a time and only starts when it has all {batch}. Out of {total}, how many are never taken?',
    'How many of {total} {thing} stay behind once every complete pack of {batch} has been shipped?',
  ],
  solve: ({ batch, total, thing }) => ({
    answer: String(total % batch),
    goal: `the number of ${thing} that are left`,
    steps: [
      {
        title: 'Find the remainder',
        text: `[full groups take multiples of ${batch}|only complete groups of ${batch} are taken], so what is left is the remainder`,
        equations: [`${total} mod ${batch} = ${total % batch}`],
      },
    ],
  }),
});

const powerMod = defineForm({
  name: 'powerMod',
  difficulties: ['hard'],
  draw: (pick) => ({
    base: pick.int(2, 9),
    exponent: pick.int(5, 12),
    modulus: pick.of([5, 7, 9, 10, 11, 13]),
  }),
  templates: [
    'Find {base}**{exponent} % {modulus} (the power first, then the remainder).',
    'What is {base}^{exponent} mod {modulus}, where ^ is the power?',
    'Compute {base} to the power {exponent}, modulo {modulus}.',
    'What remainder does {base} to the power of {exponent} leave when divided by {modulus}?',
    'Find pow({base}, {exponent}, {modulus}) in Python, the power modulo {modulus}.',
    '{base}**{exponent} % {modulus}?',
    'r = 1\nfor _ in range({exponent}):\n    r = r * {base} % {modulus}\n\nWhat is r at the end?',
    'n = {base}^{exponent} (a power, not xor)\nr = n mod {modulus}\nr: wanted',
    'My toy hash multiplies {exponent} copies of the number {base} and stores the product modulo {modulus}. Which number does it store?',
    'If p is the product of {exponent} factors that are all equal to {base}, what is p % {modulus}?',
    'How many items fill no group? There are as many items as {base} to the power {exponent}, and as many full groups of {modulus} as possible are made.',
    'need the {exponent}th power of {base}, reduced mod {modulus}',
  ],
  devTemplates: [
    'Raise {base} to the power {exponent} and keep only the remainder after division by {modulus}. What is it?',
    'Power and remainder: base {base}, exponent {exponent}, modulus {modulus}. Result?',
  ],
  solve: ({ base, exponent, modulus }) => ({
    answer: String(base ** exponent % modulus),
    goal: `${base} to the power ${exponent} modulo ${modulus}`,
    steps: [
      {
        title: 'Take the remainder of the power',
        text: `[we take the power first, then the remainder modulo ${modulus}|the remainder of the division by ${modulus} is taken from the power]`,
        equations: [`${base}^${exponent} mod ${modulus} = ${base ** exponent % modulus}`],
      },
    ],
  }),
});

const congruences = defineForm({
  name: 'congruences',
  difficulties: ['hard'],
  draw: (pick) => {
    const [a, b] = pick.of([
      [3, 5],
      [4, 5],
      [3, 7],
      [5, 7],
      [4, 7],
      [5, 8],
      [3, 8],
      [4, 9],
      [5, 6],
      [7, 8],
      [6, 7],
      [5, 9],
    ] as const);
    const least = pick.int(Math.max(a, b) + 1, a * b - 1);
    return {
      a,
      b,
      restA: least % a,
      restB: least % b,
      thing: pick.of(['files', 'records', 'servers', 'tasks', 'boxes', 'players']),
    };
  },
  templates: [
    'A number of {thing} gives remainder {restA} when divided by {a} and remainder {restB} when divided by {b}. What is the smallest such positive number?',
    'What is the smallest positive number of {thing} that leaves {restA} over in groups of {a} and {restB} over in groups of {b}?',
    'Find the smallest positive integer n with n mod {a} = {restA} and n mod {b} = {restB}.',
    'Some {thing} are counted. In groups of {a}, {restA} remain; in groups of {b}, {restB} remain. What is the smallest possible positive number of {thing}?',
    'Least positive x with x = {restA} (mod {a}) and x = {restB} (mod {b})?',
    'count mod {a}: {restA}\ncount mod {b}: {restB}\ncount: positive, as small as possible\n\nWhat is the count?',
    'I forgot how many {thing} we have, but not that groups of {a} left a remainder of {restA} and groups of {b} left a remainder of {restB}. If there is at least one, what is the smallest number that it can be?',
    'n = 1\nwhile n % {a} != {restA} or n % {b} != {restB}:\n    n += 1\n\nWhat is n after this loop?',
    'Suppose a positive number of {thing} is {restA} more than a multiple of {a} and also {restB} more than a multiple of {b}, where 0 counts as a multiple. How small can it be?',
    'How many {thing} are there at least? Dividing their number by {b} gives remainder {restB}, dividing it by {a} gives remainder {restA}, and the number is not zero.',
    'Go through 1, 2, 3 and so on, and stop at the first number whose remainder is {restA} for the divisor {a} and {restB} for the divisor {b}. Which number is it?',
    'looking for the smallest positive number that leaves {restA} when divided by {a} and {restB} when divided by {b}',
  ],
  devTemplates: [
    'n % {a} == {restA} and n % {b} == {restB} must both hold. Which positive n is the least?',
    'Packing {thing} by {a} leaves {restA}, packing them by {b} leaves {restB}. At least one exists; what is the minimum count?',
  ],
  solve: ({ a, b, restA, restB }) => {
    const first = restB === 0 ? 1 : 0;
    const factors = [first];
    let found = restB + first * b;
    for (let factor = first + 1; found % a !== restA; factor += 1) {
      found = restB + factor * b;
      factors.push(factor);
    }
    const tries = factors.map((factor) => {
      const rest = (restB + factor * b) % a;
      const verdict = rest === restA ? 'that is' : 'that is not';
      return `(${restB} + ${factor} * ${b}) mod ${a} = ${rest}, ${verdict} ${restA}`;
    });
    return {
      answer: String(found),
      goal: 'the smallest number',
      steps: [
        {
          title: `Try the numbers with remainder ${restB}`,
          text: `[numbers that leave ${restB} in groups of ${b}|the numbers with remainder ${restB} modulo ${b}] are ${restB} plus a multiple of ${b}, and we try them until the remainder modulo ${a} is ${restA}:\n${tries.join('\n')}`,
        },
        {
          title: 'Compute the number',
          text: `[the last one fits|the last one has remainder ${restA}]`,
          equations: [`${restB} + ${factors.at(-1) ?? 0} * ${b} = ${found}`],
        },
      ],
    };
  },
});

export const modular: DevMathKind = {
  name: 'modular',
  forms: [
    remainder,
    roundRobin,
    ringBuffer,
    leftOver,
    powerMod,
    congruences,
    ...plainModular,
    ...rings,
    ...buckets,
  ],
};
