import { describe, expect, it } from 'vitest';
import { isRight } from '../../../../src/pipeline/eval/isRight';

describe('isRight', () => {
  it.each([
    ['0x1A', 'What is 26 in hex (0x...)?', '0x1A'],
    ['0x1a', 'What is 26 in hex (0x...)?', '0x1A'],
    ['0b1010', 'What is 10 in binary?', '0b1010'],
    ['26', 'What is 0x1A in decimal?', '26'],
    // Another form of what was worked out.
    ['0x1A', 'What is 13 + 13?', '26'],
    ['0x1A', 'What is 0x1AF mod 0x23?', '26'],
    ['0x1A', 'What is 11A less 100, both hexadecimal, in decimal?', '26'],
    ['1/2', 'P(heads)?', '0.5'],
  ])('takes %s for «%s»', (answer, question, gold) => {
    expect(isRight(answer, question, gold)).toBe(true);
  });

  it.each([
    ['27', 'What is 13 + 13?', '26'],
    ['26', 'What is 26 in hex (0x...)?', '0x1A'],
    ['0b11010', 'What is 26 in hex (0x...)?', '0x1A'],
    ['0x1A', 'What is 0x1A in decimal?', '26'],
    ['0x1a', 'What is 0x1A in decimal?', '26'],
    ['0x16F', 'In base 16 a memory address reads 16F. Give it in base 10.', '367'],
    ['0b1011', 'The bit string 00001011 stands for which decimal number?', '11'],
    ['0x00ff', 'A channel is #FF. In decimal?', '255'],
  ])('does not take %s for «%s»', (answer, question, gold) => {
    expect(isRight(answer, question, gold)).toBe(false);
  });
});
