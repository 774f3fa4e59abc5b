import type { AnyForm } from '../../form';
import { passLines } from '../defineLoop';
import { defineProgram } from './programForm';

const breakingLoop = defineProgram(
  {
    name: 'breakingLoop',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const k = difficulty === 'easy' ? 1 : pick.int(2, 4);
      const passes = { easy: pick.int(3, 4), medium: pick.int(3, 5), hard: pick.int(4, 6) }[
        difficulty
      ];
      const before = (k * passes * (passes - 1)) / 2;
      const limit = pick.int(before, before + k * passes - 1);
      const term = k === 1 ? 'i' : `${k} * i`;
      return {
        k,
        limit,
        asked: pick.of(['total', 'i']),
        inPython: `total = 0\ni = 0\nwhile True:\n    i += 1\n    total += ${term}\n    if total > ${limit}:\n        break`,
        inJavaScript: `let total = 0;\nlet i = 0;\nwhile (true) {\n  i++;\n  total += ${term};\n  if (total > ${limit}) break;\n}`,
        inC: `int total = 0, i = 0;\nwhile (1) {\n    i++;\n    total += ${term};\n    if (total > ${limit}) break;\n}`,
      };
    },
    solve: ({ k, limit, asked }) => {
      const lines: string[] = [];
      let total = 0;
      while (total <= limit) {
        const i = lines.length + 1;
        const next = total + k * i;
        lines.push(
          `${total} + ${k === 1 ? '' : `${k} * `}${i} = ${next}, ${next > limit ? `more than ${limit}` : `not more than ${limit}`}`,
        );
        total = next;
      }
      const answer = asked === 'i' ? lines.length : total;
      return {
        answer: String(answer),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Follow the passes',
            text: `[i is the number of the pass, and total grows like this|we follow total; i counts the passes]:\n${passLines(lines)}`,
            then: `there the loop ends, and ${asked} is ${answer}`,
          },
        ],
      };
    },
  },
  'variable',
);

const doublingCounter = defineProgram(
  {
    name: 'doublingCounter',
    difficulties: ['easy', 'medium', 'hard'],
    draw: (pick, difficulty) => {
      const factor = pick.of([2, 2, 3]);
      const start = pick.int(1, 4);
      const limit = pick.int(
        { easy: 10, medium: 40, hard: 150 }[difficulty],
        { easy: 40, medium: 150, hard: 600 }[difficulty],
      );
      return {
        factor,
        start,
        limit,
        asked: pick.of(['count', 'i']),
        inPython: `count = 0\ni = ${start}\nwhile i < ${limit}:\n    i *= ${factor}\n    count += 1`,
        inJavaScript: `let count = 0;\nlet i = ${start};\nfor (; i < ${limit}; i *= ${factor}) count++;`,
        inC: `int count = 0, i = ${start};\nwhile (i < ${limit}) {\n    i *= ${factor};\n    count++;\n}`,
      };
    },
    solve: ({ factor, start, limit, asked }) => {
      const lines: string[] = [];
      let i = start;
      while (i < limit) {
        lines.push(
          `${i} * ${factor} = ${i * factor}, ${i * factor < limit ? `less than ${limit}` : `not less than ${limit}`}`,
        );
        i *= factor;
      }
      const answer = asked === 'i' ? i : lines.length;
      return {
        answer: String(answer),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Follow i',
            text: `[i starts at ${start} and is multiplied by ${factor} in each pass|each pass multiplies i, which is ${start} first, by ${factor}]:\n${passLines(lines)}`,
            then: `[that was the last pass|so the loop ends here], and ${asked} is ${answer}`,
          },
        ],
      };
    },
  },
  'variable',
);

const twoPointers = defineProgram(
  {
    name: 'twoPointers',
    difficulties: ['medium', 'hard'],
    draw: (pick, difficulty) => {
      const [a, b] = [pick.int(1, 5), pick.int(1, 5)];
      const lo = pick.int(0, 5);
      const hi = lo + pick.int(8, difficulty === 'medium' ? 20 : 35);
      return {
        a,
        b,
        lo,
        hi,
        asked: pick.of(['lo', 'hi', 'steps']),
        inPython: `lo = ${lo}\nhi = ${hi}\nsteps = 0\nwhile lo < hi:\n    lo += ${a}\n    hi -= ${b}\n    steps += 1`,
        inJavaScript: `let lo = ${lo};\nlet hi = ${hi};\nlet steps = 0;\nwhile (lo < hi) {\n  lo += ${a};\n  hi -= ${b};\n  steps++;\n}`,
        inC: `int lo = ${lo}, hi = ${hi}, steps = 0;\nwhile (lo < hi) {\n    lo += ${a};\n    hi -= ${b};\n    steps++;\n}`,
      };
    },
    solve: ({ a, b, lo, hi, asked }) => {
      const steps = Math.ceil((hi - lo) / (a + b));
      const results = { lo: lo + steps * a, hi: hi - steps * b, steps };
      const answer = results[asked as keyof typeof results];
      return {
        answer: String(answer),
        goal: `the value of ${asked}`,
        steps: [
          {
            title: 'Find the distance and how it shrinks',
            text: '[both ends come closer|lo goes up and hi goes down]; the distance at the start and what it loses per pass',
            equations: [`${hi} - ${lo} = ${hi - lo}`, `${a} + ${b} = ${a + b}`],
          },
          {
            title: 'Count the passes',
            text: 'it goes on until the distance is used up, so we divide and round up, by adding one less than the divisor',
            equations: [`(${hi - lo} + ${a + b} - 1) // ${a + b} = ${steps}`],
          },
          ...(asked === 'steps'
            ? []
            : [
                {
                  title: `Find ${asked}`,
                  text: `${asked} changes in each pass`,
                  equations: [
                    asked === 'lo'
                      ? `${lo} + ${steps} * ${a} = ${answer}`
                      : `${hi} - ${steps} * ${b} = ${answer}`,
                  ],
                },
              ]),
        ],
      };
    },
  },
  'variable',
);

const commonDivisor = defineProgram(
  {
    name: 'commonDivisor',
    difficulties: ['medium', 'hard'],
    draw: (pick, difficulty) => {
      const factor = pick.int(2, 12);
      const [a, b] = pick.until(
        () =>
          [
            factor * pick.int(3, difficulty === 'medium' ? 9 : 25),
            factor * pick.int(2, difficulty === 'medium' ? 8 : 20),
          ] as const,
        ([x, y]) => x > y && x % y !== 0,
      );
      return {
        a,
        b,
        asked: 'a',
        inPython: `a, b = ${a}, ${b}\nwhile b > 0:\n    a, b = b, a % b`,
        inJavaScript: `let a = ${a};\nlet b = ${b};\nwhile (b > 0) {\n  const rest = a % b;\n  a = b;\n  b = rest;\n}`,
        inC: `int a = ${a}, b = ${b};\nwhile (b > 0) {\n    int rest = a % b;\n    a = b;\n    b = rest;\n}`,
      };
    },
    solve: ({ a, b }) => {
      const lines: string[] = [];
      let [x, y] = [a, b];
      while (y > 0) {
        const rest = x % y;
        lines.push(`${x} mod ${y} = ${rest}; a is ${y}, b is ${rest}`);
        [x, y] = [y, rest];
      }
      return {
        answer: String(x),
        goal: 'the value of a',
        steps: [
          {
            title: 'Follow both variables',
            text: `[in each pass a gets the old b, and b gets the remainder|b becomes the rest of a by b, and a the old b]:\n${passLines(lines)}`,
            then: `now b is 0, so the loop ends, and a is ${x}`,
          },
        ],
      };
    },
  },
  'variable',
);

/** Loops that go on until something holds. */
export const loopsUntil: readonly AnyForm[] = [
  breakingLoop,
  doublingCounter,
  twoPointers,
  commonDivisor,
];
