import { describe, expect, it } from 'vitest';
import type {
  CatalogueEntry,
  MeasuredResults,
} from '../../../../src/modelkit/catalogue/catalogueEntry';
import { adviseModels } from '../../../../src/modelkit/catalogue/adviseModels';
import { catalogue } from '../../../../src/modelkit/catalogue/catalogue';
import type { Upgrade } from '../../../../src/modelkit/catalogue/findUpgrade';
import { findUpgrade } from '../../../../src/modelkit/catalogue/findUpgrade';
import { sampleEntry } from './sampleEntry';

const trainedRatios = [1, 0.5];
const shape = { ...sampleEntry().shape, layers: 28, width: 1536, feedForward: 8960 };
const small = sampleEntry({ id: 'small', trainedRatios });
const large = sampleEntry({ id: 'large', shape, trainedRatios });

/** Right answers in percent, in full and at half the reasoning. */
function measured(full: number, half: number): MeasuredResults {
  return {
    gsm8k: [
      { keepRatio: 0.5, accuracy: half, questions: 319 },
      { keepRatio: 1, accuracy: full, questions: 319 },
    ],
  };
}

function upgrade(
  from: CatalogueEntry,
  to: CatalogueEntry,
  currentId = from.id,
): Upgrade | undefined {
  return findUpgrade({ upgradeModel: to.id, models: [from, to] }, currentId);
}

describe('findUpgrade', () => {
  it('offers the named model without numbers while one of the two was not measured', () => {
    expect(upgrade(small, large)).toEqual({ entry: large });
    const known = { ...large, measured: measured(54.4, 50) };
    expect(upgrade(small, known)).toEqual({ entry: known });
  });

  it('says how many of 100 are right once both were, each with its full reasoning', () => {
    const from = { ...small, measured: measured(29.5, 60) };
    const to = { ...large, measured: measured(54.4, 50) };
    expect(upgrade(from, to)?.gain).toEqual({ right: 54, insteadOf: 30 });
  });

  it('does not offer what was measured to be no better', () => {
    const from = { ...small, measured: measured(54, 50) };
    expect(upgrade(from, { ...large, measured: measured(54.2, 50) })).toBeUndefined();
    expect(upgrade(from, { ...large, measured: measured(56, 50) })).toBeDefined();
  });

  it.each<[string, Partial<CatalogueEntry>]>([
    ['not trained for ratios', { trainedRatios: [] }],
    ['no larger', { shape: small.shape }],
  ])('does not offer what is %s', (_, change) => {
    expect(upgrade(small, { ...large, ...change })).toBeUndefined();
  });

  it('offers nothing to who has it, has another model, or where the catalogue names none', () => {
    expect(upgrade(small, large, 'large')).toBeUndefined();
    expect(upgrade(small, large, 'my-own')).toBeUndefined();
    expect(findUpgrade({ models: [small, large] }, 'small')).toBeUndefined();
  });

  it('waits in the shipped catalogue for an adapter of the 1.5B', () => {
    const trained = catalogue.models.map((entry) =>
      entry.id === 'coder-1.5b' ? { ...entry, trainedRatios } : entry,
    );
    const found = findUpgrade({ ...catalogue, models: trained }, catalogue.defaultModel);
    expect(found?.entry.id).toBe('coder-1.5b');
    const recommended = (totalBytes: number): string | undefined =>
      adviseModels(trained, { totalBytes }).find((one) => one.isRecommended)?.entry.id;
    expect(recommended(4 * 2 ** 30)).toBe('coder-1.5b');
    expect(recommended(3 * 2 ** 30)).not.toBe('coder-1.5b');
  });
});

describe('the gain in the advice', () => {
  const gib = 2 ** 30;
  const from = { ...small, measured: measured(29, 28) };
  const to = { ...large, measured: measured(54, 50) };

  it('is told of each model that was measured to be better than the one in use', () => {
    const advice = adviseModels([from, to], { totalBytes: 8 * gib }, from);
    expect(advice.map(({ gain }) => gain)).toEqual([undefined, { right: 54, insteadOf: 29 }]);
    const reverse = adviseModels([from, to], { totalBytes: 8 * gib }, to);
    expect(reverse.map(({ gain }) => gain)).toEqual([undefined, undefined]);
  });

  it('goes with the recommendation where memory allows, with need and memory', () => {
    const roomy = adviseModels([from, to], { totalBytes: 8 * gib }, from);
    expect(roomy.find(({ isRecommended }) => isRecommended)).toMatchObject({
      entry: { id: 'large' },
      hasBytes: 8 * gib - 2e9,
    });
    const tight = adviseModels([from, to], { totalBytes: 3.5 * gib }, from);
    expect(tight.find(({ isRecommended }) => isRecommended)?.entry.id).toBe('small');
    expect(tight[1]).toMatchObject({ fits: false, hasBytes: 3.5 * gib - 2e9 });
  });
});
