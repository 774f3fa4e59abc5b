import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';
import { people, services } from '../../words';
import { chainLines } from '../chainOrder';
import type { Fact } from '../chainOrder';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const;
const counts = { easy: 3, medium: 4, hard: 5 } as const;

/** `1. Ann, 2. Bob` */
function numbered(names: readonly string[]): string {
  return names.map((name, i) => `${i + 1}. ${name}`).join(', ');
}

const measuredRank = defineTrainForm({
  name: 'measuredRank',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = counts[difficulty];
    const names = pick.sample(services, count);
    const values = pick.until(
      () => names.map(() => pick.int(12, 400)),
      (drawn) => new Set(drawn).size === count,
    );
    const isFast = pick.chance(0.5);
    const rank = pick.int(1, count - 2);
    return {
      names,
      values,
      isFast,
      rank,
      asked: `${ordinals[rank] ?? ''} ${isFast ? 'fastest' : 'slowest'}`,
      list: names.map((name, i) => `${name} ${values[i] ?? 0} ms`).join(', '),
    };
  },
  templates: [
    'These response times were measured: {list}. Which service is the {asked}?',
    'Which one is the {asked}? {list}.',
    'latencies: {list}\n{asked}: ?',
    'i have these timings, {list}, tell me the name of the {asked} one',
    'A dashboard shows {list} (less is faster). Name the {asked} service.',
    '# {list}\n# the {asked} is ...',
  ],
  solve: ({ names, values, isFast, rank, asked }) => {
    const order = names
      .map((name, i) => ({ name, value: values[i] ?? 0 }))
      .sort((a, b) => (isFast ? a.value - b.value : b.value - a.value));
    const answer = order[rank]?.name ?? '';
    return {
      answer,
      goal: `the ${asked} one`,
      steps: [
        {
          title: 'Sort the times',
          text: `[from the ${isFast ? 'shortest to the longest' : 'longest to the shortest'} time|sorted, the ${isFast ? 'fastest' : 'slowest'} first]: ${order.map(({ name, value }) => `${name} ${value}`).join(', ')}`,
        },
        {
          title: 'Count to the place',
          text: `we count: ${numbered(order.slice(0, rank + 1).map(({ name }) => name))}, so ${answer} is the ${asked}`,
        },
      ],
    };
  },
});

const comparedSums = defineTrainForm({
  name: 'comparedSums',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const size = { easy: 1, medium: 2, hard: 5 }[difficulty];
    const [a = '', b = '', c = ''] = pick.sample(people, 3);
    const { base, k, d } = pick.until(
      () => ({ base: pick.int(6, 20 * size), k: pick.int(2, 4), d: pick.int(2, 15 * size) }),
      (drawn) => drawn.base * drawn.k > drawn.d && (drawn.k - 1) * drawn.base !== drawn.d,
    );
    return {
      a,
      b,
      c,
      base,
      k,
      d,
      thing: pick.of(['bugs', 'points', 'pull requests', 'pages', 'pushups']),
    };
  },
  templates: [
    '{a} has {base} {thing}. {b} has {k} times as many as {a}, and {c} has {d} fewer than {b}. Who of the three is in the middle?',
    'Who is second of three, by {thing}? {a}: {base}. {b}: {k} times the number of {a}. {c}: {d} less than {b}.',
    '{a} = {base} {thing}, {b} = {k} * {a}, {c} = {b} - {d}. who has neither the most nor the least?',
    '{c} made {d} {thing} less than {b}, and {b} made {k} times as many as {a}, who made {base}. who is in the middle of the three',
    'Sort {a}, {b} and {c} by {thing} and name the one in the middle. {a} has {base}, {b} {k} times that, {c} {d} fewer than {b}.',
  ],
  solve: ({ a, b, c, base, k, d }) => {
    const values = [
      { name: a, value: base },
      { name: b, value: k * base },
      { name: c, value: k * base - d },
    ].sort((x, y) => y.value - x.value);
    const answer = values[1]?.name ?? '';
    return {
      answer,
      goal: 'the one in the middle',
      steps: [
        {
          title: `Find the number of ${b}`,
          text: `${b} has ${k} times the ${base} of ${a}`,
          equations: [`${k} * ${base} = ${k * base}`],
        },
        {
          title: `Find the number of ${c}`,
          text: `${c} has ${d} less than ${b}`,
          equations: [`${k * base} - ${d} = ${k * base - d}`],
        },
        {
          title: 'Sort',
          text: `from most to least: ${values.map(({ name, value }) => `${name} ${value}`).join(', ')}; so ${answer} is in the middle`,
        },
      ],
    };
  },
});

/** Ways to say that one comes before another. */
const befores = [
  (early: string, late: string) => `${late} needs ${early}`,
  (early: string, late: string) => `${early} must run before ${late}`,
  (early: string, late: string) => `${late} has to wait for ${early}`,
  (early: string, late: string) => `${late} is only possible after ${early}`,
] as const;
const jobNames = [
  'lint',
  'build',
  'test',
  'deploy',
  'backup',
  'migrate',
  'notify',
  'scan',
  'pack',
  'sign',
];

const buildSequence = defineTrainForm({
  name: 'buildSequence',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const order = pick.sample(jobNames, counts[difficulty]);
    const facts = pick.shuffle(
      order.slice(1).map((low, i): Fact => {
        const high = order[i] ?? '';
        return { high, low, text: pick.of(befores)(high, low) };
      }),
    );
    const at = pick.int(1, order.length - 1);
    return {
      order,
      facts,
      at,
      place: at === order.length - 1 && pick.chance(0.5) ? 'last' : (ordinals[at] ?? ''),
      told: facts.map(({ text }) => text).join('; '),
      names: pick.shuffle(order).join(', '),
    };
  },
  templates: [
    'The jobs {names} run one at a time. {told}. Which job is the {place} one to run?',
    'Which of {names} runs as the {place} one? Constraints: {told}.',
    'jobs: {names}\nrules: {told}\n{place} job: ?',
    'pipeline question: {told}. only one job at a time. which one comes {place}',
    'A colleague removed the stage numbers from our pipeline. What we know is this: {told}. Name the job in {place} place.',
  ],
  solve: ({ order, facts, at, place }, pick) => {
    const answer = order[at] ?? '';
    return {
      answer,
      goal: `the ${place} job`,
      steps: [
        {
          title: 'Put the rules together',
          text: `${pick.of(['we write', 'let us write'])} > for "runs before" and take one rule at a time:\n${chainLines(facts).join('\n')}`,
        },
        {
          title: 'Read off the answer',
          text: `[the order is complete, and we count|the order from the first to the last is known, so we count]: ${numbered(order.slice(0, at + 1))}${place === 'last' ? ', and that is the end' : ''}`,
        },
      ],
    };
  },
});

const reorderedList = defineTrainForm({
  name: 'reorderedList',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const names = pick.sample(['A', 'B', 'C', 'D', 'E', 'F', 'G'], difficulty === 'hard' ? 5 : 4);
    const moves: string[] = [];
    const states: string[][] = [names];
    for (let i = 0; i < { easy: 2, medium: 2, hard: 3 }[difficulty]; i += 1) {
      const now = states.at(-1) ?? [];
      const kind = pick.of(
        ['swap', 'toEnd', 'toFront', 'reverse'].filter(
          (each) => moves.length > 0 || each !== 'reverse',
        ),
      );
      const [x = '', y = ''] = pick.sample(now, 2);
      const [firstOne = '', lastOne = ''] = [now[0], now.at(-1)];
      if (kind === 'swap') {
        moves.push(`swap ${x} and ${y}`);
        states.push(now.map((each) => (each === x ? y : each === y ? x : each)));
      } else if (kind === 'toEnd') {
        const moved = x === lastOne ? firstOne : x;
        moves.push(`move ${moved} to the end`);
        states.push([...now.filter((each) => each !== moved), moved]);
      } else if (kind === 'toFront') {
        const moved = x === firstOne ? lastOne : x;
        moves.push(`move ${moved} to the front`);
        states.push([moved, ...now.filter((each) => each !== moved)]);
      } else {
        moves.push('reverse the whole list');
        states.push([...now].reverse());
      }
    }
    const at = pick.int(1, names.length - 2);
    return {
      names,
      moves,
      states,
      at,
      place: ordinals[at] ?? '',
      list: names.join(' '),
      told: moves.join(', then '),
    };
  },
  templates: [
    'A list has the order {list}. Now {told}. What is in {place} place?',
    'Start: {list}. Do this: {told}. Which letter is {place} then?',
    'order = {list}\nsteps: {told}\n{place} from the front?',
    'playlist is {list}, i {told}, whats the {place} song now',
    'The tabs of my editor are, from left to right, {list}. I {told}. Which tab is the {place} one from the left?',
    'What stands {place} in {list} after these changes: {told}?',
  ],
  solve: ({ moves, states, at, place }) => {
    const last = states.at(-1) ?? [];
    const answer = last[at] ?? '';
    return {
      answer,
      goal: `the ${place} one`,
      steps: [
        {
          title: 'Make one change at a time',
          text: `[after each change the order is|we write down the order after each change]:\n${moves.map((move, i) => `${move}: ${(states[i + 1] ?? []).join(' ')}`).join('\n')}`,
        },
        {
          title: 'Count to the place',
          text: `we count: ${numbered(last.slice(0, at + 1))}, so ${answer} is ${place}`,
        },
      ],
    };
  },
});

/** Orders from measured numbers, rules and changes. */
export const sequences: readonly AnyForm[] = [
  measuredRank,
  comparedSums,
  buildSequence,
  reorderedList,
];
