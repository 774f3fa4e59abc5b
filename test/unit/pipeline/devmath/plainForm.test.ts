import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/sampling/rng';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import { Pick } from '../../../../src/pipeline/devmath/pick';
import { definePlainForm } from '../../../../src/pipeline/devmath/plainForm';
import { severalOracles } from './severalOracles';
import { wordingsOf } from './statedValues';

const seeds = Array.from({ length: 40 }, (_, i) => i);
const halves = {
  name: 'halves',
  draw: (pick: Pick) => ({ n: pick.int(2, 9) }),
  templates: ['What is half of {n}, doubled twice?'],
  goal: 'the result',
} as const;

describe('a plain form', () => {
  it('takes both ways to the answer, about as often', () => {
    const form = definePlainForm({
      ...halves,
      steps: [
        { title: 'Halve', text: 'half of it', work: '{n} / 2' },
        { title: 'Double', text: 'doubled twice', work: '{1} * 4' },
      ],
      otherSteps: [{ title: 'Double', text: 'this doubles it', work: '{n} * 2' }],
    });
    const drafts = seeds.map((seed) => form.draft(new Pick(createRng(seed)), 'easy', 'train'));
    const lengths = drafts.map(({ solution }) => solution.steps.length);
    expect(lengths.filter((length) => length === 1).length).toBeGreaterThan(10);
    expect(lengths.filter((length) => length === 2).length).toBeGreaterThan(10);
    for (const { values, solution } of drafts)
      expect(solution.answer).toBe(`${Number(values.n) * 2}`);
  });

  it('has no fraction where there are whole things alone', () => {
    const form = definePlainForm({
      ...halves,
      isWhole: true,
      steps: [
        { title: 'Halve', text: 'half of it', work: '{n} / 2' },
        { title: 'Double', text: 'doubled twice', work: '{1} * 4' },
      ],
    });
    for (const seed of seeds) {
      const { values } = form.draft(new Pick(createRng(seed)), 'easy', 'train');
      expect(Number(values.n) % 2).toBe(0);
    }
  });

  it('writes units behind the results of its steps, but not behind 1', () => {
    const form = definePlainForm({
      ...halves,
      draw: (pick) => ({ n: pick.of([2, 6]) }),
      unit: 'cups',
      steps: [
        { title: 'Halve', text: 'half of it', work: '{n} / 2', unit: 'bowls' },
        { title: 'Double', text: 'doubled twice', work: '{1} * 4' },
      ],
    });
    const seen = seeds.map((seed) =>
      form
        .draft(new Pick(createRng(seed)), 'easy', 'train')
        .solution.steps.flatMap(({ equations = [] }) => equations)
        .join('; '),
    );
    expect([...new Set(seen)].sort()).toEqual([
      '2 / 2 = 1; 1 * 4 = 4 cups',
      '6 / 2 = 3 bowls; 3 * 4 = 12 cups',
    ]);
  });
});

describe('the questions of several steps', () => {
  const forms = devMathKinds.flatMap((kind) =>
    kind.forms
      .filter(({ name }) => severalOracles[`${kind.name}/${name}`] !== undefined)
      .map((form) => ({ id: `${kind.name}/${form.name}`, form })),
  );

  it('are asked in train alone, each oracle by one form', () => {
    expect(forms.map(({ id }) => id).sort()).toEqual(Object.keys(severalOracles).sort());
    for (const { form } of forms) {
      expect(form.wordings.dev).toEqual([]);
      expect(form.wordings.trial).toEqual([]);
      expect(form.wordings.calibration).toEqual([]);
    }
  });

  it.each(forms)('$id: two steps or more where it is not easy', ({ id, form }) => {
    for (const difficulty of form.difficulties.filter((each) => each !== 'easy')) {
      for (const seed of seeds.slice(0, 8)) {
        const { solution } = form.draft(new Pick(createRng(seed)), difficulty, 'train');
        const lines = solution.steps.flatMap(({ text, equations = [] }) => [
          ...text.split('\n').slice(1),
          ...equations,
        ]);
        const count = Math.max(solution.steps.length, lines.length);
        expect(count, `${id} ${difficulty}`).toBeGreaterThan(1);
      }
    }
  });

  it('share no wording with another form, but for the programs', () => {
    const worded = forms
      .filter(({ form }) => !form.wordings.train.some((template) => template.includes('{code}')))
      .flatMap(({ form }) => form.wordings.train.flatMap(wordingsOf));
    expect(worded.filter((wording, i) => worded.indexOf(wording) !== i)).toEqual([]);
  });
});
