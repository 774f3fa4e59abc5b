import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMathsOrLogic, isPlainlyOther } from '../../../../src/core/question/isMathsOrLogic';
import { generateDevMath } from '../../../../src/pipeline/devmath/generateDevMath';
import { gsm8kDev } from '../../support/gsm8kDev';

describe('isMathsOrLogic', () => {
  it.each([
    'What is 17 * 23?',
    'A robe takes 2 bolts of blue fiber and half that much white fiber. How many bolts in total?',
    'Jan has three times the number of pets as Marcia. Cindy has four pets. How many pets in all?',
    'What is 0xFF & 0x3C, in decimal?',
    'Simplify \\[\\frac{\\sec x}{\\sin x} - \\frac{\\sin x}{\\cos x}.\\]',
    'A regular pentagon is rotated about its center until it coincides with itself. By what angle?',
    'Leo is taller than Henry. Daniel is shorter than Henry. Who is the shortest?',
    'Conditions: mail is not second; storage comes directly before mail. State the name that is first.',
    'Anna says that Ben always lies. Ben says that they are both knights. What are they?',
    'If all cats are animals and some animals are black, must some cats be black?',
    'If today is Friday, what day will it be in a hundred days?',
    'for i in range(3): x += i. What does it print?',
    'Is 91 prime?',
    'Write 0.45 as a fraction.',
    'A log grows 3.5 MB an hour. When is a 2 GiB disk full?',
    'Wie viel ist 15 % von 80?',
    'A poet writes 3 poems a day. How many poems does she write in two weeks?',
  ])('takes %j', (question) => {
    expect(isMathsOrLogic(question)).toBe(true);
  });

  it.each([
    '',
    'Hello!',
    'Write me a poem',
    'Please write me a funny poem about 3 cats and 5 dogs',
    'What is the capital of France?',
    'Who won the world cup in 1998?',
    'Who wrote Hamlet?',
    'How do I install Python 3.12 on Windows 11?',
    'Translate "two apples" into German.',
    'Can you write a Python function that reverses a string?',
    'Tell me a joke.',
    'What is the difference between TCP and UDP?',
    'What is the tallest mountain?',
    'Was ist die Hauptstadt von Frankreich?',
    'Is React better than Vue?',
    'Summarize the plot of Moby-Dick in five sentences.',
    'What do you think about Python 4?',
  ])('flags %j', (question) => {
    expect(isMathsOrLogic(question)).toBe(false);
  });

  it('does not depend on case, line breaks or blanks around', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'How many apples are left?',
          'Write me a poem',
          'Is 7 a prime?',
          'Hi there',
        ),
        fc.constantFrom('', ' ', '\n', '\t\n '),
        (question, blank) => {
          const changed = `${blank}${question.toUpperCase().replaceAll(' ', ` ${blank}`)}${blank}`;
          expect(isMathsOrLogic(changed)).toBe(isMathsOrLogic(question));
        },
      ),
    );
  });

  it('takes a text with an equation of numbers whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ,.]{0,40}$/),
        fc.nat(999),
        fc.nat(999),
        (before, left, right) => {
          expect(isMathsOrLogic(`So: ${before} ${left} + ${right} = ?`)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['GSM8K', gsm8kDev().map(({ question }) => question), 319],
    ['DevMath', generateDevMath('dev').map(({ question }) => question), 300],
  ] as const)('marks at most one in fifty of %s dev as something else', (_, questions, count) => {
    const marked = questions.filter((question) => !isMathsOrLogic(question));
    expect(questions).toHaveLength(count);
    expect(marked.length, marked[0]).toBeLessThanOrEqual(count / 50);
  });

  it('judges a pasted megabyte at once', () => {
    const begun = performance.now();
    isMathsOrLogic('either a '.repeat(120_000));
    isMathsOrLogic('\\'.repeat(1_000_000));
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('isPlainlyOther', () => {
  it.each([
    'and for Ben?',
    'why?',
    'in minutes, please',
    'and if it were twice as fast?',
    'thanks',
  ])('lets the follow-up %j pass', (question) => {
    expect(isPlainlyOther(question)).toBe(false);
  });

  it.each(['Now write me a poem', 'What is the capital of France?', 'Who wrote Hamlet in 1600?'])(
    'stops %j',
    (question) => {
      expect(isPlainlyOther(question)).toBe(true);
    },
  );
});
