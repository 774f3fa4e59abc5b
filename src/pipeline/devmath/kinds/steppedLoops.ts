import type { Difficulty } from '../devMathRow';
import { defineTrainForm } from '../form';
import type { AnyForm } from '../form';
import type { Pick } from '../pick';
import type { Solution } from '../solution';

type Comparison = '<' | '<=' | '>' | '>=';

interface Steps {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly comparison: Comparison;
}

function drawSteps(pick: Pick, difficulty: Difficulty): Steps {
  const isDown = pick.chance(0.5);
  const isOpen = pick.chance(difficulty === 'hard' ? 0.5 : 0.8);
  const step = pick.int(2, difficulty === 'easy' ? 5 : 12);
  // Half of the loops end beside a value of the counter, the others anywhere between two.
  const whole = pick.int(3, difficulty === 'easy' ? 9 : 20);
  const distance = whole * step + (pick.chance(0.5) ? 0 : pick.int(1, step - 1));
  const low = pick.of([0, 0, 1, pick.int(2, 30)]);
  const [from, to] = isDown ? [low + distance, low] : [low, low + distance];
  const comparison = isDown ? (isOpen ? '>' : '>=') : isOpen ? '<' : '<=';
  return { from, to, step, comparison };
}

/** The loop in one of the languages, with `body` where its counter is used. */
function loopCode(
  pick: Pick,
  { from, to, step, comparison }: Steps,
  body: { readonly python: string; readonly braces: string },
): string {
  const isDown = comparison.startsWith('>');
  const sign = isDown ? '-' : '+';
  const head = (type: string): string =>
    `for (${type} i = ${from}; i ${comparison} ${to}; i ${sign}= ${step})`;
  return pick.of([
    `${head('let')} { ${body.braces} }`,
    `${head('int')} {\n    ${body.braces}\n}`,
    // A range leaves its end out.
    ...(comparison.endsWith('=')
      ? []
      : [`for i in range(${from}, ${to}, ${isDown ? '-' : ''}${step}):\n    ${body.python}`]),
    `i = ${from}\nwhile i ${comparison} ${to}:\n    ${body.python}\n    i ${sign}= ${step}`,
    `let i = ${from};\nwhile (i ${comparison} ${to}) {\n  ${body.braces}\n  i ${sign}= ${step};\n}`,
  ]);
}

/** What the chains say of the end of the loop, and the whole steps that fit in front of it. */
function wholeSteps({ from, to, step, comparison }: Steps): {
  readonly text: string;
  readonly expression: string;
  readonly count: number;
} {
  const [high, low] = comparison.startsWith('>') ? [from, to] : [to, from];
  const isOpen = !comparison.endsWith('=');
  const end = isOpen
    ? `${to} itself is left out, so we take 1 off the distance`
    : `${to} itself still counts`;
  return {
    text: `we go from ${from} ${high === from ? 'down' : 'up'} to ${to} in steps of ${step}; ${end}, and // gives the whole steps`,
    expression: `(${high} - ${low}${isOpen ? ' - 1' : ''}) // ${step}`,
    count: Math.floor((high - low - Number(isOpen)) / step),
  };
}

/** How often the counter of a loop has a value for which it goes on. */
export function solveRuns(steps: Steps, goal: string): Solution {
  const { text, expression, count } = wholeSteps(steps);
  return {
    answer: String(count + 1),
    goal,
    steps: [
      {
        title: 'Count the steps and add one',
        text: `${text}; the first value counts too, so we add 1`,
        equations: [`${expression} + 1 = ${count + 1}`],
      },
    ],
  };
}

const bodyRuns = defineTrainForm({
  name: 'bodyRuns',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const steps = drawSteps(pick, difficulty);
    const call = pick.of(['tick()', 'handle(i)', 'send(i)', 'poll()', 'render(i)']);
    return {
      ...steps,
      call,
      code: loopCode(pick, steps, { python: call, braces: `${call};` }),
    };
  },
  templates: [
    'How often is {call} called?\n\n{code}',
    '{code}\n\nHow many calls of {call} does this make in total?',
    'I put a counter into {call}, started this loop once and looked at the counter. What did it show?\n\n{code}',
    'Count the iterations of this loop:\n\n{code}',
    '{code}\n\niterations = ?',
    'Every {call} costs one credit. What do we pay, in credits, for one run of this?\n\n{code}',
    'how many rounds does this loop make\n\n{code}',
    'In the code below, {call} stands in a loop. Give the number of times that it is executed.\n\n{code}',
    '{code}\n\nSuppose {call} writes one line into a log that was empty. How long is the log, in lines, when the loop is over?',
  ],
  solve: (values) => solveRuns(values, 'the number of runs'),
});

const lastPrinted = defineTrainForm({
  name: 'lastPrinted',
  difficulties: ['medium', 'hard'],
  draw: (pick, difficulty) => {
    const steps = drawSteps(pick, difficulty);
    return {
      ...steps,
      code: loopCode(pick, steps, { python: 'print(i)', braces: 'print(i);' }),
    };
  },
  templates: [
    'What is the last number that this prints?\n\n{code}',
    '{code}\n\nWhich number is printed last?',
    'The output of this loop is cut off, and I need its final line. What does it say?\n\n{code}',
    'With which value of i does the body run for the last time?\n\n{code}',
    '{code}\n\nlast line of the output = ?',
    'i would like to know where this loop ends up, i mean the last value it prints\n\n{code}',
  ],
  solve: (values) => {
    const { from, step, comparison } = values;
    const { text, expression, count } = wholeSteps(values);
    const isDown = comparison.startsWith('>');
    const last = from + (isDown ? -1 : 1) * count * step;
    return {
      answer: String(last),
      goal: 'the last number',
      steps: [
        {
          title: 'Count the steps',
          text,
          equations: [`${expression} = ${count}`],
        },
        {
          title: 'Go these steps',
          text: `from the first value ${from} we go these ${count} steps of ${step}`,
          equations: [`${from} ${isDown ? '-' : '+'} ${count} * ${step} = ${last}`],
        },
      ],
    };
  },
});

const nestedRuns = defineTrainForm({
  name: 'nestedRuns',
  difficulties: ['easy', 'medium', 'hard'],
  draw: (pick, difficulty) => {
    const shape =
      difficulty === 'hard' ? pick.of(['below', 'upTo', 'after'] as const) : ('rectangle' as const);
    const first = difficulty === 'easy' ? 0 : pick.int(1, 9);
    const rows = shape === 'rectangle' ? pick.int(3, 12) : pick.int(4, 20);
    const columns = pick.int(3, 12);
    const inner = {
      rectangle: { python: `range(${columns})`, from: '0', to: String(columns) },
      below: { python: 'range(i)', from: '0', to: 'i' },
      upTo: { python: 'range(i + 1)', from: '0', to: 'i + 1' },
      after: { python: `range(i + 1, ${rows})`, from: 'i + 1', to: String(rows) },
    }[shape];
    const start = shape === 'rectangle' ? first : 0;
    const end = start + rows;
    const call = pick.of(['visit(i, j)', 'check(i, j)', 'draw(i, j)', 'add(i, j)']);
    const outer = start === 0 ? `range(${end})` : `range(${start}, ${end})`;
    return {
      shape,
      start,
      end,
      rows,
      columns,
      call,
      code: pick.chance(0.5)
        ? `for i in ${outer}:\n    for j in ${inner.python}:\n        ${call}`
        : `for (let i = ${start}; i < ${end}; i++) {\n  for (let j = ${inner.from}; j < ${inner.to}; j++) {\n    ${call};\n  }\n}`,
    };
  },
  templates: [
    'How many calls of {call} do these two loops make?\n\n{code}',
    '{code}\n\nHow often is the innermost line executed?',
    'Our profiler counts the calls of {call}. Which number does it report for this code?\n\n{code}',
    'In total, how many times does the inner body run here?\n\n{code}',
    '{code}\n\ncalls of {call}: ?',
    'two loops, one inside the other. how often does {call} run\n\n{code}',
    'Suppose {call} takes exactly one second. How many seconds does this take?\n\n{code}',
  ],
  solve: ({ shape, start, end, rows, columns }) => {
    const counting = {
      rectangle: {
        text: `i goes from ${start} to below ${end}, and for each i the inner loop runs ${columns} times, so we multiply`,
        expression: start === 0 ? `${end} * ${columns}` : `(${end} - ${start}) * ${columns}`,
        count: rows * columns,
      },
      below: {
        text: `the inner loop runs 0 times, then 1, then 2 and so on, up to one less than ${rows}; these add up to ${rows} times one less than ${rows}, divided by 2`,
        expression: `${rows} * (${rows} - 1) / 2`,
        count: (rows * (rows - 1)) / 2,
      },
      upTo: {
        text: `the inner loop runs 1 time, then 2 and so on, up to ${rows}; these add up to ${rows} times one more than ${rows}, divided by 2`,
        expression: `${rows} * (${rows} + 1) / 2`,
        count: (rows * (rows + 1)) / 2,
      },
      after: {
        text: `j is always greater than i, so each pair of the ${rows} values comes once; that is ${rows} times one less than ${rows}, divided by 2`,
        expression: `${rows} * (${rows} - 1) / 2`,
        count: (rows * (rows - 1)) / 2,
      },
    }[shape];
    return {
      answer: String(counting.count),
      goal: 'the number of inner runs',
      steps: [
        {
          title: 'Count the inner runs',
          text: counting.text,
          equations: [`${counting.expression} = ${counting.count}`],
        },
      ],
    };
  },
});

/** Loops whose runs are counted, by steps of more than one, downwards, or one inside another. */
export const steppedLoops: readonly AnyForm[] = [bodyRuns, lastPrinted, nestedRuns];
