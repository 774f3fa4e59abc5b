import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';

const ratioParts = definePlainForm({
  name: 'ratioParts',
  draw: (pick, size) => {
    const [a, b] = pick.until(
      () => [pick.int(2, 7), pick.int(3, 11)] as const,
      ([x, y]) => x < y,
    );
    return {
      a,
      b,
      total: (a + b) * pick.int(2, 15 * size),
      ...pick.of([
        { first: 'cement', second: 'sand', unit: 'kg' },
        { first: 'writes', second: 'reads', unit: 'requests' },
        { first: 'juice', second: 'water', unit: 'ml' },
        { first: 'cats', second: 'dogs', unit: 'photos' },
      ]),
    };
  },
  templates: [
    'The ratio of {first} to {second} is {a} to {b}. In total there are {total} {unit}. How many {unit} are {second}?',
    'How many {unit} of {second} are in {total} {unit}, if {first} and {second} are mixed {a}:{b}?',
    '{first}:{second} = {a}:{b}, sum {total} {unit}. {second} in {unit}?',
    'i have {total} {unit} altogether, {a} parts {first} and {b} parts {second}. so the {second} are how many {unit}',
    'Split {total} {unit} between {first} and {second} so that there are {a} parts of the former and {b} parts of the latter. How many {unit} go to {second}?',
  ],
  goal: 'the part of {second}',
  unit: '{unit}',
  steps: [
    {
      title: 'Count the parts',
      text: '[{a} parts and {b} parts|the ratio makes, in all]',
      work: '{a} + {b}',
      unit: 'parts',
    },
    {
      title: 'Find one part',
      text: '[all {total} are shared by the parts|one part of the {total} is]',
      work: '{total} / {1}',
      unit: '{unit}',
    },
    {
      title: 'Take the parts asked for',
      text: '[there are {b} parts of {second}|{second} gets {b} of these]',
      work: '{2} * {b}',
    },
  ],
});

const scaledRecipe = definePlainForm({
  name: 'scaledRecipe',
  draw: (pick, size) => {
    const n = pick.int(2, 8);
    return {
      n,
      m: pick.int(3, 10 + 4 * size),
      amount: n * pick.int(5, 50),
      other: pick.int(2, 9),
      ...pick.of([
        { thing: 'g of flour', who: 'people' },
        { thing: 'ml of milk', who: 'guests' },
        { thing: 'MB of memory', who: 'users' },
        { thing: 'lines of config', who: 'hosts' },
      ]),
    };
  },
  templates: [
    'For {n} {who} we need {amount} {thing}. How much is needed for {m} {who} (same amount for each)?',
    'How much for {m} {who}, if {n} {who} take {amount} {thing}?',
    '{n} {who} -> {amount} {thing}\n{m} {who} = ?',
    'the readme says {amount} {thing} for {n} {who}, we are planning with {m} {who}, what do we need then',
    '{amount} {thing} were enough for {n} {who}[ and {other} days of notice|]. Scale this to {m} {who}.',
  ],
  goal: 'the amount',
  steps: [
    {
      title: 'Find the amount for one',
      text: '[one of the {n} takes|we divide by {n} for one]',
      work: '{amount} / {n}',
    },
    {
      title: 'Multiply',
      text: '[for {m} it is {m} times that|{m} of them take]',
      work: '{1} * {m}',
    },
  ],
});

const aspectRatio = definePlainForm({
  name: 'aspectRatio',
  draw: (pick, size) => {
    const { x, y } = pick.of([
      { x: 16, y: 9 },
      { x: 4, y: 3 },
      { x: 3, y: 2 },
      { x: 5, y: 4 },
      { x: 16, y: 10 },
    ]);
    return { x, y, width: x * pick.int(6, 20 * size), hz: pick.of([50, 60, 75]) };
  },
  templates: [
    'A picture has an aspect ratio of {x}:{y} and is {width} pixels wide. How many pixels does it have in total?',
    'How many pixels has a {x}:{y} window with a width of {width}?',
    'ratio {x}:{y}, width {width} px, {hz} Hz. pixel count?',
    'i scale the video to a width of {width}, the format stays {x}:{y}. number of pixels in one frame',
    'The style sheet sets `aspect-ratio: {x} / {y}` and `width: {width}px`. What area does the element cover, in square pixels?',
  ],
  goal: 'the number of pixels',
  steps: [
    {
      title: 'Find one part',
      text: '[the width is {x} parts|{x} parts make the width, so one part is]',
      work: '{width} / {x}',
      unit: 'pixels',
    },
    {
      title: 'Find the height',
      text: '[the height is {y} parts|{y} of these make the height]',
      work: '{1} * {y}',
      unit: 'pixels',
    },
    {
      title: 'Multiply',
      text: '[width times height|we multiply width and height]',
      work: '{width} * {2}',
    },
  ],
});

const mapScale = definePlainForm({
  name: 'mapScale',
  draw: (pick, size) => ({
    scale: pick.of([5000, 10000, 20000, 25000, 50000]),
    cm: pick.int(2, 9 * size),
    sheet: pick.int(20, 90),
  }),
  templates: [
    'On a map with scale 1:{scale} a path is {cm} cm long. How many km is it really (1 km = 100000 cm)?',
    'How many km are {cm} cm on a 1:{scale} map, with 100000 cm in a km?',
    'scale 1:{scale}, {cm} cm on paper (sheet {sheet} cm wide), 1 km = 100000 cm. real length in km?',
    'measured {cm} cm on a 1 to {scale} map. whats that in km when 100000 cm make one',
    'A plan is drawn 1:{scale}. Two points on it are {cm} cm apart. State the true distance in km; 100000 cm are 1 km.',
  ],
  goal: 'the real length',
  unit: 'km',
  steps: [
    {
      title: 'Scale it up',
      text: '[each cm on the map is {scale} cm in reality|the scale makes {cm} cm {scale} times as long]',
      work: '{cm} * {scale}',
      unit: 'cm',
    },
    { title: 'Convert to km', text: '[100000 cm are one km|in km, that is]', work: '{1} / 100000' },
  ],
});

const tiledFloor = definePlainForm({
  name: 'tiledFloor',
  draw: (pick, size) => {
    const tile = pick.of([16, 20, 24, 32, 40, 50, 64]);
    return {
      tile,
      w: tile * pick.int(3, 8 * size),
      h: tile * pick.int(2, 6 * size),
      each: pick.int(2, 9),
      layers: pick.int(2, 4),
    };
  },
  templates: [
    'A level is {w} x {h} pixels and is made of square tiles with {tile} pixels per side. There are {layers} layers. How many tiles are stored?',
    'How many square tiles of {tile} pixels cover {w} by {h} pixels, in {layers} layers altogether?',
    'map {w}x{h} px, tile {tile}x{tile} px, {layers} layers. tiles in total?',
    'i cut an atlas of {w} by {h} pixels into squares of {tile}, for each of {layers} zoom levels of the same size. how many squares',
    'A wall {w} mm wide and {h} mm high is covered with square plates, {tile} mm on a side, {layers} plates thick. Count the plates.',
  ],
  goal: 'the number of tiles',
  steps: [
    {
      title: 'Count the columns',
      text: '[in one row there are|across, they fit so often]',
      work: '{w} / {tile}',
    },
    {
      title: 'Count the rows',
      text: '[one above the other there are|downwards, they fit so often]',
      work: '{h} / {tile}',
    },
    {
      title: 'Multiply',
      text: '[rows times columns, and that {layers} times|each layer has rows times columns]',
      work: '{1} * {2} * {layers}',
    },
  ],
});

const frameBorder = definePlainForm({
  name: 'innerArea',
  draw: (pick, size) => {
    const border = pick.int(2, 12);
    return {
      border,
      w: 2 * border + pick.multiple(10, 20, 60 * size),
      h: 2 * border + pick.multiple(10, 20, 40 * size),
      corner: pick.int(2, 8),
    };
  },
  templates: [
    'A box is {w} px wide and {h} px high, with a border of {border} px on every side inside of that. How many square pixels are left for the content?',
    'Content area in square pixels? Outer size {w} x {h}, border {border} on all four sides (box-sizing: border-box).',
    'outer {w}x{h}, padding {border} on each side[, radius {corner}|]. inner area?',
    'my div is {w} by {h} pixels, the border eats {border} pixels left, right, top and bottom. how many square pixels remain inside',
    'A lawn of {w} m by {h} m has a path of {border} m along all its sides, within the lawn. How many square meters of grass are inside the path?',
  ],
  goal: 'the inner area',
  steps: [
    {
      title: 'Find the inner width',
      text: '[the border is on the left and on the right|it is taken away on both sides]',
      work: '{w} - 2 * {border}',
    },
    {
      title: 'Find the inner height',
      text: '[above and below as well|the height loses it twice as well]',
      work: '{h} - 2 * {border}',
    },
    {
      title: 'Multiply',
      text: '[width times height|we multiply width and height]',
      work: '{1} * {2}',
    },
  ],
});

/** Ratios, scales, and areas of screens and floors. */
export const proportions: readonly AnyForm[] = [
  ratioParts,
  scaledRecipe,
  aspectRatio,
  mapScale,
  tiledFloor,
  frameBorder,
];
