import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';

/** The note on a box, and in which of the three boxes the thing must be for it to be true. */
interface Note {
  readonly text: string;
  readonly trueFor: readonly number[];
}

const names = ['A', 'B', 'C'] as const;

function notesOf(box: number, thing: string): readonly Note[] {
  const others = [0, 1, 2].filter((each) => each !== box);
  const [x = 0, y = 0] = others;
  return [
    { text: `the ${thing} is in here`, trueFor: [box] },
    { text: `the ${thing} is not in here`, trueFor: others },
    { text: `the ${thing} is in ${names[x] ?? ''}`, trueFor: [x] },
    {
      text: `the ${thing} is not in ${names[y] ?? ''}`,
      trueFor: [0, 1, 2].filter((each) => each !== y),
    },
    { text: `the ${thing} is in ${names[x] ?? ''} or in ${names[y] ?? ''}`, trueFor: others },
  ];
}

const labelledBoxes = defineTrainForm({
  name: 'labelledBoxes',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const thing = pick.of(['key', 'prize', 'bug', 'backup', 'coin']);
    const wanted = { easy: 1, medium: pick.int(1, 2), hard: 2 }[difficulty];
    const right = (notes: readonly Note[], at: number): number =>
      notes.filter(({ trueFor }) => trueFor.includes(at)).length;
    const notes = pick.until(
      () => [0, 1, 2].map((box) => pick.of(notesOf(box, thing))),
      (drawn) => [0, 1, 2].filter((at) => right(drawn, at) === wanted).length === 1,
    );
    const [at = 0] = [0, 1, 2].filter((each) => right(notes, each) === wanted);
    return {
      thing,
      wanted,
      notes,
      at,
      rule: `Exactly ${wanted} of the three notes ${wanted === 1 ? 'is' : 'are'} true`,
      told: notes.map(({ text }, i) => `${names[i] ?? ''}: "${text}"`).join(', '),
    };
  },
  templates: [
    'There are three boxes A, B and C, and one of them holds the {thing}. Each has a note. {told}. {rule}. In which box is the {thing}?',
    'Where is the {thing}, in A, B or C? Notes on the three: {told}. {rule}.',
    'boxes A, B, C, one {thing}\nnotes: {told}\n{rule}.\nbox?',
    'riddle: the {thing} is in one of three drawers A, B, C. they are labelled {told}. {rule}. so which drawer is it in',
    'One of the servers A, B and C has the {thing}. Three comments were left in their configs, {told}. {rule}. Which server has it?',
  ],
  solve: ({ thing, wanted, notes, at }) => {
    const lines = [0, 1, 2].map((box) => {
      const verdicts = notes.map(
        ({ trueFor }, i) => `${names[i] ?? ''} ${trueFor.includes(box) ? 'true' : 'false'}`,
      );
      const count = notes.filter(({ trueFor }) => trueFor.includes(box)).length;
      return `in ${names[box] ?? ''}: the notes are ${verdicts.join(', ')}, that is ${count} true, ${count === wanted ? 'as it must be' : `not ${wanted}`}`;
    });
    return {
      answer: names[at] ?? '',
      goal: `the place of the ${thing}`,
      steps: [
        {
          title: 'Try each place',
          text: `[we try all three places and count the true notes|for each place we see which notes are true]:\n${lines.join('\n')}`,
        },
        {
          title: 'Take the one that fits',
          text: `only ${names[at] ?? ''} has ${wanted} true ${wanted === 1 ? 'note' : 'notes'}`,
        },
      ],
    };
  },
});

interface Hint {
  readonly text: string;
  readonly holds: (value: number) => boolean;
}

const hiddenNumber = defineTrainForm({
  name: 'hiddenNumber',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const most = { easy: 4, medium: 5, hard: 6 }[difficulty];
    const values = Array.from({ length: most }, (_, i) => i + 1);
    const hint = (): Hint => {
      const limit = pick.int(2, most - 1);
      return pick.of([
        { text: `it is greater than ${limit}`, holds: (value: number) => value > limit },
        { text: `it is less than ${limit}`, holds: (value: number) => value < limit },
        { text: 'it is even', holds: (value: number) => value % 2 === 0 },
        { text: 'it is odd', holds: (value: number) => value % 2 === 1 },
        { text: `it is not ${limit}`, holds: (value: number) => value !== limit },
        { text: `it is ${limit}`, holds: (value: number) => value === limit },
      ]);
    };
    const isLying = (hints: readonly Hint[], value: number): boolean =>
      hints.filter(({ holds }) => !holds(value)).length === 1;
    const hints = pick.until(
      () => [hint(), hint(), hint()],
      (drawn) =>
        new Set(drawn.map(({ text }) => text)).size === 3 &&
        values.filter((value) => isLying(drawn, value)).length === 1,
    );
    const [hidden = 0] = values.filter((value) => isLying(hints, value));
    const speakers = pick.of([
      ['Ann', 'Bob', 'Cem'],
      ['X', 'Y', 'Z'],
      ['sensor 1', 'sensor 2', 'sensor 3'],
    ]);
    return {
      most,
      hints,
      hidden,
      told: hints.map(({ text }, i) => `${speakers[i] ?? ''}: "${text}"`).join(', '),
    };
  },
  templates: [
    'A whole number from 1 to {most} is hidden. Exactly one of these three statements is false. {told}. What is the number?',
    'Which number from 1 to {most} is it, if two of the following are right and one is wrong? {told}.',
    'n in 1..{most}\n{told}\none of the three lies, two tell the truth. n = ?',
    'three people describe a number between 1 and {most} (both included), {told}. just one of them lies. whats the number',
    'I think of a number, 1 to {most}. Of three hints one is a lie and the others are true. {told}. Find my number.',
  ],
  solve: ({ most, hints, hidden }) => {
    const lines = Array.from({ length: most }, (_, i) => i + 1).map((value) => {
      const verdicts = hints.map(({ holds }) => (holds(value) ? 'true' : 'false'));
      return `${value}: ${verdicts.join(', ')}${value === hidden ? ', just one is false' : ''}`;
    });
    return {
      answer: String(hidden),
      goal: 'the number',
      steps: [
        {
          title: 'Try all numbers',
          text: `[for each number we check the three statements in turn|we go through the numbers and see what is true]:\n${lines.join('\n')}`,
        },
        {
          title: 'Take the one that fits',
          text: `one statement must be false, and that is so for ${hidden} alone`,
        },
      ],
    };
  },
});

/** What must be the case if some of the statements are false. */
export const whatIsTrue: readonly AnyForm[] = [labelledBoxes, hiddenNumber];
