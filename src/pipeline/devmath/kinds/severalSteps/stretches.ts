import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const minutesForPages = definePlainForm({
  name: 'minutesForPages',
  draw: (pick, size) => {
    const from = pick.int(2, 60 * size);
    const to = from + pick.int(3, 30 * size);
    return {
      from,
      to,
      each: pick.int(2, 9),
      what: pick.of(['pages', 'chapters', 'tickets', 'slides', 'exercises']),
      total: to + pick.int(20, 400),
    };
  },
  templates: [
    'I have to read the {what} {from} to {to}, both included, and need {each} minutes for each. How many minutes is that?',
    'How many minutes do {what} {from} through {to} take at {each} minutes apiece? Both ends belong to it.',
    '{what} {from}-{to} inclusive, {each} min each. minutes?',
    'we review {what} {from} up to and including {to}, each takes {each} minutes. [there are {total} in all. |]how long in minutes',
    'Today it is {what} number {from} to number {to} (with both). With {each} minutes for every one, how many minutes go by?',
  ],
  goal: 'the time',
  unit: 'minutes',
  steps: [
    {
      title: 'Count them',
      text: '[both ends count, so we add 1 to the difference|the first one counts as well, so it is one more than the difference]',
      work: '{to} - {from} + 1',
      unit: '{what}',
    },
    { title: 'Multiply', text: 'each takes {each} minutes', work: '{1} * {each}' },
  ],
});

const postsAndPrice = definePlainForm({
  name: 'postsAndPrice',
  draw: (pick, size) => {
    const gap = pick.int(2, 12);
    return {
      gap,
      length: gap * pick.int(3, 15 * size),
      each: pick.int(2, 40),
      ...pick.of([
        { thing: 'posts', one: 'post' },
        { thing: 'lamps', one: 'lamp' },
        { thing: 'trees', one: 'tree' },
        { thing: 'sensors', one: 'sensor' },
      ]),
    };
  },
  templates: [
    'Along a path of {length} m we put {thing} every {gap} m, on both ends too. One {one} costs {each} dollars. What do all of them cost in dollars?',
    'How many dollars for the {thing}? The line is {length} m long, a {one} stands at the start, then one every {gap} m up to the end, {each} dollars each.',
    'length {length} m, spacing {gap} m, {thing} at both ends, {each} dollars per {one}. cost in dollars?',
    'a straight cable of {length} meters needs {thing} each {gap} meters including first and last point. price is {each} dollars per {one}, so total dollars?',
    'From 0 m to {length} m there is a {one} at every multiple of {gap} m, ends included. The price of a {one} is {each} dollars. Add it all up in dollars.',
  ],
  goal: 'the cost',
  unit: 'dollars',
  steps: [
    {
      title: 'Count the gaps',
      text: '[{gap} m go so often into {length} m|{length} m are cut into pieces of {gap} m]',
      work: '{length} / {gap}',
      unit: 'gaps',
    },
    {
      title: 'Count the {thing}',
      text: '[there is one more than gaps, since both ends have one|both ends have one, so we add 1]',
      work: '{1} + 1',
      unit: '{thing}',
    },
    {
      title: 'Multiply by the price',
      text: '[each costs {each} dollars|we multiply by {each} dollars]',
      work: '{2} * {each}',
    },
  ],
});

const bothSides = definePlainForm({
  name: 'bothSides',
  draw: (pick, size) => {
    const gap = pick.multiple(5, 5, 40);
    return { gap, length: gap * pick.int(3, 15 * size), speed: pick.of([30, 50, 60]) };
  },
  templates: [
    'A street of {length} m gets trees on both sides, one every {gap} m, the first at the start and the last at the end. How many trees are planted?',
    'How many trees line a road of {length} m if they stand on the left and on the right, {gap} m apart, including both ends?',
    '{length} m road, tree each {gap} m, both sides, both ends included. trees in total?',
    'city plants along {length} meters[ (speed limit {speed})|], both sides of the street, spacing {gap} m, starting at 0 and ending exactly at the end. number of trees',
    'Count the lamps of a runway: {length} m long, lamps every {gap} m from one end to the other, and such a row on either side.',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Count the gaps on one side',
      text: '[the distance divided by the spacing|in {length} m there are so many gaps of {gap} m]',
      work: '{length} / {gap}',
      unit: 'gaps',
    },
    {
      title: 'Count one side',
      text: '[with both ends there is one more than gaps|there is one at the start too]',
      work: '{1} + 1',
    },
    {
      title: 'Take both sides',
      text: '[there are 2 sides|the other side has as many]',
      work: '2 * {2}',
    },
  ],
});

const multiplesBetween = definePlainForm({
  name: 'multiplesBetween',
  draw: (pick, size) => {
    const k = pick.int(3, 12);
    const from = pick.int(k + 2, 50 * size);
    return { k, from, to: from + pick.int(3 * k, 60 * size + 3 * k), below: from - 1 };
  },
  templates: [
    'How many multiples of {k} are there from {from} to {to}, both included?',
    'Every build whose number is divisible by {k} is kept. How many of the builds {from} to {to} (inclusive) are kept?',
    'count n with {from} <= n <= {to} and n % {k} == 0',
    'len([n for n in range({from}, {to} + 1) if n % {k} == 0])',
    'ids go from {from} to {to}, ends included, and each one that {k} divides gets sampled. number of samples',
  ],
  goal: 'the number of multiples',
  steps: [
    {
      title: 'Count up to the end',
      text: '[from 1 to {to} there are|up to {to}, {k} goes in so often]',
      work: '{to} // {k}',
    },
    {
      title: 'Count those before the start',
      text: '[of these, the ones below {from} do not count|from 1 to one less than {from} there are]',
      work: '({from} - 1) // {k}',
    },
    {
      title: 'Subtract',
      text: '[the others are in the range|what is left lies in the range]',
      work: '{1} - {2}',
    },
  ],
});

const twoRanges = definePlainForm({
  name: 'twoRanges',
  draw: (pick, size) => {
    const a = pick.int(1, 40 * size);
    const c = a + pick.int(3, 20 * size);
    const b = c + pick.int(2, 15 * size);
    return {
      a,
      b,
      c,
      d: b + pick.int(2, 25 * size),
      what: pick.of(['lines', 'rows', 'ports', 'pages', 'frames']),
    };
  },
  templates: [
    'One job handles the {what} {a} to {b}, another one the {what} {c} to {d}, all ends included. How many different {what} are handled?',
    'How many {what} are in at least one of the ranges {a}-{b} and {c}-{d} (inclusive)?',
    '[{a}, {b}] and [{c}, {d}], closed intervals of whole numbers: how many numbers in the union?',
    'two people marked {what}: {a} through {b}, and {c} through {d}. the ranges overlap. how many {what} are marked, each one counted once',
    'Merge the inclusive ranges {a}..{b} and {c}..{d}, which overlap. How long is the merged range, in {what}?',
  ],
  goal: 'the number of {what}',
  steps: [
    {
      title: 'Merge the ranges',
      text: 'the second one begins at {c}, before the first one ends at {b}, so together they go from {a} to {d} and nothing is left out',
      work: '{d} - {a}',
    },
    {
      title: 'Count both ends',
      text: '[both ends count|the first one counts as well]',
      work: '{1} + 1',
    },
  ],
  otherSteps: [
    {
      title: 'Count the first',
      text: '[from {a} to {b} with both ends|the first range has]',
      work: '{b} - {a} + 1',
    },
    {
      title: 'Count the second',
      text: '[from {c} to {d} with both ends|the second range has]',
      work: '{d} - {c} + 1',
    },
    {
      title: 'Count the overlap',
      text: '[from {c} to {b} they overlap|both have {c} to {b}, and these are]',
      work: '{b} - {c} + 1',
    },
    {
      title: 'Count each once',
      text: '[the overlap is counted twice, so we take it away once|we add both and take away once what both have]',
      work: '{1} + {2} - {3}',
    },
  ],
});

const portPool = definePlainForm({
  name: 'portPool',
  draw: (pick, size) => {
    const first = pick.multiple(10, 3000, 9000);
    return {
      first,
      last: first + pick.multiple(10, 50, 120 * size) - 1,
      n: pick.int(2, 3 + size),
      each: pick.int(2, 9),
    };
  },
  templates: [
    'The ports {first} to {last}, both included, are reserved for us. {n} services use {each} ports each. How many ports are free?',
    'How many ports are left in the pool {first}-{last} (inclusive) when {n} workers have taken {each} apiece?',
    'pool: `{first}-{last}` inclusive; {n} apps x {each} ports; free = ?',
    'we got port range {first} up to {last}, last one included. running are {n} containers and each needs {each} ports. remaining ports?',
    'Badge numbers {first} through {last} exist. {n} departments received {each} badges each. Count the badges that nobody has.',
  ],
  goal: 'what is free',
  steps: [
    {
      title: 'Count the whole range',
      text: '[both ends count|it is one more than the difference]',
      work: '{last} - {first} + 1',
    },
    {
      title: 'Count what is taken',
      text: '[{n} times {each} are taken|in use are]',
      work: '{n} * {each}',
    },
    { title: 'Subtract', text: '[the rest is free|nobody uses the others]', work: '{1} - {2}' },
  ],
});

const sheetCells = definePlainForm({
  name: 'sheetCells',
  draw: (pick, size) => {
    const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'];
    const left = pick.int(0, 5);
    const right = left + pick.int(2, 5);
    const top = pick.int(2, 15 * size);
    return {
      left: letters[left] ?? '',
      right: letters[right] ?? '',
      ones: Array.from({ length: right - left + 1 }, () => 1).join(' + '),
      named: letters.slice(left, right + 1).join(', '),
      top,
      bottom: top + pick.int(3, 20 * size),
      empty: pick.int(2, 9),
    };
  },
  templates: [
    'I select the cells {left}{top}:{right}{bottom} of a spreadsheet. {empty} of them are empty. How many are filled?',
    'How many filled cells are in `{left}{top}:{right}{bottom}` if {empty} cells of this block are empty?',
    'range {left}{top}:{right}{bottom}, {empty} blanks. COUNTA = ?',
    'in excel i marked from {left}{top} down to {right}{bottom}, and excel says {empty} cells in there have nothing in them. how many cells have something',
    'A report occupies the columns {left} to {right} and the rows {top} to {bottom} (all inclusive). All cells but {empty} have a value. Number of values?',
  ],
  goal: 'the number of filled cells',
  steps: [
    {
      title: 'Count the columns',
      text: '[one by one, the columns are {named}|the columns are {named}, each counts once]',
      work: '{ones}',
      unit: 'columns',
    },
    {
      title: 'Count the rows',
      text: '[both ends count|the first one counts as well]',
      work: '{bottom} - {top} + 1',
      unit: 'rows',
    },
    {
      title: 'Count the cells',
      text: '[each row has a cell in each column|we multiply columns and rows]',
      work: '{1} * {2}',
      unit: 'cells',
    },
    {
      title: 'Take the empty ones away',
      text: '[{empty} are empty|without the {empty} empty ones]',
      work: '{3} - {empty}',
    },
  ],
});

/** What lies between two ends, with or without them, and what is made of it. */
export const stretches: readonly AnyForm[] = [
  minutesForPages,
  postsAndPrice,
  bothSides,
  multiplesBetween,
  twoRanges,
  portPool,
  sheetCells,
];
