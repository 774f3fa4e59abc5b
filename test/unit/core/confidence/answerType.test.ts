import { describe, expect, it } from 'vitest';
import { askedFor, fitsQuestion } from '../../../../src/core/confidence/answerType';
import { generateDevMath } from '../../../../src/pipeline/devmath/generateDevMath';
import { gsm8kDev } from '../../support/gsm8kDev';

const r = String.raw;

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
    ['Write 45 in binary: how many of its digits are 1?', '4', true],
    ['In hex, how many digits has 65,536?', '5', true],
    ['How many is 0x1F + 1? Give it in hex.', '32.5', false],
    ['How many is 0x1F + 1? Give it in hex.', '0x20', true],
    ['How many steps are needed in binary search of 100 names?', '7', true],
    ['How many are there?', 'x + 1', undefined],
    ['Work out the decimal value of 110, read as a binary number.', '6', undefined],
    ['Which decimal number is meant? It was dumped in binary, bit by bit.', '6', undefined],
    ['Convert 1101 in binary to decimal.', '13', undefined],
    ['Convert 1101 from binary to base 10.', '13', undefined],
    ['What number is 1101 in binary?', '13', undefined],
    ['Interpret 10010110 as a binary number. What is its value?', '150', undefined],
    ['Which value has 2B in hex?', 'xyz', undefined],
    ['What number is 255 in hex?', 'xyz', undefined],
    ['Take 1975 as a hex number. What is it?', 'xyz', undefined],
    ['The port is stored as hex 1F90. Which port is that?', 'xyz', undefined],
    ['It was written as a hex number 2B00. Which one is it?', 'xyz', undefined],
    ['Convert 1F in hex to octal.', 'xyz', undefined],
    ['Write 1101 in binary as an octal number.', '15', undefined],
    ['What is 0x1F + 0x2B in hex?', 'xyz', false],
    ['I need 0x1F + 1 as a hex number, not in decimal.', 'xyz', false],
    ['Convert 45 in decimal to binary.', '45', false],
    ['Convert the decimal number 45 to binary.', '45', false],
    ['Convert 1F in hex to binary.', '31', false],
    ['How many is 0b110 in decimal?', '5.5', false],
    ['How many is 0b110 in decimal?', '0b110', false],
    ['How many is 0b110 in decimal?', '6', true],
    ['What is 0x3F in decimal?', '0x3F', false],
    ['What is 0x3F in decimal?', r`\text{0x3f}`, false],
    ['What is 0x3F in decimal?', '63', true],
    ['What is -0x3F in decimal?', '-63', true],
    ['What is 0x3F in decimal?', 'x', undefined],
    ['What are 0x3F and 0x10 in decimal?', '63, 16', undefined],
    ['What is the decimal value of 0b110?', '0b110', false],
    ['What is the decimal value of 0b110?', '6', true],
    ['Give 0x1F + 0x20 as a decimal number.', '0x3F', false],
    ['0x3F in decimal is 63. Write 64 in hex.', '0x40', true],
    ['0x3F is 63 in decimal. What is it with its lowest bit cleared?', '0x3E', undefined],
    ['I need 0x1F + 1, not in decimal.', '0x20', undefined],
    ['Round 3.14159 to two decimal places.', '3.14', undefined],
    ['Give 0x3F / 7 in decimal places.', '0x9', undefined],
    ['How many numbers in binary have 3 digits?', '4', true],
    ['How many integers below 8 have two ones in binary?', '3', true],
    ['How many is 31 + 1 in hex?', '0x20', true],
    ['How many bytes is 0x1F + 1 in hex?', 'xyz', false],
    ['How many hours does it take?', '2:30', undefined],
    ['How many hours does it take?', '2 hours and 30 minutes', undefined],
    ['How many hours does it take?', '1, 2', false],
    ['How many dogs are there?', '2:30', false],
    ['How many in is 5 cm?', '1.97', true],
    ['How many in total are there?', '2.5', false],
    ['How many inmates are there?', '2.5', false],
    ['How many goats are there?', '2.5', false],
  ])('%s %s: %s', (question, answer, fits) => {
    expect(fitsQuestion(question, answer)).toBe(fits);
  });

  it.each(
    'km,cm,mm,mL,mg,g,lb,oz,mi,ft,ns,microseconds,Mbit,sq ft,million people,sticks,loaves'.split(
      ',',
    ),
  )('lets half of %s be needed', (unit) => {
    expect(fitsQuestion(`How many ${unit} are needed?`, '2.5')).toBe(true);
    expect(fitsQuestion(`How many ${unit} are needed?`, '-1')).toBe(false);
  });

  it('goes by the last question that is asked', () => {
    expect(askedFor('How many days has May? And how many miles did he run?')).toBe('amount');
    expect(askedFor('He runs 3 miles. How many dogs follow him?')).toBe('count');
    expect(askedFor('Solve x + 3 = 5.')).toBeUndefined();
    expect(askedFor('Convert 255 to hex, then write that in binary.')).toBe('binary');
  });

  it.each([
    ['GSM8K', gsm8kDev(), 200],
    [
      'DevMath',
      generateDevMath('dev').map(({ question, answer }) => ({ question, gold: answer })),
      80,
    ],
  ] as const)('contradicts at most one right answer in fifty of %s dev', (_, questions, judged) => {
    const fits = questions.map(({ question, gold }) => fitsQuestion(question, gold));
    const wrong = questions.filter((__, i) => fits[i] === false);
    expect(wrong.length, wrong[0]?.question).toBeLessThanOrEqual(questions.length / 50);
    // It would contradict none if it judged none.
    expect(fits.filter((fit) => fit !== undefined).length).toBeGreaterThanOrEqual(judged);
  });

  it('answers for long texts in no time', () => {
    const long = `${'how many '.repeat(20_000)}?`;
    const began = performance.now();
    fitsQuestion(long, '1'.repeat(4_000));
    fitsQuestion(`${'in hex '.repeat(20_000)}?`, '1');
    expect(performance.now() - began).toBeLessThan(500);
  });
});
