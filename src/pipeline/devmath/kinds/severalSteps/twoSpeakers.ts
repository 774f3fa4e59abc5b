import { defineTrainForm } from '../../form';
import type { AnyForm } from '../../form';
import type { Step } from '../../solution';
import { people } from '../../words';

/** True = tells the truth: the speaker, the other one. */
type Honesty = readonly [boolean, boolean];

/** What one of two can say, of himself and the other one. */
interface Claim {
  readonly say: (other: string) => string;
  readonly holds: (self: boolean, other: boolean) => boolean;
}

const claims: readonly Claim[] = [
  { say: (other) => `${other} is lying`, holds: (_, other) => !other },
  { say: (other) => `${other} speaks the truth`, holds: (_, other) => other },
  { say: () => 'we are both liars', holds: (self, other) => !self && !other },
  { say: () => 'at least one of us is a liar', holds: (self, other) => !self || !other },
  { say: () => 'exactly one of us is a liar', holds: (self, other) => self !== other },
  { say: (other) => `${other} and I are alike`, holds: (self, other) => self === other },
  { say: (other) => `I am honest or ${other} is`, holds: (self, other) => self || other },
];

const all: readonly Honesty[] = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
];

function fits(claim: readonly [Claim, Claim], [a, b]: Honesty): boolean {
  return claim[0].holds(a, b) === a && claim[1].holds(b, a) === b;
}

export const twoSpeakers: AnyForm = defineTrainForm({
  name: 'twoSpeakers',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const [a = '', b = ''] = pick.chance(0.5) ? pick.sample(people, 2) : ['A', 'B'];
    const said = pick.until(
      () => [pick.of(claims), pick.of(claims)] as const,
      (drawn) => {
        const [honesty, ...more] = all.filter((each) => fits(drawn, each));
        const isLevel = difficulty === 'medium' || honesty?.[0] === (difficulty === 'easy');
        return honesty !== undefined && more.length === 0 && isLevel;
      },
    );
    const [honesty = [true, true] as const] = all.filter((each) => fits(said, each));
    const texts = [said[0].say(b), said[1].say(a)] as const;
    const liars = [a, b].filter((_, i) => honesty[i] === false);
    const target = pick.int(0, 1);
    const { question, answer, found } = pick.of([
      { question: 'How many of the two lie?', answer: String(liars.length), found: '' },
      {
        question: `Is ${[a, b][target] ?? ''} honest? Answer yes or no.`,
        answer: honesty[target] === true ? 'yes' : 'no',
        found: `for ${[a, b][target] ?? ''} the answer is ${honesty[target] === true ? 'yes' : 'no'}`,
      },
      ...(liars.length === 1
        ? [
            {
              question: 'Which of the two is the liar?',
              answer: liars[0] ?? '',
              found: `the liar is ${liars[0] ?? ''}`,
            },
          ]
        : []),
    ]);
    const quotes = [`${a}: "${texts[0]}"`, `${b}: "${texts[1]}"`];
    return {
      a,
      b,
      said,
      honesty,
      texts,
      question,
      answer,
      found,
      statements: pick.shuffle(quotes).join(', '),
    };
  },
  templates: [
    'Two people, {a} and {b}, each either always lie or always tell the truth. They say: {statements}. {question}',
    '{question} {a} and {b} are each a constant liar or a constant truth teller. Statements: {statements}.',
    'logic puzzle, liars never say anything true, honest ones never anything false\n{statements}\n{question}',
    'two witnesses, {a} and {b}, each one always right or always wrong. they say, {statements}. {question}',
    'You meet {a} and {b}. Everything that a liar says is false, everything that an honest person says is true, and each of the two is one or the other. {statements}. {question}',
  ],
  solve: ({ a, b, said, honesty, texts, answer, found }) => {
    const verb = (isHonest: boolean): string => (isHonest ? 'is honest' : 'lies');
    const truth = (isTrue: boolean): string => (isTrue ? 'true' : 'false');
    const assume = (first: boolean): Step => {
      const lines: string[] = [];
      let fitting: string | undefined;
      for (const second of [true, false]) {
        const [isA, isB] = [said[0].holds(first, second), said[1].holds(second, first)];
        const isFit = isA === first && isB === second;
        lines.push(
          `if ${b} ${verb(second)}, "${texts[0]}" is ${truth(isA)} and "${texts[1]}" is ${truth(isB)}: ${isFit ? 'this fits' : `not possible, since ${isA === first ? b : a} ${verb(isA === first ? second : first)}`}`,
        );
        if (isFit) fitting = `${a} ${verb(first)} and ${b} ${verb(second)}`;
      }
      const title = `Suppose that ${a} ${verb(first)}`;
      const text = `[suppose|assume] that ${a} ${verb(first)}:\n${lines.join('\n')}`;
      if (fitting === undefined) return { title, text: `${text}\nSo this cannot be` };
      if (found !== '') return { title, text: `${text}\nSo ${fitting}, and ${found}` };
      const marks = honesty.map((each) => (each ? '0' : '1'));
      return {
        title,
        text: `${text}\nSo ${fitting}. Counting 1 for each liar`,
        equations: [`${marks.join(' + ')} = ${answer}`],
      };
    };
    return {
      answer,
      goal: 'the answer',
      steps: honesty[0] ? [assume(true)] : [assume(true), assume(false)],
    };
  },
});
