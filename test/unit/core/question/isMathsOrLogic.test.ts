import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMathsOrLogic, isPlainlyOther } from '../../../../src/core/question/isMathsOrLogic';
import { generateDevMath } from '../../../../src/pipeline/devmath/generateDevMath';
import { gsm8kDev } from '../../support/gsm8kDev';
import { developerQuestions } from './developerQuestions';

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

  it.each([
    'A says B lies. B says C lies. C says A and B lie. Who tells the truth?',
    'A says B lies. B says C lies. C says A and B lie. Who lies?',
    'who lies?',
    'Is the following argument valid? All cats bark. Tom is a cat. So Tom barks.',
    'Every programmer drinks coffee. Bob does not drink coffee. Is Bob a programmer?',
    'If it rains the street is wet. The street is not wet. Did it rain?',
    'If not A then B. Not B. What follows?',
    'If yesterday was Monday, what is the day after tomorrow?',
    'Today is Tuesday. Which day was it a week ago?',
    'Mail runs before backup. Backup runs before deploy. Which runs first?',
    'Tom beat Jim, and Jim beat Sam. Who came last?',
    'Topological order of A->B, B->C, A->C',
    'truth table for A and B',
    '!(a && b)',
    'contrapositive of if it rains the street is wet',
    'negation of "every dog barks"',
    'Is (A or not A) a tautology?',
    'P(A|B)',
    'Is zero even?',
    'volume of a cylinder',
    'integrate x dx',
    'is pi rational?',
    'd/dx sin x',
    'Exactly one of Ann and Ben is lying. Ann says Ben stole it. Who stole it?',
    'Ann says Ben is lying. Ben says Cid is lying. Cid says both are lying. Who is telling the truth?',
    'No fish can fly. Nemo flies. Is Nemo a fish?',
    'All dogs bark. Rex is a dog. Does Rex bark?',
    'Every square has a right angle. This shape has none. Is it a square?',
    'If it snows the school closes. It snows. Is the school closed?',
    'If Ann goes, Ben goes. Ben does not go. Does Ann go?',
    'If the light is on, someone is home. Nobody is home. Is the light on?',
    'If A then B. If B then C. A. Is C true?',
    'If A then B. B. Can we conclude A?',
    'What is the converse of "if it rains, I stay home"?',
    'Negate: every student passed.',
    'Premises: all birds fly. Penguins are birds. Conclusion: penguins fly. Is it valid?',
    'Is this reasoning valid? Some cats are black. Tom is a cat. So Tom is black.',
    'Does it follow that Tom is mortal?',
    'Yesterday was Friday. What day is it the day after tomorrow?',
    'If tomorrow is Sunday, which day was the day before yesterday?',
    'Three days ago it was Monday. What day is today?',
    'Ann finished before Ben. Cid finished after Ben. Who was second?',
    'The red car is ahead of the blue car. The green car is behind the blue car. Which is last?',
    'Job A must run after B. C must run before B. In what order do they run?',
    'Sue arrived after Tom but before Max. Who arrived first?',
    'a || !b',
    '(p and q) or not p',
    'Simplify !(!a || b)',
    'p -> q, q -> r, so p -> r?',
    'is A -> B -> C -> A a cycle?',
    'volume of a cone with radius r',
    'surface of a cube',
    'Is the square root of two irrational?',
    'Is 0.999... equal to one?',
    'integrate sin x',
    'integrate 2x from 0 to 3',
    'derivative of tan x',
    'sin(x) + cos(x)',
    'lim x->0 sin(x)/x',
    'is the sum of two odd numbers even?',
    'odd or even: the product of two odd numbers',
    'Is the empty set a subset of every set?',
    "de morgan's law for not (a or b)",
    'What is the inverse of the function f(x) = 2x?',
    'A says: B is lying. B says: A is a liar. Who is lying?',
    'Alice said that Bob told the truth. Bob said Alice lied. Can both be right?',
    'Two guards, one lies always. What do you ask?',
    'Who is lying if only one of them tells the truth?',
    'All men are mortal. Socrates is a man. Is Socrates mortal?',
    'Some students smoke. All smokers cough. Do some students cough?',
    'No reptiles have fur. All snakes are reptiles. Do snakes have fur?',
    'If the alarm rings, Max wakes. Max does not wake. Did the alarm ring?',
    'If the door is locked then the lamp is red. The lamp is red. Is the door locked?',
    'If P then Q. Q. Does P follow?',
    'If p and q then r. p. q. Is r true?',
    'Is it true that not every bird flies means some birds do not fly?',
    'Tomorrow is Thursday. What day was it yesterday?',
    'If the day after tomorrow is Sunday, what is today?',
    'If today is Sunday what day was three days ago?',
    'Anna is older than Ben, Ben older than Carl. Who is youngest?',
    'Paul finished ahead of Quinn. Quinn finished ahead of Rob. Who finished last?',
    'Build starts after lint. Lint starts after install. What starts first?',
    'The lion is in front of the tiger and the tiger is in front of the bear. Which animal is last?',
    'Red beats blue. Blue beats green. Does red beat green?',
    'a -> b -> c, is c reachable from a?',
    'simplify a && (a || b)',
    'what is the negation of for all x there exists y',
    'write the contrapositive: if it is a square then it is a rectangle',
    'P(A and B) if A and B are independent',
    'P(not A)',
    'is one prime?',
    'Is zero a natural number?',
    'is infinity a number?',
    'volume of a sphere',
    'volume of the cone',
    'Surface area of a cylinder',
    'integrate cos x dx',
    'integrate x squared',
    'd/dt of e^t',
    'tan x over sin x',
    'is e irrational?',
    'What is pi?',
  ])('takes %j, which hardly needs a number', (question) => {
    expect(isMathsOrLogic(question)).toBe(true);
  });

  it.each([
    'How do I get 24 from 3, 3, 8, 8?',
    'How do I get 4 liters from a 3 liter and a 5 liter jug?',
    'In Nim with piles 3, 4, 5, who wins?',
    'A recipe for 4 people needs 300 g of flour. What amount is needed for 6 people?',
    'The population of a town is 5000 and grows by 200 people each year. What is it after 6 years?',
    'A firm starts with a capital of 5000 dollars and gains 200 a month. What does it have after 3 months?',
    'A build shows 12 compile errors, and each fix takes 5 minutes. When is it finished if I start at 9:00?',
    'The team refactors 12 files a day and has 96 files. When is it done?',
    '12 students are in French, 9 in Spanish, 4 in both. Total students?',
    'translate 0x2A to decimal',
    'Translate (3, 4) two units left',
    'Summarise the data 3, 4, 5: mean and median',
    'Give the letter of the correct answer: what is 2+2? (A) 3 (B) 4',
    'Write a function f(x) for the line through (1,2) and (3,4)',
    'How can I make 21 with 1, 5, 6, 7?',
    'How do we make 10 from four nines?',
    'How do I get four liters from a three liter jug and a five liter jug?',
    'Tom scored 12 points and Jim scored 15 after a penalty of 4. Who won?',
    'A comedian tells 12 jokes in 3 minutes. What is his rate in jokes per hour?',
    'A poet has 12 poems and writes 3 a week. When does he have 30?',
    'Doctors recommend 8 glasses of 250 ml a day. What is that in liters?',
    'translate 42 to binary',
    'Translate the point (3, 4) by the vector (1, -2)',
    'Translate 1101 from binary to decimal',
    'Tell me the letter of the right choice: 3 * 4 = (A) 7 (B) 12',
    'Write the function for the line through (1,2) and (3,4)',
    'What should I pay for 3 shirts at 5 dollars each?',
    'The capital of a startup was 4000, it loses 250 a month. When is it gone?',
    '8 billion people live in the world, and 2 billion have no tap water. What share is that?',
    'How can I measure four liters with a five liter and a three liter jug?',
    'Who wins Nim with piles of two, four and six?',
    'The recipe for bread calls for 500 g flour per 300 ml water. What water for 750 g?',
    'Population of A is 300, population of B is 450. What is the difference?',
    'Our compiler errors fell from 120 to 30 in 3 days. What was the change each day?',
    'I refactor 4 functions an hour. When are 30 done?',
    '20 pupils learn Spanish, 15 French, 5 none of 35. What number learn both?',
    'Translate 77 from octal to decimal',
    'translate the graph of x^2 3 units to the right',
    'Give me the letter of the correct option: 5 - 2: (A) 3 (B) 4',
  ])('takes %j, whatever else it mentions', (question) => {
    expect(isMathsOrLogic(question)).toBe(true);
  });

  it.each(developerQuestions)('flags %j, as what developers ask', (question) => {
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
    isMathsOrLogic('is before a which '.repeat(60_000));
    isMathsOrLogic('if it is a. b is a c. '.repeat(50_000));
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('isPlainlyOther', () => {
  it.each([
    'and for Ben?',
    'why?',
    'in minutes, please',
    'and if it were twice as fast?',
    'translate that to binary',
    'and with a population of 300 and 20 births a year?',
    'thanks',
  ])('lets the follow-up %j pass', (question) => {
    expect(isPlainlyOther(question)).toBe(false);
  });

  it.each([
    'Now write me a poem',
    'What is the capital of France?',
    'Who wrote Hamlet in 1600?',
    'Translate that to German',
  ])('stops %j', (question) => {
    expect(isPlainlyOther(question)).toBe(true);
  });
});
