import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';
import type { Solution } from '../solution';
import { passLines } from './defineLoop';

/** One operation on a number. */
interface Operation {
  readonly sign: '*' | '+' | '-' | '//';
  readonly by: number;
}

function applied(value: number, { sign, by }: Operation): number {
  if (sign === '*') return value * by;
  if (sign === '//') return Math.floor(value / by);
  return sign === '+' ? value + by : value - by;
}

/** The passes of a loop, one line each, in which every operation has an equation of its own. */
function passesOf(
  start: number,
  operations: readonly Operation[],
  times: number,
): { readonly end: number; readonly lines: string } {
  let value = start;
  const passes = Array.from({ length: times }, () =>
    operations
      .map((operation) => {
        const old = value;
        value = applied(value, operation);
        return `${old} ${operation.sign} ${operation.by} = ${value}`;
      })
      .join(', '),
  );
  return { end: value, lines: passLines(passes) };
}

const verbs = { '*': 'multiplies it by', '+': 'adds', '-': 'subtracts', '//': 'divides it by' };

/** The solution of a question about `name` after some passes. */
export function solvePasses(
  name: string,
  start: number,
  operations: readonly Operation[],
  times: number,
): Solution {
  const { end, lines } = passesOf(start, operations, times);
  const whole = operations.some(({ sign }) => sign === '//')
    ? ' (// leaves out the remainder)'
    : '';
  const doing = operations.map(({ sign, by }) => `${verbs[sign]} ${by}`).join(' and then ');
  return {
    answer: String(end),
    goal: `the final value of ${name}`,
    steps: [
      {
        title: `Go through the ${times} passes`,
        text: `at the start ${name} is ${start}, and each of the ${times} passes ${doing}${whole}:\n${lines}\nAfter pass ${times} we stop, and ${name} is ${end}`,
      },
    ],
  };
}

const orders: Readonly<Record<Operation['sign'], string>> = {
  '*': 'multiply it by {by}',
  '+': 'add {by}',
  '-': 'subtract {by}',
  '//': 'divide it by {by} and drop the remainder',
};

function drawOperations(pick: Pick, isHard: boolean): readonly Operation[] {
  const factor: Operation = { sign: '*', by: pick.int(2, isHard ? 4 : 3) };
  const shift: Operation = { sign: pick.of(['+', '-'] as const), by: pick.int(1, 9) };
  const halving: Operation = { sign: '//', by: 2 };
  const added: Operation = { sign: '+', by: pick.int(5, 40) };
  return isHard
    ? pick.of([
        [factor, shift],
        [shift, factor],
        [halving, added],
        [added, halving],
      ])
    : [factor, shift];
}

/** The update of `x` as code: on one line, or a line for each operation. */
function updateLines(pick: Pick, name: string, operations: readonly Operation[]): string[] {
  const [first, second] = operations;
  if (first === undefined || second === undefined) throw new RangeError('two operations needed');
  if (pick.chance(0.4)) return operations.map(({ sign, by }) => `${name} ${sign}= ${by}`);
  const inner = `${name} ${first.sign} ${first.by}`;
  const isLoose = second.sign === '*' || second.sign === '//';
  return [`${name} = ${isLoose ? `(${inner})` : inner} ${second.sign} ${second.by}`];
}

const passes = defineTrainForm({
  name: 'passes',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const operations = drawOperations(pick, difficulty === 'hard');
    const start = pick.until(
      () => pick.int(1, difficulty === 'easy' ? 12 : 40),
      // Below zero it would go on falling.
      (drawn) => ![0, drawn].includes(Math.max(0, passesOf(drawn, operations, 5).end)),
    );
    const times = { easy: 2, medium: 3, hard: pick.int(3, 5) }[difficulty];
    const name = pick.of(['x', 'y', 'n', 'v']);
    const body = updateLines(pick, name, operations);
    const loop = pick.of([
      `for _ in range(${times}):`,
      `for i in range(${times}):`,
      `for k in range(1, ${times + 1}):`,
    ]);
    const told = operations.map(({ sign, by }) => orders[sign].replace('{by}', String(by)));
    return {
      name,
      start,
      operations,
      times,
      told: told.join(', then '),
      update: body.join('; '),
      python: [`${name} = ${start}`, loop, ...body.map((line) => `    ${line}`)],
      code: [`${name} = ${start}`, loop, ...body.map((line) => `    ${line}`)].join('\n'),
    };
  },
  templates: [
    '{code}\nprint({name})\n\nWhat comes out?',
    'What does this print?\n\n{code}\nprint({name})',
    'Begin with {start}. Do the following {times} times: {told}. Which number do you have in the end?',
    'A counter stands at {start}. In every pass we {told}. What is it after {times} passes?',
    '{name} = {start}, then {times} times: {update}\n{name} = ?',
    'Take the number {start} and {told}. Do the same with the result, until you have done it {times} times. What is the last result?',
    'I step through this in the debugger. What is {name} when the loop has ended?\n\n{code}',
    'Let {name} be {start}. What does {name} become if we run "{update}" {times} times?',
    'someone wrote {update} into a loop with {times} rounds and {name} starts as {start}. what is {name} after it',
  ],
  solve: ({ name, start, operations, times }, _, question) => {
    const isNamed = new RegExp(`\\b${name}\\b`).test(question);
    return solvePasses(isNamed ? name : 'the number', start, operations, times);
  },
});

/** A number that each pass of a loop changes. */
export const repeatedUpdates: readonly AnyForm[] = [passes];
