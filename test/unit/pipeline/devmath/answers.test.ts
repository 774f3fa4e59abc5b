import { describe, expect, it } from 'vitest';
import { ResultWatch } from '../../../../src/core/arithmetic/resultWatch';
import { answersEqual } from '../../../../src/core/answer/answersEqual';
import { createRng } from '../../../../src/core/sampling/rng';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import { equationLatex } from '../../../../src/pipeline/devmath/equationLatex';
import type { AnyForm, Draft } from '../../../../src/pipeline/devmath/form';
import { Pick } from '../../../../src/pipeline/devmath/pick';
import { renderChain } from '../../../../src/pipeline/devmath/renderChain';
import { statedEquations } from './equations';
import { oracles } from './oracles';
import { plainOracles } from './plainOracles';
import { puzzleOracles } from './puzzleOracles';
import { runJavaScript, runPython } from './runProgram';
import { sampleSplit } from './sampleSplit';
import { severalOracles } from './severalOracles';
import { statedValues } from './statedValues';
import { trainOracles } from './trainOracles';

const samples = 30;
const forms = devMathKinds.flatMap((kind) =>
  kind.forms.map((form) => ({ id: `${kind.name}/${form.name}`, form })),
);

/** The same questions in each test. */
function draftsOf(form: AnyForm): Draft[] {
  return form.difficulties.flatMap((difficulty, level) =>
    Array.from({ length: samples }, (_, i) =>
      form.draft(new Pick(createRng(7_000 * (level + 1) + i)), difficulty, sampleSplit(form, i)),
    ),
  );
}

/** `2/8` and `1/4` as one text; anything else as it is. */
function comparable(answer: string): string {
  const fraction = /^(\d+)\/(\d+)$/.exec(answer);
  if (!fraction) return answer === '0' || answer === '1' ? Number(answer).toFixed(12) : answer;
  return (Number(fraction[1]) / Number(fraction[2])).toFixed(12);
}

/** True if the words or an equation before the last sentence come to the answer. */
function isReached(chain: string, answer: string, goal: string): boolean {
  const body = chain.slice(0, chain.lastIndexOf(goal));
  const values = statedEquations(body).flatMap((equation) => equation.values);
  if (values.some((value) => value === Number(answer))) return true;
  return new RegExp(`(?<![\\w/])${answer}(?![\\w/]|\\.\\d)`).test(body);
}

/** The equation with another last digit. */
function spoiled(equation: string): string {
  const [digits = ''] = /[^ ]+/.exec(equation.slice(equation.lastIndexOf(' = ') + 3)) ?? [];
  const at = equation.lastIndexOf(digits) + digits.length - 1;
  const digit = Number.parseInt(equation.charAt(at), 16);
  const other = digits.startsWith('0b') ? 1 - digit : (digit % 9) + 1;
  return equation.slice(0, at) + String(other) + equation.slice(at + 1);
}

/** `text` with its first wrong result replaced, as exact arithmetic does while it is written. */
function righted(text: string): string {
  const state = new ResultWatch().look(text);
  if (state.kind !== 'wrong') return text;
  return text.slice(0, state.startOffset) + state.rightValue + text.slice(state.endOffset);
}

/** True where an equation with another result could also be rounded, or be one of binary numbers. */
function mayMeanElse(equation: string): boolean {
  return /\d\.\d/.test(equation) || /^[01 =()+*/-]+(?: [a-z]+)?$/.test(equation);
}

describe.each(forms)('$id', ({ id, form }) => {
  it('has the answer that brute force finds, and only that one', () => {
    for (const { values, solution, question } of draftsOf(form)) {
      const { answer } = solution;
      expect(answersEqual(answer, answer)).toBe(true);
      const puzzle = puzzleOracles[id];
      const expected = puzzle
        ? undefined
        : severalOracles[id]
          ? severalOracles[id](statedValues(form, question, values))
          : (oracles[id] ?? trainOracles[id] ?? plainOracles[id])!(values);
      if (puzzle) expect([...new Set(puzzle(values))], question).toEqual([answer]);
      else if (typeof expected === 'number')
        expect(Number(answer), question).toBeCloseTo(expected, 6);
      else expect(comparable(answer), question).toBe(comparable(expected ?? ''));
    }
  });

  it('has results that exact arithmetic puts right', () => {
    for (const { solution } of draftsOf(form)) {
      for (const equation of solution.steps.flatMap(({ equations = [] }) => equations)) {
        if (mayMeanElse(equation)) continue;
        for (const set of [(text: string) => text, equationLatex]) {
          const written = (text: string): string => `So it is: ${set(text)}. This`;
          expect(righted(written(spoiled(equation)))).toBe(written(equation));
        }
      }
    }
  });

  it('states only true equations and ends with the answer', () => {
    draftsOf(form).forEach(({ solution }, i) => {
      const chain = renderChain(new Pick(createRng(i)), solution);
      expect(
        statedEquations(chain).filter(({ isTrue }) => !isTrue),
        chain,
      ).toEqual([]);
      const { answer, goal, unit } = solution;
      const end = `${goal} is ${answer}${unit === undefined ? '' : ` ${unit}`}.`;
      expect(chain.endsWith(end), chain).toBe(true);
      expect(isReached(chain, answer, goal), chain).toBe(true);
    });
  });
});

describe('loops', () => {
  it('do the same in both languages', () => {
    for (const { form } of forms.filter(({ id }) => id.startsWith('loops/'))) {
      for (const { values, solution } of draftsOf(form)) {
        if (values.javascript === undefined) continue;
        const name = String(values.name);
        expect(runJavaScript(values.javascript, name)).toBe(Number(solution.answer));
        expect(runPython(values.python, name)).toBe(Number(solution.answer));
      }
    }
  });
});
