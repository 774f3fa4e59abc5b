import { describe, expect, it } from 'vitest';
import { hasTwoQuantities } from '../../../../src/core/question/quantities';

describe('hasTwoQuantities', () => {
  it.each([
    'get 24 from 3, 3, 8, 8',
    '3,3',
    '300g for 4 people',
    'the year has 1,200 hours and 2000 tasks',
    'two jugs of 3.5 liters',
    'forty-two of sixty',
  ])('counts those of %j', (text) => {
    expect(hasTwoQuantities(text)).toBe(true);
  });

  it.each([
    '',
    'only 1,234.5 of it',
    'python 3.12 on windows 11',
    'node 18 and version 1.2.3',
    'port 8080 and error 404',
    'in 1998 and 2002',
    'from 1914 to 1918',
    'utf-8 and ipv4 and gpt-4',
    'the 1st and the 2nd of 3',
    'the often used tension',
  ])('counts no two in %j', (text) => {
    expect(hasTwoQuantities(text)).toBe(false);
  });
});
