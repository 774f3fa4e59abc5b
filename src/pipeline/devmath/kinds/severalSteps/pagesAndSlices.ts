import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const lastPage = definePlainForm({
  name: 'lastPage',
  draw: (pick, size) => {
    const per = pick.of([8, 10, 12, 15, 20, 25, 30, 50]);
    const pages = pick.int(2, 5 * size);
    return {
      per,
      total: per * pages + pick.int(1, per - 1),
      what: pick.of(['results', 'products', 'comments', 'photos', 'orders']),
      ms: pick.int(20, 400),
    };
  },
  templates: [
    'A list of {total} {what} is shown with {per} per page. How many {what} are on the last page?',
    'How many {what} does the last page show? {total} in total, {per} on a full page.',
    'total={total}, page_size={per}. rows on the final page?',
    'my pager shows {per} {what} a page[ and takes {ms} ms for it|]. there are {total}. the last page is not full, how many are on it',
    '{total} {what} are printed, {per} on each sheet. Count those on the last sheet.',
  ],
  goal: 'the number on the last page',
  steps: [
    {
      title: 'Count the full pages',
      text: '[only whole pages count here|{per} fill a page, so the full pages are]',
      work: '{total} // {per}',
      unit: 'pages',
    },
    {
      title: 'Count what they hold',
      text: '[these hold|on the full pages stand]',
      work: '{1} * {per}',
    },
    {
      title: 'Take the rest',
      text: '[what is left stands on the last page|the last page has the rest]',
      work: '{total} - {2}',
    },
  ],
});

const pageOfItem = definePlainForm({
  name: 'pageOfItem',
  draw: (pick, size) => {
    const per = pick.of([5, 8, 10, 12, 20, 24, 25, 50]);
    return {
      per,
      item: pick.int(per + 1, per * 12 * size),
      what: pick.of(['entry', 'result', 'message', 'product', 'row']),
    };
  },
  templates: [
    'Pages and entries count from 1, and each page has {per} entries. On which page is {what} number {item}?',
    'On which page (the first is 1) do I find {what} {item} with {per} of them on a page?',
    'page = ({item} - 1) // {per} + 1; page?',
    'a thread has {per} posts per page, so what page is {what} no. {item} on, counting from 1',
    'The catalog prints {per} items on every page, the first {what} stands on page 1. Look up the page for {what} {item}.',
  ],
  goal: 'the page',
  steps: [
    {
      title: 'Count what comes before it',
      text: '[before number {item} there are|in front of it stand]',
      work: '{item} - 1',
    },
    {
      title: 'Count the full pages before it',
      text: '[{per} fill a page, and the rest stands on the same page|these fill so many whole pages]',
      work: '{1} // {per}',
      unit: 'pages',
    },
    {
      title: 'Go to the next page',
      text: '[it is on the page after these|the next page has it]',
      work: '{2} + 1',
    },
  ],
});

const itemsOfPage = definePlainForm({
  name: 'itemsOfPage',
  draw: (pick, size) => ({
    page: pick.int(2, 12 * size),
    per: pick.of([8, 10, 12, 15, 20, 25, 40, 50]),
    place: pick.int(2, 8),
  }),
  templates: [
    'Each page shows {per} results, numbered from 1 on through all pages. Which number has result {place} on page {page}?',
    'What is the overall number of the entry at position {place} of page {page}, if a page has {per} entries and everything counts from 1?',
    'page {page}, position {place} on it, {per} per page (1-based). overall position?',
    'on page {page} of the search i clicked hit {place} from the top. every page before had {per} hits. so which hit was it in the whole list',
    'A book of riddles has {per} riddles per sheet. I solve the one in place {place} on sheet {page}. The riddles are numbered 1, 2, 3, ... without gaps. Its number?',
  ],
  goal: 'the number',
  steps: [
    {
      title: 'Count the pages before',
      text: '[before page {page} there are|the pages in front of page {page} are]',
      work: '{page} - 1',
      unit: 'pages',
    },
    {
      title: 'Count what they hold',
      text: '[each of these has {per}|they hold {per} each]',
      work: '{1} * {per}',
    },
    {
      title: 'Add the place',
      text: '[on the page itself it is number {place}|there it is number {place}, so we add this]',
      work: '{2} + {place}',
    },
  ],
});

const sliceOfSlice = definePlainForm({
  name: 'sliceOfSlice',
  draw: (pick, size) => {
    const start = pick.int(1, 20 * size);
    const skip = pick.int(1, 9);
    const stop = start + skip + pick.int(3, 30 * size);
    return { start, stop, skip, name: pick.of(['items', 'data', 'rows', 'xs']) };
  },
  templates: [
    '`b = {name}[{start}:{stop}]` and `c = b[{skip}:]` in Python, where {name} is long. What is len(c)?',
    'How many elements has {name}.slice({start}, {stop}).slice({skip}) if {name} is a long array?',
    '{name}[{start}:{stop}][{skip}:] -> length? ({name} is long enough)',
    'i take elements {start} to {stop} (end not included) of a long list and then drop the first {skip} of them. how many do i have',
    'A slice goes from index {start} up to, but not including, index {stop}. Its first {skip} elements are thrown away. How many stay?',
  ],
  goal: 'the number of elements',
  steps: [
    {
      title: 'Count the first slice',
      text: '[the end {stop} is left out, so the difference counts|from {start} on, without {stop}]',
      work: '{stop} - {start}',
      unit: 'elements',
    },
    {
      title: 'Leave out the first ones',
      text: '[{skip} of these are dropped|without the first {skip} of them]',
      work: '{1} - {skip}',
    },
  ],
});

const elementOfRange = definePlainForm({
  name: 'elementOfRange',
  draw: (pick, size) => ({
    first: pick.int(2, 30 * size),
    step: pick.int(2, 9),
    from: pick.int(2, 9),
    index: pick.int(1, 9),
    count: pick.int(30, 60),
  }),
  templates: [
    'A list starts with {first} and each further value is {step} larger. I cut off the first {from} values. Which value has index {index} of what is left (index 0 comes first)?',
    'xs = [{first} + {step} * i for i in range({count})]\nys = xs[{from}:]\nys[{index}] = ?',
    'What is at index {index} of `a.slice({from})` when a[0] is {first} and every next element grows by {step}? (`a` has {count} elements)',
    'values: {first}, then always +{step}. drop {from} of them from the front. whats at position {index} then, zero based',
    'Sensor readings rise evenly by {step}, beginning with {first} at index 0. After removing the first {from} readings, what stands at index {index}?',
  ],
  goal: 'the value',
  steps: [
    {
      title: 'Find the old index',
      text: '[{from} values are gone in front, so it had the index|in the old list it stood {from} places further back]',
      work: '{from} + {index}',
    },
    {
      title: 'Find what was added',
      text: '[each place adds {step}|that is so many steps of {step}]',
      work: '{1} * {step}',
    },
    {
      title: 'Add the start',
      text: '[the first value is {first}|we add it to {first}]',
      work: '{first} + {2}',
    },
  ],
});

const flatIndex = definePlainForm({
  name: 'flatIndex',
  draw: (pick, size) => {
    const cols = pick.int(5, 12 * size);
    return {
      cols,
      rows: pick.int(10, 40),
      row: pick.int(2, 9),
      col: pick.int(1, cols - 1),
      each: pick.of([2, 4, 8]),
    };
  },
  templates: [
    'A grid with {rows} rows and {cols} columns is stored row by row in one array. Each cell takes {each} bytes. At which byte offset is the cell in row {row}, column {col} (all counted from 0)?',
    'Byte offset of `grid[{row}][{col}]` in C, if it is declared with {cols} columns and the type has {each} bytes?',
    'row-major, {cols} columns, {each} bytes per cell, cell ({row}, {col}) zero-based -> byte offset?',
    'flattened 2d table: width {cols}, element size {each} bytes. i need the offset in bytes for row {row} col {col}, both start with 0',
    'An image is {cols} pixels wide, and a pixel has {each} bytes. Rows follow one another without gaps. Where, in bytes from the start, does the pixel at x = {col}, y = {row} begin (0 is first)?',
  ],
  goal: 'the offset',
  unit: 'bytes',
  steps: [
    {
      title: 'Count the cells of the rows before',
      text: '[{row} full rows come before it|rows 0 up to the one before it are full]',
      work: '{row} * {cols}',
      unit: 'cells',
    },
    {
      title: 'Add the column',
      text: '[in its row, {col} come before it|in the row itself {col} more come first]',
      work: '{1} + {col}',
      unit: 'cells',
    },
    {
      title: 'Convert to bytes',
      text: '[each cell has {each} bytes|every cell takes {each} bytes]',
      work: '{2} * {each}',
    },
  ],
});

/** Pages, slices and indexes. */
export const pagesAndSlices: readonly AnyForm[] = [
  lastPage,
  pageOfItem,
  itemsOfPage,
  sliceOfSlice,
  elementOfRange,
  flatIndex,
];
