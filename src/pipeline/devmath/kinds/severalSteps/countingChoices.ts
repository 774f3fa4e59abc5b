import { definePlainForm } from '../../plainForm';
import type { AnyForm } from '../../form';
import { people } from '../../words';

const lettersThenDigits = definePlainForm({
  name: 'lettersThenDigits',
  draw: (pick, size) => ({
    letters: pick.int(3, 6 + 2 * size),
    digits: pick.int(3, 10),
    what: pick.of(['code', 'plate', 'label', 'ticket number']),
  }),
  templates: [
    'A {what} has two different letters out of {letters} and then two different digits out of {digits}. The order matters. How many are possible?',
    'How many {what}s are there with 2 letters ({letters} to choose from) followed by 2 digits ({digits} to choose from), if no letter and no digit may occur twice?',
    '{what}: LLDD, {letters} letters, {digits} digits, nothing repeated. count?',
    'our {what} is two letters and two digits, we only use {letters} letters and {digits} digits and never the same one twice. how many different ones can we make',
    'First come 2 of {letters} letters, then 2 of {digits} digits, all without repetition, and the sequence counts. Find the number of results.',
  ],
  goal: 'the number of possibilities',
  steps: [
    {
      title: 'Count the letters',
      text: '[the first is one of {letters}, the second one of {letters} - 1|the second letter has one choice less]',
      work: '{letters} * ({letters} - 1)',
    },
    {
      title: 'Count the digits',
      text: '[for the digits as well|digits give, in the same way]',
      work: '{digits} * ({digits} - 1)',
    },
    {
      title: 'Multiply',
      text: '[each start goes with each end|we multiply both numbers]',
      work: '{1} * {2}',
    },
  ],
});

const atLeastOneDigit = definePlainForm({
  name: 'atLeastOneDigit',
  draw: (pick, size) => {
    const length = pick.int(2, size === 8 ? 4 : 3);
    return { length, letters: pick.int(2, 8), digits: pick.int(2, 5), user: pick.of(people) };
  },
  templates: [
    'A password has {length} characters from {letters} letters and {digits} digits, and it must have at least one digit. How many passwords are possible?',
    'How many strings of length {length} over {letters} letters and {digits} digits contain one digit or more?',
    'alphabet: {letters} letters + {digits} digits; length {length}; at least 1 digit. how many?',
    '{user} wants a key with {length} places, each is one of {letters} letters or {digits} digits (repeats ok) and not all of them letters. how many keys can that be',
    'Count the words of {length} symbols in which at least one symbol is a digit. There are {letters} letters and {digits} digits, and symbols may repeat.',
  ],
  goal: 'the number of passwords',
  steps: [
    {
      title: 'Count the characters',
      text: '[letters and digits together|a place can hold any of these characters]',
      work: '{letters} + {digits}',
    },
    {
      title: 'Count all',
      text: '[each of the {length} places can be any of these|{length} places are filled, so all in all there are]',
      work: '{1}^{length}',
    },
    {
      title: 'Count those without a digit',
      text: '[with letters alone|without any digit there are]',
      work: '{letters}^{length}',
    },
    {
      title: 'Subtract',
      text: '[all others have a digit|what remains has one digit or more]',
      work: '{2} - {3}',
    },
  ],
});

const tournamentDays = definePlainForm({
  name: 'tournamentDays',
  draw: (pick, size) => ({
    n: pick.int(4, 8 + size),
    perDay: pick.of([2, 3, 4, 5, 6]),
    rounds: 2,
    who: pick.of(['teams', 'players', 'bots', 'clubs']),
    prize: pick.multiple(50, 100, 900),
  }),
  templates: [
    '{n} {who} play a league in which everyone meets everyone else twice. There are {perDay} games a day. How many days does it last?',
    'How many days does a double round robin (2 rounds) of {n} {who} take with {perDay} games per day?',
    '{n} {who}, each pair plays {rounds} games, {perDay} games/day. days?',
    'we are {n} {who}, every pair has to play home and away, so twice. {perDay} matches fit in a day. the whole thing takes how many days',
    'A prize of {prize} dollars goes to the best of {n} {who}. Each of them meets each other one two times, and {perDay} games are held on a day. Number of days?',
  ],
  isWhole: true,
  goal: 'the number of days',
  unit: 'days',
  steps: [
    {
      title: 'Count the pairs',
      text: '[each of {n} meets {n} - 1 others, and each pair is counted twice then|the pairs of {n}]',
      work: '{n} * ({n} - 1) / 2',
      unit: 'pairs',
    },
    {
      title: 'Count the games',
      text: '[each pair plays 2 games|twice per pair makes]',
      work: '{1} * 2',
      unit: 'games',
    },
    {
      title: 'Divide by the games of a day',
      text: '[each day has {perDay} games|at {perDay} games a day it takes]',
      work: '{2} / {perDay}',
    },
  ],
});

const mixedTeam = definePlainForm({
  name: 'mixedTeam',
  draw: (pick, size) => ({
    a: pick.int(3, 5 + size),
    b: pick.int(3, 4 + size),
    ...pick.of([
      { x: 'developers', y: 'testers' },
      { x: 'frontend people', y: 'backend people' },
      { x: 'seniors', y: 'juniors' },
      { x: 'goalkeepers', y: 'forwards' },
    ]),
    floor: pick.int(2, 9),
  }),
  templates: [
    'There are {a} {x} and {b} {y}. A team has 2 {x} and 2 {y}. How many different teams are possible?',
    'In how many ways can one choose 2 of {a} {x} and 2 of {b} {y}?',
    'C({a}, 2) * C({b}, 2)',
    'we need two {x} and two {y} for a task force. {a} {x} and {b} {y} are on floor {floor}. how many different groups could it be',
    'Choose a crew: 2 out of {a} {x}, and 2 out of {b} {y}, without order. Number of crews?',
  ],
  goal: 'the number of teams',
  steps: [
    {
      title: 'Choose the {x}',
      text: '[2 of {a} without order|pairs of {a}]',
      work: '{a} * ({a} - 1) / 2',
    },
    {
      title: 'Choose the {y}',
      text: '[2 of {b} without order|pairs of {b}]',
      work: '{b} * ({b} - 1) / 2',
    },
    {
      title: 'Multiply',
      text: '[each choice goes with each other one|any pair here goes with any pair there]',
      work: '{1} * {2}',
    },
  ],
});

const meshCost = definePlainForm({
  name: 'meshCost',
  draw: (pick, size) => ({
    n: pick.int(4, 6 + 2 * size),
    each: pick.int(2, 30),
    ...pick.of([
      { node: 'sites', link: 'VPN tunnel', unit: 'dollars' },
      { node: 'switches', link: 'cable', unit: 'dollars' },
      { node: 'islands', link: 'ferry line', unit: 'dollars' },
    ]),
  }),
  templates: [
    '{n} {node} are connected so that there is one {link} between any two of them. A {link} costs {each} {unit}. How many {unit} is that in total?',
    'Full mesh of {n} {node}, {each} {unit} per {link}: total in {unit}?',
    '{n} {node}, one {link} per pair, {each} {unit} each. sum in {unit}?',
    'how much in {unit} if every one of {n} {node} gets a direct {link} to every other one and each {link} is {each} {unit}',
    'So far we route everything over one hub. Instead, each pair of our {n} {node} should get its own {link} for {each} {unit}. What does it cost in {unit}?',
  ],
  goal: 'the total cost',
  unit: '{unit}',
  steps: [
    {
      title: 'Count the pairs',
      text: '[each of {n} goes with {n} - 1 others, and we divide by 2, since each pair comes twice|the pairs of {n}]',
      work: '{n} * ({n} - 1) / 2',
      unit: 'pairs',
    },
    {
      title: 'Multiply by the price',
      text: '[each costs {each} {unit}|at {each} {unit} for one, it is]',
      work: '{1} * {each}',
    },
  ],
});

const excludedCombinations = definePlainForm({
  name: 'excludedCombinations',
  draw: (pick, size) => {
    const [a, b, c] = [pick.int(2, 4 + size), pick.int(2, 5), pick.int(2, 4)];
    return { a, b, c, bad: pick.int(1, a * b * c - 1), minutes: pick.int(2, 15) };
  },
  templates: [
    'A build matrix has {a} versions, {b} systems and {c} compilers. {bad} of the combinations are excluded. Each job takes {minutes} minutes. How many minutes of build time is that in total?',
    'Total job minutes? {a} x {b} x {c} matrix without {bad} excluded entries, {minutes} minutes per job.',
    'matrix: {a} * {b} * {c}; exclude: {bad}; per job: {minutes} min; total min?',
    'we test {a} browsers on {b} systems in {c} languages, but {bad} combos make no sense. every combo that is left costs {minutes} minutes. minutes in all?',
    'Shirts come in {a} colors, {b} sizes and {c} cuts, only {bad} of these variants are not made. Making one sample takes {minutes} minutes. How many minutes for one sample of each variant?',
  ],
  goal: 'the total time',
  unit: 'minutes',
  steps: [
    {
      title: 'Count all combinations',
      text: '[each goes with each|we multiply the numbers of choices]',
      work: '{a} * {b} * {c}',
    },
    {
      title: 'Leave some out',
      text: '[{bad} do not count|{bad} of these are left out]',
      work: '{1} - {bad}',
    },
    {
      title: 'Multiply',
      text: '[each takes {minutes} minutes|at {minutes} minutes for each]',
      work: '{2} * {minutes}',
    },
  ],
});

const optionalExtras = definePlainForm({
  name: 'optionalExtras',
  draw: (pick, size) => ({
    base: pick.int(2, 4 + size),
    sizes: pick.int(2, 4),
    extras: pick.int(2, 4 + Math.min(size, 3)),
    dollars: pick.int(5, 15),
  }),
  templates: [
    'A pizza place has {base} sorts in {sizes} sizes, and {extras} extra toppings that each can be added or not. How many different pizzas can one order?',
    'How many configurations are there with {base} plans, {sizes} regions and {extras} options that are either on or off?',
    '{base} models x {sizes} sizes x {extras} yes/no options. variants?',
    'cli has {base} commands, {sizes} output formats and {extras} boolean flags. any flag goes with anything. how many different calls',
    'A laptop is sold from {dollars} hundred dollars on: {base} models, {sizes} colors, and {extras} add-ons of which one takes any selection (also none). Number of versions?',
  ],
  goal: 'the number of versions',
  steps: [
    {
      title: 'Count what is chosen once',
      text: '[one of {base} with one of {sizes}|without the extras there are]',
      work: '{base} * {sizes}',
    },
    {
      title: 'Count the extras',
      text: '[each of the {extras} is taken or not|each of the {extras} has 2 states]',
      work: '2^{extras}',
    },
    { title: 'Multiply', text: '[all of it goes together|we multiply both]', work: '{1} * {2}' },
  ],
});

/** What is chosen in two steps, or chosen and then paid for. */
export const countingChoices: readonly AnyForm[] = [
  lettersThenDigits,
  atLeastOneDigit,
  tournamentDays,
  mixedTeam,
  meshCost,
  excludedCombinations,
  optionalExtras,
];
