import { defineForm } from '../form';
import type { DevMathKind } from '../form';
import type { Step } from '../solution';
import { people } from '../words';
import { threeSpeakers } from './threeSpeakers';
import { twoSpeakers } from './severalSteps/twoSpeakers';
import { whatIsTrue } from './severalSteps/whatIsTrue';

/** The last speaker's claim about how many of all speakers lie. */
interface CountClaim {
  readonly relation: 'exactly' | 'atLeast';
  readonly count: number;
}

/** True = always tells the truth; each speaker but the last talks about the next one. */
type Assignment = readonly boolean[];

function claimText({ relation, count }: CountClaim): string {
  return `${relation === 'exactly' ? 'Exactly' : 'At least'} ${count} of us ${count === 1 ? 'always lies' : 'always lie'}`;
}

function accusationText(about: string, saysLiar: boolean): string {
  return `${about} ${saysLiar ? 'always lies' : 'always tells the truth'}`;
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
          `${names[i] ?? ''} says: "${accusationText(names[i + 1] ?? '', saysLiar)}."`,
      ),
      `${names.at(-1) ?? ''} says: "${claimText(claim)}."`,
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
    '{question} Each of {list} is a constant liar or always truthful. {statements}',
    '{list}: each one always lies or always tells the truth. {statements} {question}',
    'people: {list}\nrule: each of them always lies or always tells the truth\nstatements: {statements}\nquestion: {question}',
    'Find out which of {list} can be trusted. Every one of them lies in each sentence or in none. {statements} {question}',
    'I was at a party where some guests never say a true word and all other guests never say a false one. There I talked to {list}. {statements} {question}',
    'Suppose each of {list} belongs to one of two groups: those who say only true things, and those who say only false things. {statements} {question}',
    '{statements} That is all we hear from {list}. For each of them, all sentences are true or all are false. {question}',
    'riddle from lunch with {list}, each one is either always honest or always lying. {statements} {question}',
  ],
  devTemplates: [
    'In this puzzle, whatever an honest person says is true, and whatever a lying person says is false. The persons are {list}. {statements} {question}',
    'Work out who lies. {statements} Everyone among {list} is consistently honest or consistently lying. {question}',
  ],
  solve: ({ names, accusations, claim, ask, target, answer }) => {
    const last = names.at(-1) ?? '';
    const verb = (isHonest: boolean | undefined): string =>
      isHonest === true ? 'is honest' : 'lies';
    const found = {
      name: `the one who lies is ${answer}`,
      count: `the number of those who lie is ${answer}`,
      type: `${target} ${verb(answer === 'yes')}, so the answer is ${answer}`,
    }[ask];
    const assume = (isHonest: boolean, lead: string): Step => {
      const honest = follow(isHonest, accusations);
      const liars = honest.filter((each) => !each).length;
      const isTrue = claimHolds(claim, liars);
      const fits = honest.at(-1) === isTrue;
      const lines = accusations.map((saysLiar, i) => {
        const [speaker = '', about = ''] = names.slice(i);
        return `${speaker} says "${accusationText(about, saysLiar)}", which is ${honest[i] === true ? 'true' : 'false'}, so ${about} ${verb(honest[i + 1])}`;
      });
      return {
        title: `Assume that ${names[0] ?? ''} ${verb(isHonest)}`,
        text: `${lead} that ${names[0] ?? ''} ${verb(isHonest)}:\n${lines.join('\n')}\nCounting 1 for each who lies`,
        equations: [`${honest.map((each) => (each ? '0' : '1')).join(' + ')} = ${liars}`],
        then: `${last} says "${claimText(claim)}", which is ${isTrue ? 'true' : 'false'}, and ${last} ${verb(honest.at(-1))}: ${fits ? `this fits, and ${found}` : 'a contradiction'}`,
      };
    };
    const first = assume(true, `[we start|we begin] with ${names[0] ?? ''} and suppose`);
    const isHonestFirst = consistent(follow(true, accusations), accusations, claim);
    return {
      answer,
      goal: {
        name: 'the name of the one who lies',
        count: 'the number of those who lie',
        type: `the answer to the question about ${target}`,
      }[ask],
      steps: isHonestFirst ? [first] : [first, assume(false, 'it must be')],
    };
  },
});

/** A statement about who did it. */
interface Blame {
  readonly speaker: string;
  readonly about: string;
  readonly isDenial: boolean;
}

function blameText({ speaker, about, isDenial }: Blame): string {
  if (about === speaker) return 'I did not do it';
  return `${about} ${isDenial ? 'did not do it' : 'did it'}`;
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
    const deed = pick.of([
      'broke the build',
      'deleted the branch',
      'left the server running',
      'changed the password',
      'pushed the bug',
      'stopped the server',
    ]);
    const texts = blames.map((blame) => `${blame.speaker}: "${blameText(blame)}."`);
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
    'Who {deed}? It was exactly one of {list}. {rule}. {texts}',
    '{texts} {rule}. One of them {deed}. Who?',
    'suspects: {list}\nwhat happened: exactly one of them {deed}\nstatements: {texts}\nrule: {rule}\nwanted: the name of the one who {deed}',
    'Reply with the name of the one who {deed}. Only one of {list} did it. Their statements: {texts} {rule}.',
    'I came back from lunch and heard that one of my colleagues {deed}. It must be exactly one of {list}. {texts} {rule}. Whose fault is it?',
    'Suppose exactly one of {list} {deed}, and this is what they say about it. {texts} {rule}. Then who is guilty?',
    '# incident: one of {list} {deed}\n# {texts}\n# {rule}.\n# who was it?',
    "so somebody {deed} and it's one of {list}. {texts} {rule}. who did it",
  ],
  devTemplates: [
    'Someone {deed}, and it can only have been one person out of {list}. They said: {texts} {rule}. Name the person.',
    'We asked everyone after someone {deed}. {texts} Only {list} had access, and one person did it alone. {rule}. Which person is responsible?',
  ],
  solve: ({ names, blames, trueCount, answer }) => ({
    answer,
    goal: 'the name of the person',
    steps: names.slice(0, names.findIndex((name) => name === answer) + 1).map((name): Step => {
      const verdicts = blames.map((blame) => blameHolds(blame, name));
      const lines = blames.map(
        (blame, i) =>
          `${blame.speaker}: "${blameText(blame)}" is ${verdicts[i] === true ? 'true' : 'false'}`,
      );
      const total = verdicts.filter(Boolean).length;
      return {
        title: `Check whether it was ${name}`,
        text: `[suppose|assume] that it was ${name}:\n${lines.join('\n')}\nCounting what is true`,
        equations: [`${verdicts.map(Number).join(' + ')} = ${total}`],
        then:
          total === trueCount
            ? `that is the ${trueCount} we need, so it was ${name}`
            : `we need ${trueCount}, so it was not ${name}`,
      };
    }),
  }),
});

export const truthTellers: DevMathKind = {
  name: 'truthTellers',
  forms: [knights, culprit, threeSpeakers, twoSpeakers, ...whatIsTrue],
};
