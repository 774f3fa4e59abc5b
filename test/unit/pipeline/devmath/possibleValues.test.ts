import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/core/sampling/rng';
import { devMathKinds } from '../../../../src/pipeline/devmath/devMathKinds';
import type { Draft } from '../../../../src/pipeline/devmath/form';
import { daysIn, monthName } from '../../../../src/pipeline/devmath/kinds/calendar';
import { isFrozenHex } from '../../../../src/pipeline/devmath/literals';
import { Pick } from '../../../../src/pipeline/devmath/pick';

/** Train's questions of a form, of all its difficulties. */
function draftsOf(id: string): readonly Draft[] {
  const [kind, name] = id.split('/');
  const form = devMathKinds
    .find((each) => each.name === kind)!
    .forms.find((each) => each.name === name)!;
  return form.difficulties.flatMap((difficulty) =>
    Array.from({ length: 300 }, (_, seed) =>
      form.draft(new Pick(createRng(seed)), difficulty, 'train'),
    ),
  );
}

describe('what train asks is possible', () => {
  it('has no day behind the end of its month', () => {
    for (const { values, solution } of draftsOf('dates/nthWeekday')) {
      const month = Array.from({ length: 12 }, (_, i) => i).find(
        (each) => monthName(each) === values.month,
      )!;
      expect(Number(solution.answer), String(values.month)).toBeLessThanOrEqual(
        daysIn(2023, month),
      );
    }
  });

  it('has no half things in a sample', () => {
    for (const { solution } of draftsOf('percentages/partOf'))
      expect(solution.answer).toMatch(/^\d+$/);
  });

  it('fills nothing above 100 percent', () => {
    for (const { values } of draftsOf('percentages/batteryTime'))
      expect(values.full).toBeLessThanOrEqual(100);
  });

  it('has no index behind the last element', () => {
    for (const { values } of draftsOf('bitArithmetic/elementAddress'))
      expect(values.index).toBeLessThan(Number(values.length));
  });

  it('reads no page behind the last one', () => {
    for (const { values } of draftsOf('ranges/minutesForPages'))
      expect(values.total).toBeGreaterThan(Number(values.to));
  });

  it.each(['bitArithmetic/fromHex', 'bitArithmetic/hexSumPlain'])(
    'writes literals in %s that the embedded vocabulary has',
    (id) => {
      for (const { values } of draftsOf(id))
        for (const literal of Object.values(values))
          expect(isFrozenHex(Number(literal)), String(literal)).toBe(true);
    },
  );
});
