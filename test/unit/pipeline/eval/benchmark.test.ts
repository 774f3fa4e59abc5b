import { describe, expect, it } from 'vitest';
import { parseBenchmark, parseQuestions } from '../../../../src/pipeline/eval/benchmark';

const invalid = { code: 'invalid-argument' };

describe('parseQuestions', () => {
  it('reads GSM8K', () => {
    const line = JSON.stringify({ question: 'Q?', answer: 'It is <<1+1=2>>2.\n#### 1,200' });
    expect(parseQuestions('gsm8k', `${line}\n\n${line}\n`)).toEqual([
      { question: 'Q?', gold: '1,200', group: undefined },
      { question: 'Q?', gold: '1,200', group: undefined },
    ]);
  });

  it('reads MATH, with the answer in a field or in a box', () => {
    const field = JSON.stringify({ problem: 'P?', solution: 'no', answer: 'p - q' });
    const boxed = JSON.stringify({ problem: 'P?', solution: 'so \\boxed{\\frac{1}{2}}.' });
    expect(parseQuestions('math500', field)).toMatchObject([{ question: 'P?', gold: 'p - q' }]);
    expect(parseQuestions('devmath', boxed)).toMatchObject([
      { question: 'P?', gold: '\\frac{1}{2}' },
    ]);
  });

  it('knows the kinds of DevMath and the subjects of MATH', () => {
    const devmath = JSON.stringify({ question: 'Q?', answer: '5', kind: 'hex' });
    const math = JSON.stringify({ problem: 'P?', answer: '5', subject: 'Algebra' });
    expect(parseQuestions('devmath', devmath)[0]?.group).toBe('hex');
    expect(parseQuestions('math500', math)[0]?.group).toBe('Algebra');
  });

  it.each([
    ['gsm8k', '{"question":"Q?","answer":"5"}'],
    ['gsm8k', '{"question":"","answer":"#### 5"}'],
    ['gsm8k', 'not json'],
    ['gsm8k', '5'],
    ['math500', '{"problem":"P?"}'],
    ['gsm8k', ''],
  ] as const)('refuses %s %s', (benchmark, text) => {
    expect(() => parseQuestions(benchmark, text)).toThrow(
      expect.objectContaining(invalid) as Error,
    );
  });

  it('names the line', () => {
    const good = '{"question":"Q?","answer":"#### 5"}';
    expect(() => parseQuestions('gsm8k', `${good}\n\n{}`)).toThrow(
      expect.objectContaining({ ...invalid, details: { line: 3 } }) as Error,
    );
    expect(() => parseBenchmark('mmlu')).toThrow(expect.objectContaining(invalid) as Error);
  });
});
