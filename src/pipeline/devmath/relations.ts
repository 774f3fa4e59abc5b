import type { ChangedNumber } from './changedNumber';
import type { Pick } from './pick';
import { vary } from './template';

/** A number that a follow-up names by its relation to the one that it stands for. */
interface Relation {
  readonly to: (from: number) => number;
  /** How the new number comes about, with `{from}` and `{to}`. */
  readonly equation: string;
  /** Wordings with the old number, `{from}`, or with its unit too, `{number}`. */
  readonly named: readonly string[];
  /** Wordings with the unit alone, where that is clear. `{unit}` begins with a blank. */
  readonly unit: readonly string[];
  /** Wordings for a question with one number. */
  readonly alone: readonly string[];
}

const twice: Relation = {
  to: (from) => 2 * from,
  equation: '2 * {from} = {to}',
  named: [
    '[And if|What if|and if] the {from} [were|was] doubled?',
    '[And with|Now with|And for] double the {from}?',
    'Double the {from}. What is it [then|now]?',
    '[And if|What if] it were twice {number} instead?',
    'What if we double the {number}?',
  ],
  unit: [
    '[And with|and with|Now with|And for] twice as many{unit}?',
    '[And for|and for|What about] twice the{unit}?',
    'What if there were twice as many{unit}?',
  ],
  alone: [
    '[And for|and for|What about] twice that?',
    '[And if|What if] it were doubled?',
    '[And|and] with double that number?',
  ],
};

const half: Relation = {
  to: (from) => from / 2,
  equation: '{from} / 2 = {to}',
  named: [
    '[And if|What if|and if] the {from} [were|was] halved?',
    '[And with|Now with|And for] half of the {from}?',
    'Halve the {from}. What is it [then|now]?',
    '[And if|What if] it were half of {number} instead?',
    'What if we halve the {number}?',
  ],
  unit: [
    '[And with|and with|Now with|And for] half as many{unit}?',
    '[And for|and for|What about] half the{unit}?',
    'What if there were half as many{unit}?',
  ],
  alone: [
    '[And for|and for|What about] half of that?',
    '[And if|What if] it were halved?',
    '[And|and] with half that number?',
  ],
};

const ten: Relation = {
  to: (from) => 10 * from,
  equation: '10 * {from} = {to}',
  named: [
    '[And if|What if] it were [ten|10] times {number}[ instead|]?',
    '[And with|Now with] [ten|10] times the {from}?',
    '[What if|And if] the {from} were [ten times as large|multiplied by 10]?',
  ],
  unit: [
    '[And with|and with|Now with] [ten|10] times as many{unit}?',
    '[And for|What about] [ten|10] times the{unit}?',
  ],
  alone: ['[And for|and for|What about] [ten|10] times that?'],
};

const more: Relation = {
  to: (from) => from + 1,
  equation: '{from} + 1 = {to}',
  named: [
    '[And if|What if] the {from} were one [more|larger]?',
    '[And with|Now with|What about] one more than {number}?',
    '[Increase|Raise] the {from} by [one|1]. What is it [then|now]?',
  ],
  unit: [],
  alone: ['[And with|and with|What about] one more?'],
};

const less: Relation = {
  to: (from) => from - 1,
  equation: '{from} - 1 = {to}',
  named: [
    '[And if|What if] the {from} were one [less|smaller]?',
    '[And with|Now with|What about] one less than {number}?',
    '[Decrease|Lower] the {from} by [one|1]. What is it [then|now]?',
  ],
  unit: [],
  alone: ['[And with|and with|What about] one less?'],
};

/** As often as they are tried first: ten times a number is seldom one of the same form. */
export const relations: readonly Relation[] = [twice, twice, half, half, ten, ten, more, less];

/** The value of a number that is written in digits alone. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:\d+|\d{1,3}(?:,\d{3})+)$/.test(text)
    ? Number(text.replaceAll(',', ''))
    : undefined;
}

/** True where «twice as many files» could be the answer or a rate: «how many files», «8 files per second». */
function isAskedFor(question: string, unit: string): boolean {
  return new RegExp(
    `(?:many|much|(?:number|probability)[^.?!]*)${unit}\\b|${unit} (?:per|an?|each|every)\\b`,
  ).test(question);
}

/** The follow-up, and how a chain begins that works out the number that is meant. */
export function putRelation(
  pick: Pick,
  relation: Relation,
  question: string,
  { from, to, unit }: ChangedNumber,
): { readonly question: string; readonly lead: string } {
  const isAlone = question.match(/\d+/g)?.length === 1;
  const isClear = unit !== '' && !isAskedFor(question, unit) && relation.unit.length > 0;
  const sorts = [
    relation.named,
    // Few questions allow it, and people say it most.
    ...(isClear ? [relation.unit, relation.unit, relation.unit] : []),
    ...(isAlone ? [relation.alone] : []),
  ];
  const [old, now] = [String(wholeNumber(from)), String(wholeNumber(to))];
  const lead = pick.of([
    'The number is now {equation}.',
    'In place of {old} we have {equation}.',
    'The new number: {equation}.',
  ]);
  return {
    question: vary(pick, pick.of(pick.of(sorts)))
      .replace('{number}', pick.chance(0.5) ? `${from}${unit}` : from)
      .replace('{from}', from)
      .replace('{unit}', unit),
    lead: lead
      .replace('{equation}', relation.equation.replace('{to}', now).replace('{from}', old))
      .replace('{old}', old),
  };
}
