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
  ])('does not take %s for «%s»', (answer, question, gold) => {
    expect(isRight(answer, question, gold)).toBe(false);
  });
});
