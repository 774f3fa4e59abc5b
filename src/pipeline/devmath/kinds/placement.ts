import { defineTrainForm } from '../form';
import type { Pick } from '../pick';
import { people } from '../words';
import { chainLines } from './chainOrder';
import type { Fact } from './chainOrder';

const themes = [
  {
    more: ['is taller than'],
    less: ['is shorter than', 'is not as tall as'],
    top: 'tallest',
    bottom: 'shortest',
    areMore: 'are taller than',
    areLess: 'are shorter than',
    between: 'is between {a} and {b} in height',
  },
  {
    more: ['is older than', 'was born before'],
    less: ['is younger than', 'was born after'],
    top: 'oldest',
    bottom: 'youngest',
    areMore: 'are older than',
    areLess: 'are younger than',
    between: 'is between {a} and {b} in age',
  },
  {
    more: ['finished before', 'was faster than'],
    less: ['finished after', 'was slower than'],
    top: 'fastest',
    bottom: 'slowest',
    areMore: 'were faster than',
    areLess: 'were slower than',
    between: 'finished between {a} and {b}',
  },
  {
    more: ['has more points than', 'is ahead of'],
    less: ['has fewer points than', 'is behind'],
    top: 'best',
    bottom: 'worst',
    areMore: 'have more points than',
    areLess: 'have fewer points than',
    between: 'is between {a} and {b} in points',
  },
  {
    more: ['earns more than'],
    less: ['earns less than', 'does not earn as much as'],
    top: 'best paid',
    bottom: 'worst paid',
    areMore: 'earn more than',
    areLess: 'earn less than',
    between: 'is between {a} and {b} in pay',
  },
] as const;

type Theme = (typeof themes)[number];

/** What is asked about the order, and how the answer is read off it. */
interface Asked {
  readonly asked: string;
  readonly answer: string;
  readonly goal: string;
  readonly reading: string;
  /** Where the answer is a difference. */
  readonly equation?: string;
}

const ranks = ['', 'second ', 'third ', 'fourth '] as const;

function counted(names: readonly string[]): string {
  return names.map((name, i) => `${i + 1}. ${name}`).join(', ');
}

function askRank(pick: Pick, order: readonly string[], { top, bottom }: Theme): Asked {
  const isTop = pick.chance(0.5);
  const rank = pick.int(0, order.length - 2);
  const listed = (isTop ? order : [...order].reverse()).slice(0, rank + 1);
  const asked = `${ranks[rank] ?? ''}${isTop ? top : bottom}`;
  const answer = listed.at(-1) ?? '';
  return {
    asked: pick.of([
      `Who is the ${asked}?`,
      `Name the ${asked} of them.`,
      `Which one is the ${asked}?`,
    ]),
    answer,
    goal: `the ${asked}`,
    reading:
      rank === 0
        ? `the ${asked} stands ${isTop ? 'first' : 'last'}, and that is ${answer}`
        : `the ${isTop ? top : bottom} stands ${isTop ? 'first' : 'last'}, so we count from the ${isTop ? 'start' : 'end'}: ${counted(listed)}`,
  };
}

function askBetween(pick: Pick, order: readonly string[], { between }: Theme): Asked {
  const at = pick.int(1, order.length - 2);
  const [a = '', answer = '', b = ''] = order.slice(at - 1);
  const ends = pick.shuffle([a, b]);
  const phrase = between.replace('{a}', ends[0] ?? '').replace('{b}', ends[1] ?? '');
  const isMiddle = order.length === 2 * at + 1 && pick.chance(0.5);
  return {
    asked: isMiddle
      ? pick.of(['Who is in the middle?', 'Who is exactly in the middle of the order?'])
      : pick.of([`Who ${phrase}?`, `Which one ${phrase}?`]),
    answer,
    goal: isMiddle ? 'the one in the middle' : `the one between ${a} and ${b}`,
    reading: isMiddle
      ? `as many stand before ${answer} as after, so ${answer} is in the middle`
      : `${a} > ${answer} > ${b} stand next to each other, so ${answer} is between ${a} and ${b}`,
  };
}

function askCount(pick: Pick, order: readonly string[], { areMore, areLess }: Theme): Asked {
  const isMore = pick.chance(0.5);
  const at = pick.int(1, order.length - 1);
  const list = isMore ? order : [...order].reverse();
  const target = list[at] ?? '';
  const phrase = `${isMore ? areMore : areLess} ${target}`;
  return {
    asked: pick.of([`How many of them ${phrase}?`, `What is the number of those who ${phrase}?`]),
    answer: String(at),
    goal: `the number of those who ${phrase}`,
    reading: `those who ${phrase} stand ${isMore ? 'before' : 'after'} ${target}; counted from the ${isMore ? 'start' : 'end'}: ${counted(list.slice(0, at + 1))}, so we leave out ${target}`,
    equation: `${at + 1} - 1 = ${at}`,
  };
}

function told(pick: Pick, facts: readonly Fact[]): string {
  const texts = facts.map(({ text }) => text);
  return pick.of([
    `${texts.join('. ')}.`,
    `${texts.join('. ')}.`,
    `${texts.slice(0, -1).join(', ')}, and ${texts.at(-1) ?? ''}.`,
    `${texts.join('; ')}.`,
  ]);
}

export const placement = defineTrainForm({
  name: 'placement',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const theme = pick.of<Theme>(themes);
    const order = pick.sample(people, { easy: 3, medium: 4, hard: 5 }[difficulty]);
    const links = order.slice(1).map((low, i) => ({ high: order[i] ?? '', low }));
    const facts = pick.shuffle(links).map((link): Fact => {
      const { high, low } = link;
      const text = pick.chance(0.5)
        ? `${high} ${pick.of<string>(theme.more)} ${low}`
        : `${low} ${pick.of<string>(theme.less)} ${high}`;
      return { ...link, text };
    });
    const ask = pick.of([askRank, askRank, askBetween, askCount]);
    return {
      theme,
      facts,
      ...ask(pick, order, theme),
      told: told(pick, facts),
      names: pick.shuffle(order).join(', '),
    };
  },
  templates: [
    '{told} {asked}',
    '{asked} {told}',
    'Think of {names}. {told} {asked}',
    'I asked around and heard this: {told} {asked}',
    'From these notes about {names}, answer one question. {told} {asked}',
    '{asked} This is all I know about {names}. {told}',
    'notes: {told}\nquestion: {asked}',
    'Nobody in this group is level with anybody else. {told} {asked}',
  ],
  solve: ({ theme, facts, answer, goal, reading, equation }, pick) => ({
    answer,
    goal,
    steps: [
      {
        title: 'Put the facts together',
        text: `${pick.of(['we write', 'let us write'])} > for "${theme.more[0]}" and take one fact at a time:\n${chainLines(facts).join('\n')}`,
      },
      {
        title: 'Read off the answer',
        text: `the order from the ${theme.top} to the ${theme.bottom} is complete; ${reading}`,
        ...(equation === undefined ? {} : { equations: [equation] }),
      },
    ],
  }),
});
