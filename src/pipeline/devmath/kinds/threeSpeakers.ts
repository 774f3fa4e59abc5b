import type { Difficulty } from '../devMathRow';
import { defineTrainForm } from '../form';
import type { Pick } from '../pick';
import type { Step } from '../solution';
import { people } from '../words';

/** Who speaks, by the order in which a chain finds out about them. */
type Role = 0 | 1 | 2;

/** True = always tells the truth. */
type Honesty = readonly [boolean, boolean, boolean];

/** The first speaks about the second; the third about one of these; the second about the others. */
interface Claims {
  readonly first: { readonly about: 1; readonly isHonest: boolean };
  readonly third: { readonly about: 0 | 1; readonly isHonest: boolean };
  readonly second: 'bothLie' | 'bothHonest' | 'oneLies' | 'alike' | 'different';
}

/** Ways to say that one or two people lie or do not. */
const phrasings = [
  {
    lies: 'always lies',
    honest: 'always tells the truth',
    lie: 'always lie',
    areHonest: 'always tell the truth',
  },
  { lies: 'is a liar', honest: 'is honest', lie: 'are liars', areHonest: 'are honest' },
  { lies: 'lies', honest: 'tells the truth', lie: 'lie', areHonest: 'tell the truth' },
] as const;

const allHonesties: readonly Honesty[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits): Honesty => [
  bits % 2 === 1,
  bits % 4 > 1,
  bits > 3,
]);

/** Whether what the second one says of the first and the third is true. */
function isSecondRight(claim: Claims['second'], [first, , third]: Honesty): boolean {
  return {
    bothLie: !first && !third,
    bothHonest: first && third,
    oneLies: !first || !third,
    alike: first === third,
    different: first !== third,
  }[claim];
}

function fits({ first, second, third }: Claims, honesty: Honesty): boolean {
  return (
    honesty[0] === (honesty[first.about] === first.isHonest) &&
    honesty[1] === isSecondRight(second, honesty) &&
    honesty[2] === (honesty[third.about] === third.isHonest)
  );
}

/** Claims that leave one way open; in the easy ones the first speaker is honest, in the hard ones not. */
function drawClaims(pick: Pick, difficulty: Difficulty): Claims {
  return pick.until(
    (): Claims => ({
      first: { about: 1, isHonest: pick.chance(0.4) },
      third: { about: pick.of([0, 1] as const), isHonest: pick.chance(0.5) },
      second: pick.of(['bothLie', 'bothHonest', 'oneLies', 'alike', 'different'] as const),
    }),
    (claims) => {
      const [honesty, ...more] = allHonesties.filter((each) => fits(claims, each));
      const isLevel = difficulty === 'medium' || honesty?.[0] === (difficulty === 'easy');
      return honesty !== undefined && more.length === 0 && isLevel;
    },
  );
}

/** What each of the three says, without a full stop. */
function claimTexts(
  { first, second, third }: Claims,
  names: readonly string[],
  { lies, honest, lie, areHonest }: (typeof phrasings)[number],
): readonly [string, string, string] {
  const one = (about: Role, isHonest: boolean): string =>
    `${names[about] ?? ''} ${isHonest ? honest : lies}`;
  const [a = '', , c = ''] = names;
  const two = {
    bothLie: `${a} and ${c} both ${lie}`.replace('both are', 'are both'),
    bothHonest: `${a} and ${c} both ${areHonest}`.replace('both are', 'are both'),
    oneLies: `At least one of ${a} and ${c} ${lies}`,
    alike: `${a} and ${c} are of the same kind`,
    different: `Exactly one of ${a} and ${c} ${lies}`,
  }[second];
  return [one(first.about, first.isHonest), two, one(third.about, third.isHonest)];
}

function drawAsk(pick: Pick, names: readonly string[], honesty: Honesty) {
  const liars = names.filter((_, i) => honesty[i] === false);
  const honest = names.filter((_, i) => honesty[i] === true);
  const asked = pick.int(0, 2);
  const target = names[asked] ?? '';
  const isHonest = honesty[asked] === true;
  const single = liars.length === 1 ? liars : honest;
  return pick.of([
    ...(single.length === 1
      ? [
          {
            ask: 'name' as const,
            question:
              single === liars ? 'Who is the only liar?' : 'Who is the only one to be trusted?',
            answer: single[0] ?? '',
            found: `${single === liars ? 'the only one who lies' : 'the only honest one'} is ${single[0] ?? ''}`,
          },
        ]
      : []),
    {
      ask: 'count' as const,
      question: pick.of(['How many of the three lie?', 'How many liars are there?']),
      answer: String(liars.length),
      found: '',
    },
    {
      ask: 'type' as const,
      question: `Is ${target} a liar? Answer yes or no.`,
      answer: isHonest ? 'no' : 'yes',
      found: `${target} ${isHonest ? 'is honest' : 'lies'}, and the answer is ${isHonest ? 'no' : 'yes'}`,
    },
    {
      ask: 'type' as const,
      question: `Does ${target} tell the truth? Answer yes or no.`,
      answer: isHonest ? 'yes' : 'no',
      found: `${target} ${isHonest ? 'is honest' : 'lies'}, and the answer is ${isHonest ? 'yes' : 'no'}`,
    },
  ]);
}

const goals = { name: 'the name', count: 'the number of liars', type: 'the answer' } as const;

export const threeSpeakers = defineTrainForm({
  name: 'threeSpeakers',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const names = pick.chance(0.5)
      ? pick.sample(people, 3)
      : pick.shuffle(
          pick.of([
            ['A', 'B', 'C'],
            ['P', 'Q', 'R'],
            ['X', 'Y', 'Z'],
          ]),
        );
    const claims = drawClaims(pick, difficulty);
    const [honesty = [true, true, true] as const] = allHonesties.filter((each) =>
      fits(claims, each),
    );
    const texts = claimTexts(claims, names, pick.of(phrasings));
    const says = pick.of([
      (name: string, text: string) => `${name} says: "${text}."`,
      (name: string, text: string) => `${name}: "${text}."`,
      (name: string, text: string) => `${name} claims: "${text}."`,
    ]);
    const statements = names.map((name, i) => says(name, texts[i] ?? ''));
    const sorted = [...names].sort();
    return {
      names,
      claims,
      honesty,
      texts,
      ...drawAsk(pick, names, honesty),
      list: `${sorted.slice(0, -1).join(', ')} and ${sorted.at(-1) ?? ''}`,
      statements: pick.shuffle(statements).join(' '),
    };
  },
  templates: [
    '{list} are each either a liar, who never says anything true, or honest, and then all they say is true. {statements} {question}',
    '{statements} Each of {list} always lies or always tells the truth. {question}',
    '{question} You know that each of {list} either only lies or only tells the truth. {statements}',
    'On an island some people never lie and the others always do. You meet {list}. {statements} {question}',
    'three people: {list}\nrule: always honest or always lying\n{statements}\n{question}',
    'There are two sorts of people here, constant liars and people who never lie. {statements} {question}',
    'ok a riddle. {list}, everyone either always lies or never does. {statements} {question}',
  ],
  solve: ({ names, claims, honesty, texts, ask, answer, found }) => {
    const verb = (isHonest: boolean): string => (isHonest ? 'is honest' : 'lies');
    const [a = '', b = '', c = ''] = names;
    const assume = (first: boolean, lead: string): Step => {
      const second = first === claims.first.isHonest;
      const third = [first, second][claims.third.about] === claims.third.isHonest;
      const isRight = isSecondRight(claims.second, [first, second, third]);
      const isFit = isRight === second;
      const lines = [
        `${a} says "${texts[0]}", which is ${first ? 'true' : 'false'}, so ${b} ${verb(second)}`,
        `${c} says "${texts[2]}", which is ${third ? 'true' : 'false'}, so ${c} ${verb(third)}`,
        `${b} says "${texts[1]}", which is ${isRight ? 'true' : 'false'} as ${a} ${verb(first)} and ${c} ${verb(third)}, and ${b} ${verb(second)}: ${isFit ? 'this fits' : 'a contradiction'}`,
      ];
      const text = `${lead} that ${a} ${verb(first)}:\n${lines.join('\n')}`;
      const title = `Assume that ${a} ${verb(first)}`;
      if (!isFit) return { title, text };
      if (ask !== 'count') return { title, text: `${text}\nSo ${found}` };
      const marks = [first, second, third].map((each) => (each ? '0' : '1'));
      return {
        title,
        text: `${text}\nCounting 1 for each who lies`,
        equations: [`${marks.join(' + ')} = ${answer}`],
      };
    };
    const start = assume(true, `[we start with ${a} and suppose|let us suppose]`);
    return {
      answer,
      goal: goals[ask],
      steps: honesty[0] ? [start] : [start, assume(false, 'it must be')],
    };
  },
});
