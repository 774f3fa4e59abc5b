import { describe, expect, it } from 'vitest';
import { askedFor, fitsQuestion } from '../../../../src/core/confidence/answerType';

describe('fitsQuestion', () => {
  it.each([
    ['How many apples are left?', '7', true],
    ['How many apples are left?', '\\text{7 apples}', true],
    ['How many apples are left?', '7.0', true],
    ['How many apples are left?', '3.5', false],
    ['How many apples are left?', '\\frac{7}{2}', false],
    ['How many apples are left?', '-2', false],
    ['How many more marbles has Ann than Ben?', '-4', false],
    ['How many hours does it take?', '2.5', true],
    ['How many hours does it take?', '-1', false],
    ['How many times as heavy is it?', '1.5', true],
    ['How many apples does each child get on average?', '2.5', true],
    ['How much longer is the rope?', '-3', false],
    ['What is 255 in hex?', '0xFF', true],
    ['What is 255 in hex?', '\\text{FF}', true],
    ['What is 255 in hexadecimal?', 'FF_{16}', true],
    ['Write 48879 as hex.', '0xBEEF', true],
    ['Write 48879 as hex.', 'xyz', false],
    ['What is 5 in binary?', '0b101', true],
    ['What is 5 in binary?', '5', false],
    ['What is 5 in binary?', '0000_0101', true],
    ['How many are there?', 'x = 5', true],
    ['How many are there?', 'x = 2.5', false],
    ['How many are there?', '50%', false],
    ['How many are there?', '(1,2)', false],
    ['How long is it?', '5', true],
    ['How old is he?', '-1', false],
    ['How many are there?', '1/0', undefined],
    ['How many are there?', '3i', undefined],
    ['What did he lose?', '-4', undefined],
    ['How much profit did he make?', '-4', undefined],
    ['How many are there?', '\\text{none of them}', undefined],
    ['How many are there?', 'x + 1', undefined],
  ])('%s %s: %s', (question, answer, fits) => {
    expect(fitsQuestion(question, answer)).toBe(fits);
  });

  it('goes by the last question that is asked', () => {
    expect(askedFor('How many days has May? And how many miles did he run?')).toBe('amount');
    expect(askedFor('He runs 3 miles. How many dogs follow him?')).toBe('count');
    expect(askedFor('Solve x + 3 = 5.')).toBeUndefined();
  });

  it('answers for long texts in no time', () => {
    const long = `${'how many '.repeat(20_000)}?`;
    const began = performance.now();
    fitsQuestion(long, '1'.repeat(4_000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});
