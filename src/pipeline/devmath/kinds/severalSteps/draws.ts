import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';
import { gcd } from '../../gcd';

/** `6/45`, and that in lowest terms where it is not. */
function lowest(top: number, bottom: number): { readonly text: string; readonly extra: string } {
  const divisor = gcd(top, bottom);
  const text = `${top / divisor}/${bottom / divisor}`;
  return { text, extra: divisor === 1 ? '' : ` = ${text}` };
}

const sameColor = defineTrainForm({
  name: 'sameColor',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const most = { easy: 4, medium: 6, hard: 9 }[difficulty];
    const [x = '', y = ''] = pick.sample(['red', 'blue', 'green', 'white', 'black'], 2);
    return {
      a: pick.int(2, most),
      b: pick.int(2, most),
      x,
      y,
      thing: pick.of(['socks', 'marbles', 'cards', 'chips']),
    };
  },
  templates: [
    'A drawer has {a} {x} and {b} {y} {thing}. I take two without looking. What is the probability that both have the same color, as a fraction?',
    'Two {thing} of the same color: how probable is that (fraction) when two are drawn at once from {a} {x} and {b} {y} ones?',
    '{a} {x} + {b} {y} {thing}, draw 2 without replacement. P(same color) as a fraction?',
    'there are {a} {x} and {b} {y} {thing} in a bag and i pull out 2 of them. as a fraction, whats the chance they match in color',
    'From {a} {x} {thing} and {b} {y} {thing}, a pair is picked at random. Give the probability of equal colors as a fraction.',
  ],
  solve: ({ a, b, x, y }) => {
    const pairs = (n: number): number => (n * (n - 1)) / 2;
    const [all, good] = [pairs(a + b), pairs(a) + pairs(b)];
    const { text, extra } = lowest(good, all);
    return {
      answer: text,
      goal: 'the probability',
      steps: [
        {
          title: 'Count all pairs',
          text: `[there are ${a} + ${b} to choose from|any two of ${a} + ${b} can come]`,
          equations: [`${a + b} * ${a + b - 1} / 2 = ${all} pairs`],
        },
        {
          title: 'Count the pairs that match',
          text: `both ${x} or both ${y}`,
          equations: [`${a} * ${a - 1} / 2 + ${b} * ${b - 1} / 2 = ${good} pairs`],
        },
        {
          title: 'Divide',
          text: `[the good pairs by all pairs|this many of all pairs match]${extra === '' ? `: the probability is ${text}` : ''}`,
          ...(extra === '' ? {} : { equations: [`${good}/${all}${extra}`] }),
        },
      ],
    };
  },
});

const sumAtLeast = defineTrainForm({
  name: 'sumAtLeast',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => ({
    least: { easy: pick.int(10, 11), medium: pick.int(9, 11), hard: pick.int(8, 11) }[difficulty],
    game: pick.of(['board game', 'bet', 'quiz', 'match']),
  }),
  templates: [
    'Two fair dice with 6 sides are rolled. What is the probability, as a fraction, that the sum is {least} or more?',
    'P(sum >= {least}) for two ordinary six-sided dice (6 sides), as a fraction?',
    'two d6, total at least {least}. probability as fraction',
    'in a {game} i win with {least} or higher on two normal dice (sides 1 to 6). whats my chance as a fraction',
    'Roll 2 dice and add them up. How probable is it that one gets no less than {least}? Write a fraction. (6 sides each)',
  ],
  solve: ({ least }) => {
    const sums = [7, 8, 9, 10, 11, 12].filter((sum) => sum >= least);
    const ways = sums.map((sum) => 13 - sum);
    const good = ways.reduce((a, b) => a + b);
    const { text, extra } = lowest(good, 36);
    const counted = sums.map(
      (sum, i) => `${sum} in ${ways[i] ?? 0} ${ways[i] === 1 ? 'way' : 'ways'}`,
    );
    return {
      answer: text,
      goal: 'the probability',
      steps: [
        { title: 'Count all rolls', text: 'each die has 6 sides', equations: ['6 * 6 = 36 rolls'] },
        {
          title: 'Count the good rolls',
          text: `the sums come like this: ${counted.join(', ')}; we add the ways`,
          equations: [`${ways.join(' + ')} = ${good}`],
        },
        {
          title: 'Divide',
          text: `the good ones by all${extra === '' ? `: the probability is ${text}` : ''}`,
          ...(extra === '' ? {} : { equations: [`${good}/36${extra}`] }),
        },
      ],
    };
  },
});

/** Things drawn or rolled together, counted case by case. */
export const draws: readonly AnyForm[] = [sameColor, sumAtLeast];
