import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import type { Solution } from '../solution';
import { wholeDivision } from '../wholeDivision';
import { solveRuns } from './steppedLoops';
import { plainRanges } from './plain/plainRanges';
import { stretches } from './severalSteps/stretches';
import { pagesAndSlices } from './severalSteps/pagesAndSlices';

const inclusive = defineForm({
  name: 'inclusive',
  difficulties: ['easy'],
  draw: (pick) => {
    const from = pick.int(3, 900);
    return {
      from,
      to: from + pick.int(8, 400),
      thing: pick.of([
        'lines',
        'pages',
        'ports',
        'ids',
        'rows',
        'ticket numbers',
        'chapters',
        'versions',
        'frames',
      ]),
    };
  },
  templates: [
    'How many {thing} do I get if I select {from} to {to} with both ends?',
    'How many {thing} are there from {from} to {to}, [both included|including both ends]?',
    'I delete the {thing} {from} through {to} (both ends included). How many {thing} is that?',
    'A report covers the {thing} numbered {from} to {to}, both included. How many {thing} does it cover?',
    'The {thing} {from} to {to} are reserved, including the first and the last. What is the number of reserved {thing}?',
    '{from}..{to} inclusive. Number of {thing}?',
    'start: {from}\nend: {to}\nends: both count\nHow many {thing} is that?',
    'Determine how many {thing} lie in the closed interval [{from}, {to}].',
    'Our tester goes through the {thing} one by one. She began with number {from} this morning and has just done number {to}, without skipping any. How many {thing} has she done?',
    '// keep the {thing} {from} to {to}, the first and the last one too\n// how many are kept?',
    'If a filter lets through exactly the {thing} numbered {from} up to and including {to}, then how many pass?',
    'need to know how many {thing} i have when i take number {from} to number {to}, those two count as well',
  ],
  devTemplates: [
    'Count the {thing} whose number is at least {from} and at most {to}.',
    'First number {from}, last number {to}, nothing missing in between: how many {thing}?',
  ],

  solve: ({ from, to, thing }) => ({
    answer: String(to - from + 1),
    goal: `the number of ${thing}`,
    steps: [
      {
        title: 'Subtract the ends and add one',
        text: `both ends [are included|count], so we subtract the first number from the last and add 1`,
        equations: [`${to} - ${from} + 1 = ${to - from + 1}`],
      },
    ],
  }),
});

/** The values of a range with steps of 1 that leaves its end out. */
function countValues({ from, to }: { readonly from: number; readonly to: number }): Solution {
  return {
    answer: String(to - from),
    goal: 'the number of values',
    steps: [
      {
        title: 'Subtract the ends',
        text: `[the start ${from} is included and the end ${to} is not|${from} is the first value and ${to} is left out], so the count is the difference`,
        equations: [`${to} - ${from} = ${to - from}`],
      },
    ],
  };
}

const halfOpen = defineForm({
  name: 'halfOpen',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => {
    const from = pick.int(0, 60);
    const step = difficulty === 'easy' ? 1 : pick.int(2, 12);
    const to = from + pick.int(10, difficulty === 'easy' ? 200 : 150);
    return {
      from,
      to,
      step,
      call: step === 1 ? `range(${from}, ${to})` : `range(${from}, ${to}, ${step})`,
      loop: `for (let i = ${from}; i < ${to}; i += ${step})`,
    };
  },
  templates: [
    'How many iterations does "{loop}" have?',
    'How many numbers does {call} produce in Python?',
    'How many times does the body of "{loop}" run?',
    'A loop counts from {from}, adds {step} each time and stops before {to} is reached or passed. How many values does it visit?',
    'In Python, what is the length of {call}?',
    'Python, len(list({call}))?',
    'let count = 0;\n{loop} { count++; }\n// what is count now?',
    'Calculate how many lines this Python code prints: for i in {call}: print(i)',
    'start: {from} (included)\nstop: {to} (excluded)\nstep: {step}\nHow many values are there?',
    'I wrote a loop for a small report. Its counter is {from} in the first round and goes up by {step} after every round, and there is no further round once it is {to} or more. How many rounds are there?',
    'Suppose you write down {from}, then keep adding {step} and write down every result that is smaller than {to}. How many numbers are on your list in the end?',
    'how many of the numbers {from} + k * {step} with k = 0, 1, 2, ... are below {to}',
  ],
  devTemplates: [
    'i starts at {from}; while i < {to} the body runs and then i grows by {step}. How often does the body run?',
    'A Python list is built from {call}. How many elements does it have?',
  ],

  solve: ({ from, to, step }) => {
    const distance = to - from;
    const rest = distance % step;
    const count = Math.ceil(distance / step);
    if (step === 1) return countValues({ from, to });
    return {
      answer: String(count),
      goal: 'the number of values',
      steps: [
        {
          title: 'Divide the distance by the step',
          text: `from ${from} to ${to} we go in steps of ${step}, so we look at what remains of the distance`,
          equations: [`${to} - ${from} = ${distance}`, `${distance} mod ${step} = ${rest}`],
          then:
            rest > 0
              ? `[a rest remains, so one more value comes|the rest gives one more value] before ${to}`
              : `nothing remains, and ${to} itself is left out, so we add nothing`,
        },
        {
          title: 'Count the values',
          text:
            rest > 0
              ? 'we take the rest off, divide by the step, and add 1 for that value'
              : 'we divide the distance by the step',
          equations: [
            rest > 0
              ? `(${distance} - ${rest}) / ${step} + 1 = ${count}`
              : `${distance} / ${step} = ${count}`,
          ],
        },
      ],
    };
  },
  train: {
    solve: ({ from, to, step }) => {
      const steps = { from, to, step, comparison: '<' } as const;
      return step === 1 ? countValues(steps) : solveRuns(steps, 'the number of values');
    },
  },
});

const posts = defineForm({
  name: 'posts',
  difficulties: ['medium'],
  draw: (pick) => {
    const gap = pick.of([2, 3, 4, 5, 6, 8, 10, 12, 15, 20]);
    const [thing, unit, line] = pick.of([
      ['markers', 'pixels', 'ruler'],
      ['lights', 'meters', 'cable'],
      ['ticks', 'seconds', 'time axis'],
      ['posts', 'meters', 'fence'],
      ['access points', 'meters', 'hallway'],
      ['samples', 'milliseconds', 'recording'],
    ] as const);
    return { gap, length: gap * pick.int(6, 60), thing, unit, line };
  },
  templates: [
    'Along a {line} of {length} {unit} there are {thing} at distance {gap} {unit} from each other, the first at the beginning and the last at the end. How many {thing} is that?',
    'A {line} is {length} {unit} long. There is one of the {thing} at each end and one every {gap} {unit} in between. How many {thing} are there?',
    'We put {thing} every {gap} {unit} along a {line} of {length} {unit}, starting at 0 and including the end. How many {thing} do we need?',
    'How many {thing} does a {line} of {length} {unit} have if they are {gap} {unit} apart, with one at the start and one at the end?',
    'How many {thing}? They are {gap} {unit} apart on a {line} of {length} {unit}, and both ends have one.',
    'const length = {length}; // {unit}\nconst gap = {gap}; // {unit}\nThe first of the {thing} is at 0 and the last at length. How many {thing} are there along the {line}?',
    'Work out the number of {thing} along a {line} that is {length} {unit} long, when neighbors are {gap} {unit} apart and the outermost ones sit exactly on the two ends.',
    'My plan shows a {line} of {length} {unit}. I add {thing} to it: one at the very start, then another one after every {gap} {unit}, until the last one is exactly at the other end. How many {thing} do I add?',
    'Suppose the gap between neighboring {thing} is always {gap} {unit}, and the {line}, {length} {unit} in all, begins and ends with one of them. How many {thing} does it have?',
    'A {line} that a former colleague planned is divided by {thing} into equal pieces of {gap} {unit}. Both outer ends have one, too. The {line} is {length} {unit} long. How many {thing} are in the plan?',
    'got a {line} of {length} {unit} and {thing} every {gap} {unit}, the start and the end have one too. how many {thing} is that',
  ],
  devTemplates: [
    'From position 0 to position {length} ({unit}) of a {line}, {thing} sit at 0, {gap}, 2 times {gap} and so on, up to and including {length}. Count them.',
    'Distance {gap} {unit}, total length {length} {unit}, {thing} on both ends of the {line}: what is their number?',
  ],

  solve: ({ gap, length, thing }) => ({
    answer: String(length / gap + 1),
    goal: `the number of ${thing}`,
    steps: [
      {
        title: 'Count the spaces and add one',
        text: `the length divided by the distance is the number of spaces, and [there is one more of the ${thing}|with both ends there is one of the ${thing} more] than spaces, so we add 1`,
        equations: [`${length} / ${gap} + 1 = ${length / gap + 1}`],
      },
    ],
  }),
});

const pagination = defineForm({
  name: 'pagination',
  difficulties: ['medium'],
  draw: (pick) => {
    const size = pick.of([8, 10, 12, 15, 20, 24, 25, 30, 40, 50]);
    return {
      size,
      total: pick.until(
        () => pick.int(35, 990),
        (drawn) => drawn % size !== 0,
      ),
      thing: pick.of(['results', 'issues', 'commits', 'users', 'products', 'comments', 'articles']),
    };
  },
  templates: [
    'If each page holds {size} {thing}, how many pages do {total} {thing} fill, counting a last page that is not full?',
    'A page shows {size} {thing}. How many pages are needed for {total} {thing}?',
    'An API returns at most {size} {thing} per call. How many calls are needed to get all {total} {thing}?',
    'There are {total} {thing}, {size} on each page. [How many pages are there|What is the number of the last page, counting from 1]?',
    '{total} {thing}, {size} per page. Pages?',
    'total_count: {total}\nper_page: {size}\nHow many pages of {thing} are there?',
    'Compute how many pages it takes to print {total} {thing} when at most {size} fit on one.',
    'In our admin view the {thing} come in pages of {size}. There are {total} of them in all, and I want to look at every one. How many pages do I have to open?',
    '// load pages until all {total} {thing} are there, pageSize = {size}\n// how many pages are loaded?',
    'Suppose a table splits {total} {thing} into pages of {size}, and only the last page may have fewer. How many pages does the table have?',
    'If the footer below our blue logo shows one button for every page, and a page lists {size} {thing}, then how many buttons are there for {total} {thing}?',
    'need the page count for {total} {thing} at {size} a page, the last page may be partly empty',
  ],
  devTemplates: [
    'With a page size of {size}, on which page (first page = 1) does number {total} of the {thing} appear if they are numbered from 1?',
    'Getting all {total} {thing} with a limit of {size} for each request takes at least how many requests?',
  ],

  solve: ({ size, total, thing }) => {
    const rest = total % size;
    const count = Math.ceil(total / size);
    return {
      answer: String(count),
      goal: 'the number of pages',
      steps: [
        {
          title: `Find what is left after the full pages`,
          text: `each page has ${size} ${thing}, so after the full pages the remainder is left`,
          equations: [`${total} mod ${size} = ${rest}`],
          then: '[this rest needs one more page|a rest remains, so one more page is needed]',
        },
        {
          title: 'Divide and add the last page',
          text: 'we take the rest off, divide, and add 1 for the last page',
          equations: [`(${total} - ${rest}) / ${size} + 1 = ${count}`],
        },
      ],
    };
  },
});

const overlap = defineForm({
  name: 'overlap',
  difficulties: ['hard'],
  draw: (pick) => {
    const startA = pick.int(1, 200);
    const endA = startA + pick.int(40, 200);
    const startB = pick.int(startA + 5, endA - 5);
    const endB = pick.chance(0.8) ? endA + pick.int(5, 150) : pick.int(startB + 2, endA - 1);
    const flip = pick.chance(0.3);
    const [a, b] = flip
      ? ([
          [startB, endB],
          [startA, endA],
        ] as const)
      : ([
          [startA, endA],
          [startB, endB],
        ] as const);
    return {
      startA: a[0],
      endA: a[1],
      startB: b[0],
      endB: b[1],
      thing: pick.of(['lines', 'rows', 'frames', 'bytes', 'pages', 'ids']),
      first: pick.of(['The first patch', 'One job', 'One thread', 'The first reader']),
      second: pick.of(['the second one', 'another one']),
    };
  },
  templates: [
    'One range goes from {startA} to {endA} and another one from {startB} to {endB}, both including their ends. How many {thing} are in both?',
    '{first} covers the {thing} {startA} to {endA}, {second} the {thing} {startB} to {endB}, all ends included. How many {thing} are covered by both?',
    'Range A contains the {thing} {startA} to {endA}, range B the {thing} {startB} to {endB} (ends included). How many {thing} are in both ranges?',
    'How many {thing} do the ranges {startA} to {endA} and {startB} to {endB}, with their ends, have in common?',
    'Ranges {startA}-{endA} and {startB}-{endB}, inclusive. Shared {thing}?',
    'A: {startA}..{endA}\nB: {startB}..{endB}\nboth ends of each count\nHow many {thing} are in A and in B?',
    'Determine how many {thing} are read twice: the first pass reads {startA} to {endA}, the second pass {startB} to {endB}, each with both ends.',
    'I marked the {thing} {startA} to {endA} in yellow, and then Nina marked {startB} to {endB} in blue. All four end points were marked as well. How many {thing} have both colors?',
    '{first} locks the {thing} from {startB} up to and including {endB}, {second} locks {startA} up to and including {endA}. How many {thing} are locked by both?',
    'If we keep only the {thing} whose number x satisfies {startA} <= x <= {endA} and also {startB} <= x <= {endB}, then how many do we keep?',
    '// branch one changes {thing} {startA} to {endA}\n// branch two changes {thing} {startB} to {endB}\n// first and last are always included\n// how many {thing} are changed in both branches?',
    'how many {thing} do these two share: one goes from {startA} to {endA}, the other from {startB} to {endB}, the ends belong to them',
  ],
  devTemplates: [
    'Two ranges, {startA} through {endA} and {startB} through {endB}, include their ends. What is the size of their overlap in {thing}?',
    'Let A be the integers from {startA} to {endA} and B those from {startB} to {endB}, ends included. How many {thing} with such a number belong to A as well as to B?',
  ],

  solve: ({ startA, endA, startB, endB, thing }) => {
    const [from, to] = [Math.max(startA, startB), Math.min(endA, endB)];
    return {
      answer: String(to - from + 1),
      goal: `the number of ${thing} in both ranges`,
      steps: [
        {
          title: 'Find the ends of the overlap',
          text: `the overlap [begins|starts] at the larger of the starts ${startA} and ${startB}, which is ${from}, and ends at the smaller of the ends ${endA} and ${endB}, which is ${to}`,
        },
        {
          title: 'Count with both ends',
          text: 'both ends are included, so we subtract and add 1',
          equations: [`${to} - ${from} + 1 = ${to - from + 1}`],
        },
      ],
    };
  },
});

const multiples = defineForm({
  name: 'multiples',
  difficulties: ['hard', 'medium'],
  draw: (pick, difficulty) => {
    const step = pick.int(3, 15);
    const from = difficulty === 'medium' ? 1 : pick.int(20, 200);
    return {
      step,
      from,
      to: from + pick.int(60, 500),
      thing: pick.of(['build', 'line', 'record', 'request', 'frame', 'round']),
    };
  },
  templates: [
    'How many numbers between {from} and {to} (ends included) can be divided by {step} without remainder?',
    'How many multiples of {step} are there from {from} to {to}, both included?',
    'Every {thing} whose number can be divided by {step} is logged. How many are logged for the numbers {from} to {to}, both included?',
    'How many integers n with {from} <= n <= {to} are divisible by {step}?',
    'Multiples of {step} in {from}..{to}, ends included: how many?',
    'from: {from} (included)\nto: {to} (included)\ndivisor: {step}\nHow many of the whole numbers are divisible by it?',
    'List every multiple of {step} that is not below {from} and not above {to}. How long is the list?',
    'I take a screenshot at every {thing} whose number is a multiple of {step}. Today I went through the numbers {from} to {to}, the first and the last one included. How many screenshots did I take?',
    '// every {thing} with a number divisible by {step} writes a checkpoint\n// numbers: {from} to {to}, both included\n// how many checkpoints are written?',
    'Suppose an alarm goes off at a {thing} exactly when {step} divides its number. How often does it go off from {thing} {from} to {thing} {to}, with both of these?',
    'If a run of whole numbers starts with {from} and ends with {to}, then how many of its members have {step} as a divisor?',
    'how many numbers can i divide by {step} with nothing left over if i try all of them from {from} to {to}, both ends too',
  ],
  devTemplates: [
    'A script checks i % {step} == 0 for all i from {from} up to and including {to}. How often is it true?',
    'Between {from} and {to}, ends included, how many numbers of a {thing} leave no remainder when divided by {step}?',
  ],

  solve: ({ step, from, to }) => {
    const upper = Math.floor(to / step);
    const below = from - 1;
    const lower = Math.floor(below / step);
    const goal = `the number of multiples of ${step}`;
    const first = {
      title: `Count the multiples up to ${to}`,
      text: `one of every ${step} numbers is a multiple, so from 1 to ${to} we [take off the remainder|leave out what remains] and divide by ${step}`,
      equations: wholeDivision(to, step),
    };
    if (below === 0) return { answer: String(upper), goal, steps: [first] };
    return {
      answer: String(upper - lower),
      goal,
      steps: [
        first,
        {
          title: `Count the multiples below ${from}`,
          text: `the numbers below ${from} do not count, so we do the same for them`,
          equations: [`${from} - 1 = ${below}`, ...wholeDivision(below, step)],
        },
        {
          title: 'Subtract',
          text: `[those below ${from} are taken away|we take these away]`,
          equations: [`${upper} - ${lower} = ${upper - lower}`],
        },
      ],
    };
  },
});

export const ranges: DevMathKind = {
  name: 'ranges',
  forms: [
    inclusive,
    halfOpen,
    posts,
    pagination,
    overlap,
    multiples,
    ...plainRanges,
    ...stretches,
    ...pagesAndSlices,
  ],
};
