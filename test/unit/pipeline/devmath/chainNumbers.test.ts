import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/sampling/rng';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import type { Draft } from '../../../../src/pipeline/devmath/form';
import { Pick } from '../../../../src/pipeline/devmath/pick';
import { sampleSplit } from './sampleSplit';

const samples = 40;
/** What a chain may name without computing it: units, months, both ends of a range, all of a few cases. */
const constants: Readonly<Record<string, readonly number[]>> = {
  byteUnits: [1, 8, 60, 100, 1000, 1024, 3600, 1000000],
  timeUnits: [1, 2, 7, 24, 60, 100, 1000, 1440, 3600],
  dates: [0, 1, 2, 3, 4, 5, 6, 7, 28, 29, 30, 31],
  rates: [0, 1, 2, 3, 4, 60, 100],
  ranges: [0, 1, 2],
  percentages: [1, 100],
  setCounting: [2, 100],
  truthTellers: [0, 1, 2, 3, 4, 5, 6],
};
const forms = devMathKinds
  .filter(({ name }) => constants[name] !== undefined)
  .flatMap((kind) => kind.forms.map((form) => ({ id: `${kind.name}/${form.name}`, kind, form })));

function numbersIn(text: string): number[] {
  return (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}

/** `the third one` names a number too. */
const ordinals = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

function ordinalsIn(text: string): number[] {
  return ordinals.flatMap((word, i) => (text.includes(`the ${word} `) ? [i + 2] : []));
}

/** Numbers that stand in a step before the question or an equation has named them. */
function unexplained({ question, solution }: Draft, known: readonly number[]): number[] {
  const seen = new Set([
    ...known,
    ...numbersIn(question.replace(/(?<=\d),(?=\d{3})/g, '')),
    ...ordinalsIn(question),
  ]);
  const missing: number[] = [];
  const see = (text: string): void => {
    // «1 Monday, 2 Tuesday» counts.
    const counted = text.replace(/\b\d (?=[A-Z][a-z]+day)/g, '');
    missing.push(...numbersIn(counted).filter((value) => !seen.has(value)));
  };
  for (const { text, equations = [], then = '' } of solution.steps) {
    see(text);
    for (const equation of equations) {
      const [expression = '', result = ''] = equation.split(' = ');
      see(expression);
      numbersIn(result).forEach((value) => seen.add(value));
    }
    see(then);
  }
  return missing;
}

describe('worked chains', () => {
  it.each(forms)('of $id have each number given, known or computed before', ({ kind, form }) => {
    form.difficulties.forEach((difficulty, level) => {
      for (let i = 0; i < samples; i += 1) {
        const pick = new Pick(createRng(9_000 * (level + 1) + i));
        const draft = form.draft(pick, difficulty, sampleSplit(form, i));
        expect(unexplained(draft, constants[kind.name]!), draft.question).toEqual([]);
      }
    });
  });
});
