import { expect, it } from 'vitest';
import { checkEquations } from '../../../../src/core/arithmetic/checkEquations';
import { createRng } from '../../../../src/core/sampling/rng';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import { Pick } from '../../../../src/pipeline/devmath/pick';
import { renderChain } from '../../../../src/pipeline/devmath/renderChain';
import { sampleSplit } from './sampleSplit';

const samples = 15;
const forms = devMathKinds.flatMap((kind) =>
  kind.forms.map((form) => ({ id: `${kind.name}/${form.name}`, form })),
);

it.each(forms)('exact arithmetic reads every equation in the chains of $id', ({ form }) => {
  form.difficulties.forEach((difficulty, level) => {
    for (let i = 0; i < samples; i += 1) {
      const pick = new Pick(createRng(5_000 * (level + 1) + i));
      const chain = renderChain(pick, form.draft(pick, difficulty, sampleSplit(form, i)).solution);
      const checks = checkEquations(chain);
      expect(
        checks.filter(({ status }) => status !== 'holds'),
        chain,
      ).toEqual([]);
      const relations = checks.flatMap(({ equation }) => equation.relations);
      expect(relations.length, chain).toBe(chain.split('=').length - 1);
    }
  });
});
