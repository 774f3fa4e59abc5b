import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { drawNames } from './drawNames';

const meeting = definePlainForm({
  name: 'meeting',
  draw: (pick, size) => {
    const [a, b] = [pick.int(4, 30 * size), pick.int(4, 30 * size)];
    return { a, b, distance: (a + b) * pick.int(2, 6), ...drawNames(pick) };
  },
  templates: [
    '{first} and {second} are {distance} km apart and drive towards each other, {first} at {a} km/h and {second} at {b} km/h. After how many hours do they meet?',
    'When do two trains meet (in hours)? They start at the same time from both ends of a line of {distance} km, one with {a} km/h, the other with {b} km/h.',
    'distance {distance} km, v1 = {a} km/h, v2 = {b} km/h, opposite directions towards each other. hours until they meet?',
    'two drones fly at each other, {a} and {b} km per hour, they are {distance} km away from each other now. how many hours til they are at the same place',
    '{second} leaves town B with {b} km/h when {first} leaves town A with {a} km/h, each heading for the other town. From A to B it is {distance} km. Hours until they pass each other?',
  ],
  goal: 'the time until they meet',
  unit: 'hours',
  steps: [
    {
      title: 'Add the speeds',
      text: '[each hour they come closer by both speeds|they move towards each other, so the speeds add up]',
      work: '{a} + {b}',
      unit: 'km',
    },
    {
      title: 'Divide the distance',
      text: '[the {distance} km shrink by this every hour|we divide the {distance} km by it]',
      work: '{distance} / {1}',
    },
  ],
});

const catchingUp = definePlainForm({
  name: 'catchingUp',
  draw: (pick, size) => {
    const slow = pick.int(3, 20 * size);
    const lead = pick.int(1, 4);
    return { slow, lead, fast: slow + pick.int(1, 15 * size), ...drawNames(pick) };
  },
  templates: [
    '{first} starts with {slow} km/h. {lead} hours later {second} follows with {fast} km/h on the same road. How many hours does {second} need to catch up?',
    'How many hours until {second} reaches {first}? {first} has {lead} hours of lead at {slow} km/h, {second} rides {fast} km/h.',
    'lead: {lead} h at {slow} km/h; pursuer: {fast} km/h. hours to catch up?',
    'a truck left {lead} hours ago, it goes {slow} km/h. i follow with {fast} km/h, so after how many hours do i have it',
    'Process one writes {slow} blocks an hour and has a start of {lead} hours. Process two reads {fast} blocks an hour behind it. After how many hours of reading is the reader level with the writer?',
  ],
  goal: 'the time',
  unit: 'hours',
  steps: [
    {
      title: 'Find the lead',
      text: '[{lead} hours with {slow} each are ahead|in {lead} hours at {slow} the lead grows to]',
      work: '{slow} * {lead}',
    },
    {
      title: 'Find the difference of the speeds',
      text: '[each hour the gap shrinks by|the second one gains per hour]',
      work: '{fast} - {slow}',
    },
    {
      title: 'Divide',
      text: '[the lead shrinks by this each hour|we divide the lead by what is gained]',
      work: '{1} / {2}',
    },
  ],
});

const averageSpeed = definePlainForm({
  name: 'averageSpeed',
  draw: (pick, size) => ({
    t1: pick.int(1, 5),
    v1: pick.multiple(5, 10, 30 * size),
    t2: pick.int(1, 5),
    v2: pick.multiple(5, 10, 30 * size),
    who: pick.of(['A car', 'A courier', 'A cyclist', 'A robot', 'A boat']),
    liters: pick.int(4, 40),
  }),
  templates: [
    '{who} moves for {t1} hours at {v1} km/h and then for {t2} hours at {v2} km/h. What is the average speed of the whole trip in km/h?',
    'Average speed in km/h over everything: first {t1} h with {v1} km/h, after that {t2} h with {v2} km/h?',
    '{t1} h @ {v1} km/h, {t2} h @ {v2} km/h. mean speed (km/h)?',
    'drove {t1} hours on small roads at {v1} km/h, then {t2} hours on the highway at {v2} km/h[, used {liters} liters|]. what was my average in km per hour',
    'The first leg lasts {t1} hours at {v1} km/h, the second one {t2} hours at {v2} km/h. Divide all kilometers by all hours: what comes out?',
  ],
  goal: 'the average speed',
  unit: 'km per hour',
  steps: [
    {
      title: 'Find the first distance',
      text: '[{t1} hours at {v1} km/h|the first part is]',
      work: '{t1} * {v1}',
      unit: 'km',
    },
    {
      title: 'Find the second distance',
      text: '[{t2} hours at {v2} km/h|the second part is]',
      work: '{t2} * {v2}',
      unit: 'km',
    },
    {
      title: 'Find the whole time',
      text: '[both times together|on the way we are for]',
      work: '{t1} + {t2}',
      unit: 'hours',
    },
    {
      title: 'Divide',
      text: '[all km by all hours|the whole way by the whole time]',
      work: '({1} + {2}) / {3}',
    },
  ],
});

const arrivalWithStop = definePlainForm({
  name: 'arrivalWithStop',
  draw: (pick, size) => {
    const speed = pick.of([20, 30, 40, 60, 80, 90, 120]);
    return {
      speed,
      distance: (speed * pick.int(1, 5 * size)) / pick.of([1, 2]),
      pause: pick.multiple(5, 5, 45),
      load: pick.int(2, 9),
    };
  },
  templates: [
    'A van drives {distance} km at {speed} km/h and stops for {pause} minutes on the way. How many minutes does the whole trip take?',
    'How many minutes is the trip in total, with {distance} km to go, a speed of {speed} km/h and one break of {pause} minutes?',
    'd = {distance} km, v = {speed} km/h, stop = {pause} min. total in minutes?',
    '{distance} km with {speed} km/h, plus {pause} min for charging. door to door in minutes?',
    'A delivery robot[ with {load} parcels|] has {distance} km ahead of it and does {speed} km an hour. Loading takes {pause} minutes extra. Give the total in minutes.',
  ],
  goal: 'the total time',
  unit: 'minutes',
  steps: [
    {
      title: 'Find the hours of driving',
      text: '[the distance divided by the speed|at {speed} km an hour, {distance} km take]',
      work: '{distance} / {speed}',
      unit: 'hours',
    },
    {
      title: 'Convert to minutes',
      text: '[one hour is 60 minutes|in minutes, this is]',
      work: '{1} * 60',
      unit: 'minutes',
    },
    {
      title: 'Add the break',
      text: '[the {pause} minutes come on top|we add {pause} minutes]',
      work: '{2} + {pause}',
    },
  ],
});

const fuelCost = definePlainForm({
  name: 'fuelCost',
  draw: (pick, size) => ({
    per: pick.int(4, 12),
    distance: pick.multiple(50, 50, 200 * size),
    price: pick.of([1.2, 1.4, 1.5, 1.6, 1.8, 2]),
    seats: pick.int(2, 5),
  }),
  templates: [
    'A car uses {per} liters per 100 km. Fuel costs {price} dollars a liter. How many dollars does a trip of {distance} km cost?',
    'What do {distance} km cost in dollars at {per} l/100 km and {price} dollars per liter?',
    'consumption: {per} l per 100 km\nprice: {price} dollars/l\ntrip: {distance} km\ncost in dollars: ?',
    'we drive {distance} km, the car takes {per} liters for 100 km, a liter is {price} dollars. how many dollars for gas',
    'Gas is at {price} dollars per liter. My van with {seats} seats needs {per} liters for every 100 km. Compute the dollars for {distance} km.',
  ],
  goal: 'the cost',
  unit: 'dollars',
  steps: [
    {
      title: 'Count the hundreds of km',
      text: '[{per} liters are for 100 km each|we see how often 100 km go into {distance} km]',
      work: '{distance} / 100',
    },
    {
      title: 'Find the liters',
      text: '[each takes {per} liters|with {per} liters for each we need]',
      work: '{1} * {per}',
      unit: 'liters',
    },
    {
      title: 'Multiply by the price',
      text: '[a liter costs {price} dollars|at {price} dollars a liter it costs]',
      work: '{2} * {price}',
    },
  ],
});

/** Ways, speeds and what they take. */
export const trips: readonly AnyForm[] = [
  meeting,
  catchingUp,
  averageSpeed,
  arrivalWithStop,
  fuelCost,
];
