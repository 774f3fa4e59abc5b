import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import type { Step } from '../solution';
import { people } from '../words';

/** The last speaker's claim about how many of all speakers lie. */
interface CountClaim {
  readonly relation: 'exactly' | 'atLeast';
  readonly count: number;
}

/** True = always tells the truth; each speaker but the last talks about the next one. */
type Assignment = readonly boolean[];

function claimText({ relation, count }: CountClaim): string {
  return `${relation === 'exactly' ? 'exactly' : 'at least'} ${count} of us ${count === 1 ? 'always lies' : 'always lie'}`;
}

function claimHolds({ relation, count }: CountClaim, liars: number): boolean {
  return relation === 'exactly' ? liars === count : liars >= count;
}

/** What follows when the first speaker is honest or not: each one fixes the next. */
function follow(isFirstHonest: boolean, accusations: readonly boolean[]): Assignment {
  const honest = [isFirstHonest];
  for (const saysLiar of accusations) honest.push((honest.at(-1) ?? false) !== saysLiar);
  return honest;
}

function consistent(
  honest: Assignment,
  accusations: readonly boolean[],
  claim: CountClaim,
): boolean {
  const liars = honest.filter((each) => !each).length;
  return (
    accusations.every((saysLiar, i) => honest[i] === (honest[i + 1] === !saysLiar)) &&
    honest.at(-1) === claimHolds(claim, liars)
  );
}

function assignments(count: number): Assignment[] {
  return Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (__, i) => ((bits >> i) & 1) === 1),
  );
}

const knights = defineForm({
  name: 'knights',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = { easy: 2, medium: 3, hard: 4 }[difficulty];
    const names = pick.sample(people, count);
    const { accusations, claim } = pick.until(
      () => ({
        accusations: Array.from({ length: count - 1 }, () => pick.chance(0.6)),
        claim: {
          relation: pick.of(['exactly', 'atLeast'] as const),
          count: pick.int(1, count),
        } satisfies CountClaim,
      }),
      (drawn) =>
        assignments(count).filter((honest) => consistent(honest, drawn.accusations, drawn.claim))
          .length === 1,
    );
    const [honest = []] = assignments(count).filter((each) => consistent(each, accusations, claim));
    const statements = [
      ...accusations.map(
        (saysLiar, i) =>
          `${names[i] ?? ''} says: "${names[i + 1] ?? ''} ${saysLiar ? 'always lies' : 'always tells the truth'}."`,
      ),
      `${names.at(-1) ?? ''} says: "${claimText(claim).replace(/^./, (letter) => letter.toUpperCase())}."`,
    ];
    const liars = names.filter((_, i) => honest[i] === false);
    const asked = pick.int(0, count - 1);
    const ask: 'name' | 'count' | 'type' =
      liars.length === 1 && pick.chance(0.6) ? 'name' : pick.of(['count', 'type'] as const);
    const target = names[asked] ?? '';
    const question = {
      name: 'Who always lies?',
      count: 'How many of them always lie?',
      type: `Does ${target} always tell the truth? Answer yes or no.`,
    }[ask];
    const answer = {
      name: liars[0] ?? '',
      count: String(liars.length),
      type: honest[asked] === true ? 'yes' : 'no',
    }[ask];
    return {
      names,
      accusations,
      claim,
      ask,
      asked,
      target,
      question,
      answer,
      list: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
      statements: pick.chance(0.5) ? statements.join(' ') : pick.shuffle(statements).join(' '),
    };
  },
  templates: [
    'Some people never lie, and all the others never tell the truth. {list} are asked. {statements} {question}',
    'Each of {list} either always tells the truth or always lies. {statements} {question}',
    '{list} are either honest, so that all they say is true, or they lie each time. {statements} {question}',
    'On a team, everyone either always lies or always tells the truth. {statements} {question}',
  ],
  devTemplates: [
    'In this puzzle, whatever an honest person says is true, and whatever a lying person says is false. The persons are {list}. {statements} {question}',
    'Work out who lies. {statements} Everyone among {list} is consistently honest or consistently lying. {question}',
  ],
  solve: ({ names, accusations, claim, ask, target, answer }) => {
    const last = names.at(-1) ?? '';
    const cases = [true, false].map((isHonest): Step => {
      const honest = follow(isHonest, accusations);
      const liars = honest.filter((each) => !each).length;
      const isTrue = claimHolds(claim, liars);
      const fits = honest.at(-1) === isTrue;
      const kinds = honest.map((each, i) => `${names[i] ?? ''} ${each ? 'is honest' : 'lies'}`);
      const reasons = accusations.map(
        (_, i) =>
          `what ${names[i] ?? ''} says about ${names[i + 1] ?? ''} is ${honest[i] === true ? 'true' : 'false'}, so ${names[i + 1] ?? ''} ${honest[i + 1] === true ? 'is honest' : 'lies'}`,
      );
      return {
        title: `Assume that ${kinds[0] ?? ''}`,
        text: `[suppose|assume] that ${kinds[0] ?? ''}; then ${reasons.join('; ')}`,
        then: `this makes ${liars} who ${liars === 1 ? 'lies' : 'lie'}, so the statement of ${last} is ${isTrue ? 'true' : 'false'}, and ${last} ${honest.at(-1) === true ? 'is honest' : 'lies'}: ${fits ? 'this fits' : 'this is not possible'}`,
      };
    });
    const honest =
      [true, false]
        .map((first) => follow(first, accusations))
        .find((each) => consistent(each, accusations, claim)) ?? [];
    const summary = names
      .map((name, i) => `${name} ${honest[i] === true ? 'is honest' : 'lies'}`)
      .join(', ');
    return {
      answer,
      goal: {
        name: 'the name of the one who lies',
        count: 'the number of those who lie',
        type: `the answer to the question about ${target}`,
      }[ask],
      steps: [
        ...cases,
        {
          title: 'Take the case that is possible',
          text: `only one case is left: ${summary}${ask === 'type' ? `; so for ${target} the answer is ${answer}` : ask === 'count' ? `; this makes ${answer}` : ''}`,
        },
      ],
    };
  },
});

/** A statement about who did it. */
interface Blame {
  readonly speaker: string;
  readonly about: string;
  readonly isDenial: boolean;
}

function blameHolds({ about, isDenial }: Blame, culprit: string): boolean {
  return (about === culprit) !== isDenial;
}

const culprit = defineForm({
  name: 'culprit',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const count = difficulty === 'hard' ? 4 : 3;
    const names = pick.sample(people, count);
    const trueCount = difficulty === 'easy' ? 1 : pick.int(1, count - 1);
    const fits = (blames: readonly Blame[]): string[] =>
      names.filter(
        (name) => blames.filter((blame) => blameHolds(blame, name)).length === trueCount,
      );
    const blames = pick.until(
      () =>
        names.map((speaker): Blame => {
          const isDenial = pick.chance(0.4);
          return {
            speaker,
            isDenial,
            about:
              isDenial && pick.chance(0.6)
                ? speaker
                : pick.of(names.filter((name) => name !== speaker)),
          };
        }),
      (drawn) => fits(drawn).length === 1,
    );
    const [deed, short] = pick.of([
      ['broke the build', 'did it'],
      ['deleted the branch', 'did it'],
      ['left the server running', 'did it'],
      ['changed the password', 'did it'],
      ['pushed the bug', 'did it'],
      ['stopped the server', 'did it'],
    ] as const);
    const texts = blames.map(
      ({ speaker, about, isDenial }) =>
        `${speaker}: "${about === speaker ? 'I did not do it' : `${about} ${isDenial ? 'did not do it' : short}`}."`,
    );
    return {
      names,
      blames,
      trueCount,
      answer: fits(blames)[0] ?? '',
      deed,
      list: `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`,
      texts: texts.join(' '),
      rule: `Exactly ${trueCount} of the ${count} statements ${trueCount === 1 ? 'is' : 'are'} true`,
    };
  },
  templates: [
    '{list} were the only ones with access, and one of them {deed}. {texts} {rule}. Who {deed}?',
    'One of {list} {deed}. {texts} {rule}. Who {deed}?',
    '{list} are asked who {deed}. It was exactly one of them. {texts} {rule}. Who was it?',
    'Exactly one of {list} {deed}. They say the following. {texts} {rule}. Find out who {deed}.',
  ],
  devTemplates: [
    'Someone {deed}, and it can only have been one person out of {list}. They said: {texts} {rule}. Name the person.',
    'We asked everyone after someone {deed}. {texts} Only {list} had access, and one person did it alone. {rule}. Which person is responsible?',
  ],
  solve: ({ names, blames, trueCount, answer }) => ({
    answer,
    goal: 'the name of the person',
    steps: [
      ...names.map((name): Step => {
        const verdicts = blames.map(
          (blame) =>
            `the statement of ${blame.speaker} is ${blameHolds(blame, name) ? 'true' : 'false'}`,
        );
        const total = blames.filter((blame) => blameHolds(blame, name)).length;
        return {
          title: `Assume that it was ${name}`,
          text: `if it was ${name}, ${verdicts.join(', ')}`,
          then: `that makes ${total} true, ${total === trueCount ? 'which is what we need' : `but we need ${trueCount}`}`,
        };
      }),
      {
        title: 'Choose the case that fits',
        text: `only ${answer} gives ${trueCount} true ${trueCount === 1 ? 'statement' : 'statements'}`,
      },
    ],
  }),
});

export const truthTellers: DevMathKind = { name: 'truthTellers', forms: [knights, culprit] };
