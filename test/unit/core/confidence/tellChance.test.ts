import { describe, expect, it } from 'vitest';
import type { OutOfTen } from '../../../../src/core/confidence/tellChance';
import { tellChance } from '../../../../src/core/confidence/tellChance';

describe('tellChance', () => {
  it.each<[number, OutOfTen]>([
    [0, { kind: 'lessThanOne' }],
    [0.049, { kind: 'lessThanOne' }],
    [0.05, { kind: 'about', inTen: 1 }],
    [0.81, { kind: 'about', inTen: 8 }],
    [0.949, { kind: 'about', inTen: 9 }],
    [0.95, { kind: 'moreThanNine' }],
    [1, { kind: 'moreThanNine' }],
  ])('says %d in tens, and is certain of nothing', (probability, number) => {
    expect(tellChance({ probability, word: 'may be right', isSure: true }).number).toEqual(number);
  });

  it('says not sure by what the person wants, whatever the word', () => {
    const chance = { probability: 0.8, word: 'likely right' } as const;
    expect(tellChance({ ...chance, isSure: true })).toMatchObject({
      kind: 'sure',
      word: 'likely right',
    });
    expect(tellChance({ ...chance, isSure: false }).kind).toBe('notSure');
  });
});
