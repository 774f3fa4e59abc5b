import type { AnyForm } from '../../form';
import { defineProgram } from './programForm';

const names = ['f', 'g', 'calc', 'score', 'convert', 'price', 'adjust'];

const straightFunction = defineProgram(
  {
    name: 'straightFunction',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const [a, b, divisor] = [pick.int(2, 9), pick.int(1, 20), pick.int(2, 7)];
      const isDividing = difficulty !== 'easy';
      const x = pick.int(2, { easy: 9, medium: 20, hard: 60 }[difficulty]);
      const isMinus = a * x - b > divisor && pick.chance(0.5);
      const sign = isMinus ? '-' : '+';
      const name = pick.of(names);
      return {
        a,
        b,
        divisor,
        x,
        isDividing,
        isMinus,
        asked: `${name}(${x})`,
        inPython: `def ${name}(x):\n    y = x * ${a}\n    y = y ${sign} ${b}\n    return ${isDividing ? `y // ${divisor}` : 'y'}`,
        inJavaScript: `function ${name}(x) {\n  let y = x * ${a};\n  y = y ${sign} ${b};\n  return ${isDividing ? `Math.floor(y / ${divisor})` : 'y'};\n}`,
        inC: `int ${name}(int x) {\n    int y = x * ${a};\n    y = y ${sign} ${b};\n    return ${isDividing ? `y / ${divisor}` : 'y'};\n}`,
      };
    },
    solve: ({ a, b, divisor, x, isDividing, isMinus, asked }) => {
      const product = a * x;
      const sum = isMinus ? product - b : product + b;
      const result = isDividing ? Math.floor(sum / divisor) : sum;
      return {
        answer: String(result),
        goal: `the result of ${asked}`,
        steps: [
          {
            title: 'Run the first line',
            text: `[x is ${x}|with ${x} for x]`,
            equations: [`${x} * ${a} = ${product}`],
          },
          {
            title: 'Run the second line',
            text: `[${b} is ${isMinus ? 'taken away from it' : 'added to it'}|y changes by ${b}]`,
            equations: [`${product} ${isMinus ? '-' : '+'} ${b} = ${sum}`],
          },
          ...(isDividing
            ? [
                {
                  title: 'Divide',
                  text: '[the division drops the rest|whole numbers are divided here, without a rest]',
                  equations: [`${sum} // ${divisor} = ${result}`],
                },
              ]
            : []),
        ],
      };
    },
  },
  'call',
);

const composedCalls = defineProgram(
  {
    name: 'composedCalls',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const [a, b] = [pick.int(2, 5), pick.int(1, 9)];
      const d = pick.int(1, 9);
      const isSquare = difficulty === 'hard';
      const x = pick.int(2, difficulty === 'easy' ? 6 : 9) + (isSquare ? 0 : d);
      const order = pick.of(['fg', 'gf', ...(difficulty === 'easy' ? [] : ['ff'])]);
      const inner = isSquare ? 'x * x' : `x - ${d}`;
      return {
        a,
        b,
        d,
        x,
        order,
        isSquare,
        asked: `${order.charAt(0)}(${order.charAt(1)}(${x}))`,
        inPython: `def f(x):\n    return ${a} * x + ${b}\n\ndef g(x):\n    return ${inner}`,
        inJavaScript: pick.chance(0.5)
          ? `const f = (x) => ${a} * x + ${b};\nconst g = (x) => ${inner};`
          : `function f(x) { return ${a} * x + ${b}; }\nfunction g(x) { return ${inner}; }`,
        inC: `int f(int x) { return ${a} * x + ${b}; }\nint g(int x) { return ${inner}; }`,
      };
    },
    solve: ({ a, b, d, x, order, isSquare, asked }) => {
      const equation = (name: string, value: number): { text: string; value: number } => {
        if (name === 'f')
          return { text: `${a} * ${value} + ${b} = ${a * value + b}`, value: a * value + b };
        if (isSquare)
          return { text: `${value} * ${value} = ${value * value}`, value: value * value };
        return { text: `${value} - ${d} = ${value - d}`, value: value - d };
      };
      const [outer, inner] = [order.charAt(0), order.charAt(1)];
      const first = equation(inner, x);
      const second = equation(outer, first.value);
      return {
        answer: String(second.value),
        goal: `the result of ${asked}`,
        steps: [
          {
            title: 'Compute the inner call',
            text: `[the inner call comes first, ${inner}(${x})|we begin inside with ${inner}(${x})]`,
            equations: [first.text],
          },
          {
            title: 'Compute the outer call',
            text: `${outer} gets this result, so it is ${outer}(${first.value})`,
            equations: [second.text],
          },
        ],
      };
    },
  },
  'call',
);

const branchingFunction = defineProgram(
  {
    name: 'branchingFunction',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const n = pick.int(3, { easy: 40, medium: 40, hard: 60 }[difficulty]);
      const [a, b] = pick.of([
        [3, 1],
        [3, 1],
        [1, 5],
        [5, 3],
        [1, 7],
      ] as const);
      const calls = { easy: 1, medium: 2, hard: 3 }[difficulty];
      const odd = a === 1 ? `n + ${b}` : `${a} * n + ${b}`;
      const name = pick.of(['step', 'f', 'next_n', 'h']);
      return {
        n,
        a,
        b,
        calls,
        asked: `${`${name}(`.repeat(calls)}${n}${')'.repeat(calls)}`,
        inPython: `def ${name}(n):\n    if n % 2 == 0:\n        return n // 2\n    return ${odd}`,
        inJavaScript: `function ${name}(n) {\n  if (n % 2 === 0) return n / 2;\n  return ${odd};\n}`,
        inC: `int ${name}(int n) {\n    if (n % 2 == 0) return n / 2;\n    return ${odd};\n}`,
      };
    },
    solve: ({ n, a, b, calls, asked }) => {
      let value = n;
      const steps = Array.from({ length: calls }, (_, i) => {
        const from = value;
        const isEven = from % 2 === 0;
        value = isEven ? from / 2 : a * from + b;
        const work = isEven ? `${from} / 2` : `${a === 1 ? '' : `${a} * `}${from} + ${b}`;
        return {
          title: calls === 1 ? 'Choose the branch' : `Make call ${i + 1}`,
          text: `${from} is ${isEven ? 'even, so it is halved' : '[odd, so the last line counts|not even, so we skip the if]'}`,
          equations: [`${work} = ${value}`],
        };
      });
      return { answer: String(value), goal: `the result of ${asked}`, steps };
    },
  },
  'call',
);

const recursiveFunction = defineProgram(
  {
    name: 'recursiveFunction',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const base = pick.int(0, 1);
      const start = pick.int(1, 5);
      const kind = pick.of(
        difficulty === 'easy' ? (['add'] as const) : (['affine', 'index'] as const),
      );
      const n =
        base + { easy: pick.int(3, 5), medium: pick.int(2, 4), hard: pick.int(4, 5) }[difficulty];
      const [a, b] = [kind === 'affine' ? pick.int(2, 3) : 1, pick.int(1, 6)];
      const name = pick.of(['f', 'r', 'rec', 't']);
      const again = {
        add: `${name}(n - 1) + ${b}`,
        affine: `${a} * ${name}(n - 1) + ${b}`,
        index: `${name}(n - 1) + n`,
      }[kind];
      return {
        base,
        start,
        kind,
        n,
        a,
        b,
        called: name,
        asked: `${name}(${n})`,
        inPython: `def ${name}(n):\n    if n == ${base}:\n        return ${start}\n    return ${again}`,
        inJavaScript: `function ${name}(n) {\n  if (n === ${base}) return ${start};\n  return ${again};\n}`,
        inC: `int ${name}(int n) {\n    if (n == ${base}) return ${start};\n    return ${again};\n}`,
      };
    },
    solve: ({ base, start, kind, n, a, b, called, asked }) => {
      let value = start;
      const lines = Array.from({ length: n - base }, (_, i) => {
        const at = base + 1 + i;
        const from = value;
        value = { add: from + b, affine: a * from + b, index: from + at }[kind];
        const work = {
          add: `${from} + ${b}`,
          affine: `${a} * ${from} + ${b}`,
          index: `${from} + ${at}`,
        }[kind];
        return `${called}(${at}): ${work} = ${value}`;
      });
      return {
        answer: String(value),
        goal: `the result of ${asked}`,
        steps: [
          { title: 'Start where the recursion ends', text: `${called}(${base}) is ${start}` },
          {
            title: 'Go up again',
            text: `[each further call uses the one before it|from there we go up to ${n}]:\n${lines.join('\n')}`,
          },
        ],
      };
    },
  },
  'call',
);

const filteredList = defineProgram(
  {
    name: 'filteredList',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const values = Array.from({ length: { easy: 4, medium: 5, hard: 6 }[difficulty] }, () =>
        pick.int(1, 30),
      );
      const limit = pick.int(6, 15);
      const factor = difficulty === 'easy' ? 1 : pick.int(2, 4);
      const isBig = pick.chance(0.6);
      const list = `[${values.join(', ')}]`;
      const test = `v ${isBig ? '>' : '<='} ${limit}`;
      const each = factor === 1 ? 'v' : `v * ${factor}`;
      return {
        values,
        limit,
        factor,
        isBig,
        asked: 'total',
        inPython: `xs = ${list}\ntotal = sum(${each} for v in xs if ${test})`,
        inJavaScript: `const xs = ${list};\nconst total = xs.filter((v) => ${test})${factor === 1 ? '' : `.map((v) => ${each})`}.reduce((s, v) => s + v, 0);`,
      };
    },
    solve: ({ values, limit, factor, isBig }) => {
      const kept = values.filter((value) => value > limit === isBig);
      const sum = kept.reduce((a, b) => a + b, 0);
      const filter = {
        title: 'Filter the list',
        text: `[these are ${isBig ? 'greater than' : 'at most'} ${limit}|we keep what is ${isBig ? 'greater than' : 'at most'} ${limit}]: ${kept.join(', ') || 'none'}`,
      };
      if (kept.length === 0) {
        return {
          answer: '0',
          goal: 'the value of total',
          steps: [filter, { title: 'Add', text: 'the sum of nothing is 0' }],
        };
      }
      const added = {
        title: 'Add them',
        text: kept.length === 1 ? 'it is the only one' : '[their sum is|we add them]',
        equations: [`${['0', ...kept].join(' + ')} = ${sum}`],
      };
      return {
        answer: String(sum * factor),
        goal: 'the value of total',
        steps: [
          filter,
          added,
          ...(factor === 1
            ? []
            : [
                {
                  title: 'Multiply',
                  text: `[each is multiplied by ${factor}, so the sum is too|the factor ${factor} goes for all of them]`,
                  equations: [`${sum} * ${factor} = ${sum * factor}`],
                },
              ]),
        ],
      };
    },
  },
  'variable',
);

/** Functions that are called, also inside one another. */
export const functionsReturn: readonly AnyForm[] = [
  straightFunction,
  composedCalls,
  branchingFunction,
  recursiveFunction,
  filteredList,
];
