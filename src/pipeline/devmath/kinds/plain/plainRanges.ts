import type { AnyForm } from '../../form';
import { definePlainForm } from '../../plainForm';

const bothEnds = definePlainForm({
  name: 'bothEnds',
  draw: (pick, size) => {
    const from = pick.int(2, 60 * size);
    return {
      from,
      to: from + pick.int(3, 60 * size),
      thing: pick.of(['pages', 'lines', 'tickets', 'rooms', 'chapters', 'issues', 'days']),
    };
  },
  templates: [
    'I read the {thing} {from} to {to}, both included. How many {thing} is that?',
    'How many whole numbers are there from {from} to {to} inclusive?',
    'The numbers of the {thing} go from {from} to {to}. How many {thing} are there?',
    '{thing} {from} through {to}: count?',
    'for (int i = {from}; i <= {to}; i++) count++;\nWhat is count, if it was 0?',
    'we delete {thing} {from} up to and including {to}, how many are deleted',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Subtract and add one',
      text: '[both ends count|the first one counts as well], so we add 1 to the difference',
      work: '{to} - {from} + 1',
    },
  ],
});

const endLeftOut = definePlainForm({
  name: 'endLeftOut',
  draw: (pick, size) => {
    const from = pick.int(0, 60 * size);
    return { from, to: from + pick.int(3, 60 * size) };
  },
  templates: [
    'How many numbers does range({from}, {to}) give?',
    'for i in range({from}, {to}): print(i)\nHow many lines are printed?',
    'What is len(items[{from}:{to}]) if items is long enough?',
    'text.slice({from}, {to}) has how many characters, in a long text?',
    'i = {from}; while i < {to}: i += 1. how many rounds',
    'for (let i = {from}; i < {to}; i++) {}\nHow many iterations?',
  ],
  goal: 'the number of values',
  steps: [
    {
      title: 'Subtract',
      text: '{from} is the first value and {to} is left out, so the difference is the count',
      work: '{to} - {from}',
    },
  ],
});

const between = definePlainForm({
  name: 'between',
  draw: (pick, size) => {
    const from = pick.int(2, 60 * size);
    return { from, to: from + pick.int(4, 60 * size) };
  },
  templates: [
    'How many whole numbers lie strictly between {from} and {to}?',
    'How many integers are greater than {from} and less than {to}?',
    'Pages {from} and {to} are photos; how many pages are between these two?',
    '{from} < n < {to}, n whole. How many n?',
    'how many numbers are there between {from} and {to} without both of them',
  ],
  goal: 'the number of values',
  steps: [
    {
      title: 'Subtract and take one away',
      text: 'neither end counts, so we take 1 from the difference',
      work: '{to} - {from} - 1',
    },
  ],
});

const stepped = definePlainForm({
  name: 'stepped',
  draw: (pick, size) => {
    const from = pick.of([0, 1, pick.int(2, 20)]);
    return { from, to: from + pick.int(7, 60 * size), step: pick.int(2, 4 + size) };
  },
  templates: [
    'for i in range({from}, {to}, {step}): print(i)\nHow many lines does it print?',
    'How many numbers does range({from}, {to}, {step}) have?',
    'for (let i = {from}; i < {to}; i += {step}) work();\nHow often is work called?',
    'i goes from {from} in steps of {step} as long as it is below {to}. how many values does it take',
    'int n = 0;\nfor (int i = {from}; i < {to}; i += {step}) n++;\nn = ?',
    'Count the elements of list(range({from}, {to}, {step})).',
  ],
  goal: 'the number of values',
  steps: [
    {
      title: 'Count the steps and add one',
      text: '{from} counts, and behind it there are as many as whole steps of {step} fit in front of {to}, which is left out',
      work: '({to} - {from} - 1) // {step} + 1',
    },
  ],
});

const countdown = definePlainForm({
  name: 'countdown',
  draw: (pick, size) => {
    const to = pick.of([0, 0, 1, pick.int(2, 10)]);
    return { to, from: to + pick.int(5, 50 * size), step: pick.int(1, 3 + size) };
  },
  templates: [
    'for (let i = {from}; i > {to}; i -= {step}) { work(); }\nHow often does work run?',
    'How many numbers does range({from}, {to}, -{step}) have?',
    'i = {from}\nwhile i > {to}:\n    i -= {step}\nHow many times does the body run?',
    'A counter falls from {from} by {step} a round, and a round is made as long as it is above {to}. How many rounds?',
    'from {from} down in steps of {step}, while greater than {to}. how many steps of the loop',
  ],
  goal: 'the number of rounds',
  steps: [
    {
      title: 'Count the steps and add one',
      text: '{from} counts, and behind it there are as many as whole steps of {step} fit above {to}, which is left out',
      work: '({from} - {to} - 1) // {step} + 1',
    },
  ],
});

const lastIndex = definePlainForm({
  name: 'lastIndex',
  draw: (pick, size) => ({
    n: pick.int(3, 300 * size),
    what: pick.of(['array', 'list', 'string', 'buffer', 'table']),
  }),
  templates: [
    'A {what} has {n} elements. What is its last index, starting from 0?',
    'Zero-based {what} of length {n}: highest valid index?',
    'len(x) is {n}. For which i is x[i] the last element?',
    'which index has the last of {n} entries in a {what} if the first has 0',
    'const a = new Array({n}); the last position is a[?]',
  ],
  goal: 'the last index',
  steps: [
    {
      title: 'Take one away',
      text: 'the first one has 0, so the last one has one less than the number',
      work: '{n} - 1',
    },
  ],
});

const nthValue = definePlainForm({
  name: 'nthValue',
  draw: (pick, size) => ({
    start: pick.int(1, 20 * size),
    step: pick.int(2, 6 * size),
    n: pick.int(4, 12 * size),
  }),
  templates: [
    'A sequence starts with {start} and grows by {step} each time. What is its element number {n}?',
    'The first house has number {start}, each further one {step} more. Which number has house {n} of the row?',
    '{start}, then always + {step}. Value number {n} (the first is number 1)?',
    'Ports are given out in steps of {step}, beginning with {start}. Which port does instance number {n} get?',
    'if the first one is {start} and each next one {step} higher, what is number {n}',
  ],
  goal: 'the value',
  steps: [
    {
      title: 'Count the steps',
      text: 'number {n} comes {n} - 1 steps of {step} after {start}',
      work: '{start} + ({n} - 1) * {step}',
    },
  ],
});

const offset = definePlainForm({
  name: 'offset',
  draw: (pick, size) => ({
    page: pick.int(2, 12 * size),
    per: pick.of([5, 8, 10, 12, 20, 25, 50, 100]),
  }),
  templates: [
    'There are {per} results on a page. How many results come before page {page}?',
    'SQL paging: page {page}, {per} rows a page. What is the OFFSET?',
    'Pages count from 1 and have {per} entries. How many entries must be skipped for page {page}?',
    'offset for page {page} with a page size of {per}, first page is 1',
    'limit = {per}, page = {page} (the first one is 1). offset = ?',
  ],
  goal: 'the number of entries before it',
  steps: [
    {
      title: 'Count full pages',
      text: '{page} - 1 full pages come before it',
      work: '({page} - 1) * {per}',
    },
  ],
});

const pieces = definePlainForm({
  name: 'pieces',
  draw: (pick, size) => {
    const gap = pick.int(2, 10 * size);
    return {
      gap,
      length: gap * pick.int(3, 15 * size),
      thing: pick.of(['posts', 'trees', 'lamps', 'markers', 'flags']),
    };
  },
  templates: [
    'Along a road of {length} m there are {thing} every {gap} m, at both ends too. How many {thing}?',
    '{length} m, one of the {thing} each {gap} m including start and end. Count?',
    'How many {thing} stand on a line of {length} m if they are {gap} m apart and the first and last stand at the ends?',
    'we put {thing} every {gap} meters on {length} meters, also at the beginning and the end. how many',
    'A ruler of {length} cm has {thing} from 0 to {length}, one each {gap} cm. How many are on it?',
  ],
  goal: 'the number of {thing}',
  steps: [
    {
      title: 'Count the gaps',
      text: 'there are as many gaps as {gap} goes into {length}',
      work: '{length} / {gap}',
    },
    { title: 'Add one', text: 'there is one more of the {thing} than gaps', work: '{1} + 1' },
  ],
});

/** Where a range begins and ends, and what lies in it. */
export const plainRanges: readonly AnyForm[] = [
  bothEnds,
  endLeftOut,
  between,
  stepped,
  countdown,
  lastIndex,
  nthValue,
  offset,
  pieces,
];
