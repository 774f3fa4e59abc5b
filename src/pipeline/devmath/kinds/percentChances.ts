import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';
import type { Solution, Step } from '../solution';

/** Two or three things that fail or work, each by itself. `fails`: of one, `fail`: of several. */
const themes = [
  {
    things: 'disks',
    a: 'disk A',
    b: 'disk B',
    c: 'disk C',
    fails: 'fails',
    fail: 'fail',
    works: 'survives',
    work: 'survive',
  },
  {
    things: 'power supplies',
    a: 'the old supply',
    b: 'the new supply',
    c: 'the spare supply',
    fails: 'breaks',
    fail: 'break',
    works: 'holds',
    work: 'hold',
  },
  {
    things: 'links',
    a: 'the first link',
    b: 'the second link',
    c: 'the third link',
    fails: 'is down',
    fail: 'are down',
    works: 'is up',
    work: 'are up',
  },
  {
    things: 'tests',
    a: 'the login test',
    b: 'the upload test',
    c: 'the search test',
    fails: 'fails',
    fail: 'fail',
    works: 'passes',
    work: 'pass',
  },
  {
    things: 'downloads',
    a: 'the first download',
    b: 'the second download',
    c: 'the third download',
    fails: 'fails',
    fail: 'fail',
    works: 'succeeds',
    work: 'succeed',
  },
  {
    things: 'sensors',
    a: 'the left sensor',
    b: 'the right sensor',
    c: 'the rear sensor',
    fails: 'is broken',
    fail: 'are broken',
    works: 'works',
    work: 'work',
  },
] as const;

type Ask = 'allFail' | 'allWork' | 'someFail' | 'someWork';

function askedFor(pick: Pick, ask: Ask, theme: (typeof themes)[number], count: number): string {
  const { fails, fail, works, work } = theme;
  const all = count === 2 ? 'both' : `all ${count}`;
  const none = count === 2 ? 'neither of them' : 'none of them';
  return pick.of(
    {
      allFail: [`${all} ${fail}`, `${none} ${works}`],
      allWork: [`${all} ${work}`, `${none} ${fails}`],
      someFail: [`at least one of them ${fails}`, `not ${all} ${work}`],
      someWork: [`at least one of them ${works}`, `not ${all} ${fail}`],
    }[ask],
  );
}

/** `80 * 90 / 100`: percentages of percentages. */
function product(percents: readonly number[]): { readonly text: string; readonly value: number } {
  const hundreds = ' / 100'.repeat(percents.length - 1);
  const scale = 100 ** (percents.length - 1);
  return {
    text: `${percents.join(' * ')}${hundreds}`,
    value: percents.reduce((all, each) => all * each) / scale,
  };
}

interface Chances {
  readonly percents: readonly number[];
  /** Whether the percentages are those of failing. */
  readonly areFailing: boolean;
  readonly ask: Ask;
  readonly things: string;
  readonly fail: string;
  readonly work: string;
}

function solve({ percents, areFailing, ask, things, fail, work }: Chances): Solution {
  const isAboutFailing = ask === 'allFail' || ask === 'someWork';
  const verb = isAboutFailing ? fail : work;
  const steps: Step[] = [];
  let needed = percents;
  if (isAboutFailing !== areFailing) {
    needed = percents.map((percent) => 100 - percent);
    steps.push({
      title: `Find how often the ${things} ${verb}`,
      text: `[we need the chances that they ${verb}|the chances that they ${verb} are needed], the rest up to 100 percent`,
      equations: [...new Set(percents)].map((percent) => `100 - ${percent} = ${100 - percent}`),
    });
  }
  const { text, value } = product(needed);
  const all = percents.length === 2 ? 'both' : `all ${percents.length}`;
  steps.push({
    title: 'Multiply the percentages',
    text: `they are independent, so for "${all} ${verb}" we multiply the percentages and divide by 100 ${percents.length === 2 ? 'once' : 'twice'}`,
    equations: [`${text} = ${value}`],
  });
  const isOpposite = ask === 'someFail' || ask === 'someWork';
  const rest = Math.round(1000 - 10 * value) / 10;
  if (isOpposite) {
    steps.push({
      title: 'Take the opposite',
      text: `what is asked for is the opposite of "${all} ${verb}"`,
      equations: [`100 - ${value} = ${rest}`],
    });
  }
  return {
    answer: String(isOpposite ? rest : value),
    goal: 'the probability in percent',
    steps,
  };
}

/** Percentages whose product has one decimal at most, also the product of those up to 100. */
function drawPercents(pick: Pick, count: number, areEqual: boolean): readonly number[] {
  return pick.until(
    () => {
      const percents = Array.from({ length: count }, () => pick.multiple(5, 5, 95));
      return areEqual ? percents.map(() => percents[0] ?? 0) : percents;
    },
    (percents) =>
      [percents, percents.map((each) => 100 - each)].every(
        (each) => each.reduce((all, percent) => all * percent) % 10 ** (2 * count - 3) === 0,
      ),
  );
}

const asks = ['allFail', 'allWork', 'someFail', 'someWork'] as const;

const eachAlike = defineTrainForm({
  name: 'eachAlike',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = difficulty === 'hard' ? 3 : 2;
    const percents = drawPercents(pick, count, true);
    const areFailing = pick.chance(0.5);
    const ask = pick.of<Ask>(difficulty === 'easy' ? [areFailing ? 'allFail' : 'allWork'] : asks);
    const theme = pick.of(themes);
    return {
      percents,
      areFailing,
      ask,
      ...theme,
      number: count === 2 ? 'two' : 'three',
      percent: percents[0] ?? 0,
      given: areFailing ? theme.fails : theme.works,
      asked: askedFor(pick, ask, theme, count),
    };
  },
  templates: [
    'Each of {number} {things} {given} with a probability of {percent}%, independently of the others. How likely is it, in percent, that {asked}?',
    'We have {number} independent {things}. Each of them {given} in {percent} of 100 cases. Give the share of cases, in percent, where {asked}.',
    'What is the probability in percent that {asked}? There are {number} {things}; each {given} with {percent}% probability, whatever happens to the rest.',
    '{number} {things}, independent, each {given} with probability {percent}%. P({asked}) in percent?',
    'Suppose that {percent}% is the chance that any single one of our {things} {given}. With {number} of them that do not influence each other, what is the chance (in %) that {asked}?',
    'the chance that a single one of the {things} {given} is {percent} percent. we have {number} of them and they are independent. in percent, how likely is it that {asked}',
    'things: {number} {things}, independent\nevent for each: {given}, {percent}%\nwanted: the probability in percent that {asked}',
  ],
  solve: (values) => solve(values),
});

const eachOwn = defineTrainForm({
  name: 'eachOwn',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = difficulty === 'hard' ? pick.int(2, 3) : 2;
    const percents = drawPercents(pick, count, false);
    const areFailing = pick.chance(0.5);
    const ask = pick.of(asks);
    const theme = pick.of(themes);
    const names = [theme.a, theme.b, theme.c].slice(0, count);
    const given = areFailing ? theme.fails : theme.works;
    const listed = (parts: readonly string[]): string =>
      `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
    return {
      percents,
      areFailing,
      ask,
      ...theme,
      given,
      told: listed(
        names.map((name, i) => `${name} ${given} with probability ${percents[i] ?? 0}%`),
      ),
      short: names.map((name, i) => `${name} ${percents[i] ?? 0}%`).join(', '),
      names: listed(names),
      verb: areFailing ? theme.fail : theme.work,
      values: listed(percents.map((percent) => `${percent}%`)),
      asked: askedFor(pick, ask, theme, count),
    };
  },
  templates: [
    'We know that {told}. The {things} are independent of each other. What is the probability, in percent, that {asked}?',
    'How likely is it in percent that {asked}, if {told}, all independently?',
    'Chances that one of the {things} {given}: {short}. They are independent. What is the chance in percent that {asked}?',
    'The probabilities with which {names} {verb} are {values}, in this order and independent of each other. Give the probability in percent that {asked}.',
    'chance that it {given}: {short}; independent. P({asked}) = ? %',
    'i have independent {things} and {told}. how many percent is the chance that {asked}',
    'Suppose {told}, and one does not depend on the other. In what percentage of all cases do we see that {asked}?',
  ],
  solve: (values) => solve(values),
});

/** Independent events whose probabilities are given and asked for in percent. */
export const percentChances: readonly AnyForm[] = [eachAlike, eachOwn];
