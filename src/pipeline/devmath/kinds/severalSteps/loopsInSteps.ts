import type { AnyForm } from '../../form';
import { defineProgram } from './programForm';

const digitSum = defineProgram(
  {
    name: 'digitSum',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const n = { easy: pick.int(12, 99), medium: pick.int(101, 999), hard: pick.int(1001, 9999) }[
        difficulty
      ];
      return {
        n,
        asked: 's',
        inPython: `n = ${n}\ns = 0\nwhile n > 0:\n    s += n % 10\n    n //= 10`,
        inJavaScript: `let n = ${n};\nlet s = 0;\nwhile (n > 0) {\n  s += n % 10;\n  n = Math.floor(n / 10);\n}`,
        inC: `int n = ${n};\nint s = 0;\nwhile (n > 0) {\n    s += n % 10;\n    n = n / 10;\n}`,
      };
    },
    solve: ({ n }) => {
      const digits = Array.from(String(n), Number).reverse();
      const sum = digits.reduce((a, b) => a + b, 0);
      return {
        answer: String(sum),
        goal: 'the value of s',
        steps: [
          {
            title: 'See what each pass adds',
            text: `[each pass adds the last digit of n and cuts it off|n % 10 is the last digit, and the division drops it], so these are added: ${digits.join(', ')}`,
          },
          {
            title: 'Add',
            text: '[s starts at 0|we start with 0]',
            equations: [`0 + ${digits.join(' + ')} = ${sum}`],
          },
        ],
      };
    },
  },
  'variable',
);

const sumOfSquares = defineProgram(
  {
    name: 'sumOfSquares',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const n = pick.int(3, { easy: 4, medium: 5, hard: 7 }[difficulty]);
      const start = difficulty === 'easy' ? 0 : pick.of([0, 10, 100, 5]);
      const name = pick.of(['s', 'total', 'acc', 'x']);
      return {
        n,
        start,
        asked: name,
        inPython: `${name} = ${start}\nfor i in range(1, ${n + 1}):\n    ${name} += i * i`,
        inJavaScript: `let ${name} = ${start};\nfor (let i = 1; i <= ${n}; i++) ${name} += i * i;`,
        inC: `int ${name} = ${start};\nfor (int i = 1; i <= ${n}; i++) {\n    ${name} += i * i;\n}`,
      };
    },
    solve: ({ n, start, asked }) => {
      const numbers = Array.from({ length: n }, (_, i) => i + 1);
      const squares = numbers.map((i) => i * i);
      const total = squares.reduce((a, b) => a + b, start);
      return {
        answer: String(total),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Compute the squares',
            text: `[i goes from 1 to ${n}, and its squares are|the squares of 1 to ${n} are] ${squares.join(', ')}`,
          },
          {
            title: 'Add them',
            text: `[${asked} starts at ${start}|they are added to ${start}]`,
            equations: [`${[start, ...squares].join(' + ')} = ${total}`],
          },
        ],
      };
    },
  },
  'variable',
);

const productTable = defineProgram(
  {
    name: 'productTable',
    difficulties: ['medium', 'hard'],
    draw: (pick, difficulty) => {
      const most = difficulty === 'medium' ? 4 : 7;
      const [n, m] = [pick.int(2, most), pick.int(2, most)];
      const name = pick.of(['s', 'total', 'acc']);
      return {
        n,
        m,
        asked: name,
        inPython: `${name} = 0\nfor i in range(1, ${n + 1}):\n    for j in range(1, ${m + 1}):\n        ${name} += i * j`,
        inJavaScript: `let ${name} = 0;\nfor (let i = 1; i <= ${n}; i++) {\n  for (let j = 1; j <= ${m}; j++) {\n    ${name} += i * j;\n  }\n}`,
        inC: `int ${name} = 0;\nfor (int i = 1; i <= ${n}; i++)\n    for (int j = 1; j <= ${m}; j++)\n        ${name} += i * j;`,
      };
    },
    solve: ({ n, m, asked }) => {
      const sum = (k: number): { terms: string; value: number } => ({
        terms: Array.from({ length: k }, (_, i) => i + 1).join(' + '),
        value: (k * (k + 1)) / 2,
      });
      const [i, j] = [sum(n), sum(m)];
      return {
        answer: String(i.value * j.value),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Add the values of i',
            text: '[each i meets each j, so the sum of i times the sum of j comes out; the values of i make|we may add the i and the j first and multiply then; for i]',
            equations: [`${i.terms} = ${i.value}`],
          },
          {
            title: 'Add the values of j',
            text: 'the values of j make',
            equations: [`${j.terms} = ${j.value}`],
          },
          {
            title: 'Multiply',
            text: 'both sums are multiplied',
            equations: [`${i.value} * ${j.value} = ${i.value * j.value}`],
          },
        ],
      };
    },
  },
  'variable',
);

const growingString = defineProgram(
  {
    name: 'growingString',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const start = pick.of(['', 'a', 'ab', 'abc', 'hello']);
      const piece = pick.of(['x', 'xy', '-+', 'abc']);
      const isTriangle = difficulty === 'hard';
      const n = pick.int(3, { easy: 9, medium: 20, hard: 8 }[difficulty]);
      const added = isTriangle
        ? { inPython: `'${piece}' * i`, inJavaScript: `'${piece}'.repeat(i)` }
        : { inPython: `'${piece}'`, inJavaScript: `'${piece}'` };
      const inPython = `s = '${start}'\nfor i in range(${n}):\n    s += ${added.inPython}\nsize = len(s)`;
      const inJavaScript = `let s = '${start}';\nfor (let i = 0; i < ${n}; i++) s += ${added.inJavaScript};\nconst size = s.length;`;
      return { start, piece, isTriangle, n, asked: 'size', inPython, inJavaScript };
    },
    solve: ({ start, piece, isTriangle, n }) => {
      const runs = isTriangle ? (n * (n - 1)) / 2 : n;
      const added = runs * piece.length;
      const count = isTriangle
        ? [
            {
              title: 'Count the pieces',
              text: `[i is 0, 1 and so on up to ${n - 1}, so the pieces are|the passes add 0 pieces, then 1, and so on, less than ${n} each]`,
              equations: [`${n} * (${n} - 1) / 2 = ${runs}`],
            },
          ]
        : [];
      return {
        answer: String(start.length + added),
        goal: 'the value of size',
        steps: [
          ...count,
          {
            title: 'Count what is added',
            text: `[a piece has the length ${piece.length}|each piece brings ${piece.length}]`,
            equations: [`${runs} * ${piece.length} = ${added}`],
          },
          {
            title: 'Add the start',
            text: `at the start the length is ${start.length}`,
            equations: [`${start.length} + ${added} = ${start.length + added}`],
          },
        ],
      };
    },
  },
  'variable',
);

const skippingLoop = defineProgram(
  {
    name: 'skippingLoop',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const k = pick.int(2, 7);
      const n = pick.int(2 * k, { easy: 20, medium: 60, hard: 200 }[difficulty]);
      const by = difficulty === 'easy' ? 1 : pick.int(2, 5);
      const name = pick.of(['count', 'hits', 'c']);
      return {
        k,
        n,
        by,
        asked: name,
        inPython: `${name} = 0\nfor i in range(1, ${n + 1}):\n    if i % ${k} == 0:\n        continue\n    ${name} += ${by}`,
        inJavaScript: `let ${name} = 0;\nfor (let i = 1; i <= ${n}; i++) {\n  if (i % ${k} === 0) continue;\n  ${name} += ${by};\n}`,
        inC: `int ${name} = 0;\nfor (int i = 1; i <= ${n}; i++) {\n    if (i % ${k} == 0) continue;\n    ${name} += ${by};\n}`,
      };
    },
    solve: ({ k, n, by, asked }) => {
      const skipped = Math.floor(n / k);
      return {
        answer: String((n - skipped) * by),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Count what is skipped',
            text: `[i runs from 1 to ${n}, and the multiples of ${k} are skipped|the multiples of ${k} up to ${n} add nothing]`,
            equations: [`${n} // ${k} = ${skipped}`],
          },
          {
            title: 'Count the rest',
            text: 'all others count',
            equations: [`${n} - ${skipped} = ${n - skipped}`],
          },
          ...(by === 1
            ? []
            : [
                {
                  title: 'Multiply',
                  text: `each of them adds ${by}`,
                  equations: [`${n - skipped} * ${by} = ${(n - skipped) * by}`],
                },
              ]),
        ],
      };
    },
  },
  'variable',
);

/** Loops over a range or over digits, some of whose passes add more or nothing. */
export const loopsInSteps: readonly AnyForm[] = [
  digitSum,
  sumOfSquares,
  productTable,
  growingString,
  skippingLoop,
];
