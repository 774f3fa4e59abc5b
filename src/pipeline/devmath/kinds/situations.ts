import { choose, descending, factorial } from '../choices';
import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';

/** Who or what is picked together; only the situation says that there is no order. */
const group = defineTrainForm({
  name: 'group',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const [least, most] = ({ easy: [5, 8], medium: [7, 12], hard: [10, 20] } as const)[difficulty];
    const n = pick.int(least, most);
    return { n, k: pick.int(difficulty === 'easy' ? 2 : 3, difficulty === 'hard' ? 5 : 4) };
  },
  templates: [
    'A team of {n} sends {k} of its members to a conference. How many different groups could go?',
    'There are {n} [candidates|volunteers|applicants] for a committee with {k} equal seats. How many different committees can be formed?',
    'Of {n} open bugs we fix {k} this week. In how many ways can these {k} be selected?',
    'How many ways are there to pick {k} toppings for a pizza from a menu of {n}, no topping twice?',
    'We run an experiment on {k} of our {n} [servers|nodes|customers], all treated alike. How many samples are possible?',
    '{k} tickets are drawn from a box with {n} different ones, all at once. How many different draws can there be?',
    'I may take {k} books on my trip and own {n} that I have not read yet. How many packings are there?',
    'From {n} [test cases|feature requests|photos], {k} go into a small collection that has no ranking. How many collections can come out?',
    'My manager wants {k} of us {n} on call at the same time, all with the same duties. How many on-call teams are possible?',
    'how many different hands of {k} cards can I get from a pile of {n} different cards',
    'pool: {n} people\nneeded: {k} for one shift, everyone does the same work\nWhich number of teams is possible?',
    'A merge needs exactly {k} approvals, and any of {n} code owners can give one of them. How many sets of approvers are possible?',
    '{n} friends play a game for teams of {k}. How many different teams of {k} could start?',
    'Suppose {k} of {n} switches are turned on and the rest stay off. How many such settings are there?',
  ],
  solve: ({ n, k }) => ({
    answer: String(choose(n, k)),
    goal: 'the number of choices',
    steps: [
      {
        title: 'Choose without order',
        text: `[it only matters which ${k} of the ${n} are taken, not in which order|the ${k} taken out of ${n} are all alike, and their order does not matter], so we divide the orders of all by the orders of the chosen ones and of the others`,
        equations: [`${n}! / (${k}! * (${n} - ${k})!) = ${choose(n, k)}`],
      },
    ],
  }),
});

const handshakes = defineTrainForm({
  name: 'handshakes',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    n: difficulty === 'easy' ? pick.int(4, 12) : pick.int(13, 50),
  }),
  templates: [
    '{n} people meet and each one shakes hands with each other one. How many handshakes are there?',
    'At the start of a workshop everyone clinks glasses with everyone else once. There are {n} people. How often do two glasses clink?',
    'Any two of our {n} tests could disturb each other, so we run every pair of them together once. How many runs is that?',
    'How many different pairs can be made from {n} [developers|students|branches]?',
    'In a full mesh, each of {n} routers has a direct cable to each of the others. How many cables are there?',
    'Every two of {n} teams play one match. How long is the list of matches?',
    'A script compares each of {n} images with each other one, no pair twice. How many comparisons does it make?',
    '{n} people in a chat room, and any two of them may open a private chat. Largest number of private chats?',
    'for pair programming we want everyone to work with everyone else once, we are {n} people. how many sessions do we have to plan',
    'How many straight lines are there if every two of {n} points on a circle are joined by one?',
  ],
  solve: ({ n }) => ({
    answer: String((n * (n - 1)) / 2),
    goal: 'the number of pairs',
    steps: [
      {
        title: 'Count the pairs',
        text: `each of the ${n} goes together with all others, one less than ${n}, and each pair is counted twice, so we divide by 2`,
        equations: [`${n} * ${n - 1} / 2 = ${(n * (n - 1)) / 2}`],
      },
    ],
  }),
});

/** Some get different places or roles; only the situation says that the order matters. */
const podium = defineTrainForm({
  name: 'podium',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const [least, most] = ({ easy: [4, 8], medium: [6, 12], hard: [9, 20] } as const)[difficulty];
    const n = pick.int(least, most);
    const k = difficulty === 'easy' ? 2 : pick.int(3, 4);
    const roles = ['a chair', 'a deputy', 'a secretary', 'a treasurer'];
    const medals = ['first', 'second', 'third', 'fourth'];
    const listed = (words: readonly string[]): string =>
      `${words.slice(0, k - 1).join(', ')} and ${words[k - 1] ?? ''}`;
    return { n, k, roles: listed(roles), places: listed(medals) };
  },
  templates: [
    '{n} runners take part in a race without ties. In how many ways can the {places} places be filled?',
    'A club of {n} people elects {roles}, and nobody gets two posts. How many outcomes can the election have?',
    'Out of {n} talks, {k} are put on the program, one after the other. How many programs are possible?',
    'We have {n} bugs and {k} developers. Each developer gets one bug, no two the same one. How many assignments are there?',
    'How many passwords of {k} characters can be made from {n} characters if no character occurs twice?',
    'Of {n} jobs, {k} can still run tonight, one by one. How many different queues are possible?',
    '{k} people choose a seat in a row of {n} empty chairs. In how many ways can they sit down?',
    'A jury ranks its best {k} out of {n} entries, from best to next best. How many rankings can there be?',
    '{n} songs, a playlist of {k} of them, none repeated, and it matters which one comes first. How many playlists?',
    'we give {k} different prizes to {n} people, at most one each. how many ways to hand them out',
    'candidates: {n}\nposts: {roles}\nno one may hold two posts\nHow many results are possible?',
    'Each of {k} services gets its own port out of {n} free ones. How many different configurations are possible?',
  ],
  solve: ({ n, k }) => ({
    answer: String(factorial(n) / factorial(n - k)),
    goal: 'the number of ways',
    steps: [
      {
        title: 'Multiply the choices',
        text: `the ${k} places [are not alike|differ], so the order matters; there are ${n} choices for the first of them and one less for each next one`,
        equations: [`${descending(n, k)} = ${factorial(n) / factorial(n - k)}`],
      },
    ],
  }),
});

const queue = defineTrainForm({
  name: 'queue',
  difficulties: ['easy', 'medium'],
  draw: (pick, difficulty) => ({
    n: difficulty === 'easy' ? pick.int(3, 5) : pick.int(6, 9),
  }),
  templates: [
    '{n} people line up for coffee. How many different lines are possible?',
    'In how many orders can we run {n} migrations that do not depend on each other?',
    '{n} different plugins are loaded one after the other. How many load orders are there?',
    'How many ways are there to place {n} books next to each other on a shelf?',
    'Each of {n} speakers gives one talk today. How many schedules are possible?',
    'A stand-up goes around {n} people, and everybody speaks once. In how many sequences can that happen?',
    '[1..{n}] in random order: how many results can the shuffle have?',
    '{n} developers, {n} laptops, one each. In how many ways can the laptops be handed out?',
    'we have to merge {n} branches, one by one. how many possible orders',
  ],
  solve: ({ n }) => ({
    answer: String(factorial(n)),
    goal: 'the number of orders',
    steps: [
      {
        title: 'Take the factorial',
        text: `all ${n} are put in order, with ${n} choices for the first, one less for each next one, and so on down to 1, so we take the factorial`,
        equations: [`${n}! = ${factorial(n)}`],
      },
    ],
  }),
});

const repeats = defineTrainForm({
  name: 'repeats',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const length = difficulty === 'easy' ? pick.int(2, 4) : pick.int(3, 6);
    const symbols = pick.of(
      { easy: [2, 3, 4, 10], medium: [3, 5, 6, 10], hard: [7, 8, 10, 16, 26] }[difficulty],
    );
    return { length, symbols };
  },
  templates: [
    'A lock has {length} wheels with {symbols} signs each. How many settings does it have?',
    'Each of {length} users picks one of {symbols} colors for a profile; two may pick the same one. How many results are possible?',
    'How many strings of length {length} exist over an alphabet of {symbols} characters?',
    'A code has {length} places, and every place holds one of {symbols} symbols, which may come again. How many codes are there?',
    'A quiz has {length} questions with {symbols} answers each. In how many ways can the sheet be filled in?',
    '{length} requests arrive, and each goes to any of {symbols} servers. How many distributions are there, if we can tell the requests apart?',
    'We spin a wheel with {symbols} fields {length} times and write down the results in order. How many lists can come out?',
    'an access code of {length} signs, {symbols} different signs on the keypad, repetition is fine. how many codes',
    'places: {length}\nvalues for each place: {symbols}\nvalues may repeat: yes\ncombinations: ?',
  ],
  solve: ({ length, symbols }) => ({
    answer: String(symbols ** length),
    goal: 'the number of possibilities',
    steps: [
      {
        title: 'Multiply the choices of all places',
        text: `each of the ${length} places has ${symbols} choices, whatever the others are, so ${symbols} is a factor ${length} times`,
        equations: [`${symbols}^${length} = ${symbols ** length}`],
      },
    ],
  }),
});

/** Choices with and without order, told apart by what they are for. */
export const situations: readonly AnyForm[] = [group, handshakes, podium, queue, repeats];
