import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersEqual, valuesEqual } from '../../../../src/core/answer/answersEqual';
import { answerValue } from '../../../../src/core/answer/answerValue';

/** Written out, so that a table row reads like the answers themselves. */
const r = String.raw;

const equal: readonly (readonly [string, string])[] = [
  // Numbers as people and models write them.
  ['18', '18.0'],
  ['18', '$18'],
  ['18', r`\$18.00`],
  ['18', '18 dollars'],
  ['18', r`18 \text{ dollars}`],
  ['18', '18.'],
  ['18', '+18'],
  ['-5', '−5'],
  ['-5', '-$5'],
  ['0.5', '.5'],
  ['1234', '1,234'],
  ['13535', '13{,}535'],
  ['13535', r`13,\!535`],
  ['10000', r`10\,000`],
  ['1234567.5', '1,234,567.50'],
  ['1.5e3', '1500'],
  [r`1.5 \times 10^3`, '1500'],
  ['255', '0xFF'],
  ['10', '0b1010'],
  ['5 million', '5,000,000'],
  ['3 dozen', '36'],
  ['18', '18 eggs per day'],
  ['5', r`5\text{ cm}^2`],
  ['5', '5 m'],
  ['12', '12 km/h'],
  ['500', '500 ms'],
  ['500', '500ms'],
  ['500', '500 µs'],
  ['500', r`500\,\mu\text{s}`],
  ['500', '500 ns'],
  ['64', '64 B'],
  ['64', r`64\text{ B}`],
  ['64', '64 B per second'],
  ['40', '40 W'],
  ['2b', '2 b'],
  ['90', r`90^\circ`],
  ['90', '90°'],
  ['90', '90 degrees'],
  // Fractions and surds.
  ['1/2', '0.5'],
  ['1/2', '2/4'],
  ['1/2', r`\frac12`],
  ['1/2', r`\dfrac{1}{2}`],
  ['-1/2', r`-\frac{1}{2}`],
  ['-1/2', r`\frac{-1}{2}`],
  ['7/4', r`1\frac{3}{4}`],
  ['7/2', '3 1/2'],
  ['3.5', r`3\dfrac{1}{2}`],
  ['3.5', r`3\,\tfrac12 \text{ hours}`],
  ['3.5', '3½ hours'],
  ['-3.5', '-3½'],
  ['1/2', r`\frac{1}{2}\text{ cup}`],
  ['1/6', r`0.1\overline{6}`],
  ['1/3', '0.333'],
  ['2/3', '0.667'],
  [r`\sqrt{12}`, r`2\sqrt3`],
  [r`\frac{\sqrt{2}}{2}`, r`\frac{1}{\sqrt{2}}`],
  [r`\sqrt[3]{-8}`, '-2'],
  [r`\sqrt{\frac{4}{9}}`, '2/3'],
  [r`11\sqrt2`, r`11 \sqrt{2}`],
  ['5!', '120'],
  ['2^{10}', '1024'],
  ['2**10', '1024'],
  [r`\frac{\pi}{2}`, 'π/2'],
  ['3.142', r`\pi`],
  ['e^{i\\pi}', '-1'],
  ['2**3**2', '512'],
  ['sqrt(16)', '4'],
  ['pi/2', 'π/2'],
  [r`\sqrt[0.5]{3}`, '9'],
  ['0^{0.5} + x', 'x'],
  ['x + 5!', 'x + 120'],
  // Roots of negative numbers: real where they are odd, else the principal value.
  [r`x + \sqrt[3]{-2}`, r`x - \sqrt[3]{2}`],
  [r`\sqrt{-4}`, '2i'],
  ['(-2)^{0.5}', r`\sqrt{2}i`],
  [r`\log_2 8`, '3'],
  // Percent.
  ['50%', '50'],
  [r`50\%`, '0.5'],
  ['50 percent', '1/2'],
  ['12.5%', '1/8'],
  // Formulas.
  ['2k+2', '2(k+1)'],
  ['x^3+3x-6', '-6 + 3x + x^3'],
  ['(x+1)^2', 'x^2+2x+1'],
  ['6 - 5i', '-5i+6'],
  ['p - q', '-q+p'],
  [r`\cot x`, r`\frac{\cos x}{\sin x}`],
  [r`\sec x`, r`\frac{1}{\cos x}`],
  [r`\csc x`, r`1/\sin(x)`],
  ['sin(x)', r`\sin x`],
  [r`\cosh x`, r`\frac{\exp x + e^{-x}}{2}`],
  [r`\sinh x`, r`\frac{e^x - e^{-x}}{2}`],
  [r`\ln|x|`, r`\log{|x|}`],
  ['x^{-2}', r`\frac{1}{x^2}`],
  [r`\sin^2 x`, r`(\sin x)^2`],
  [r`\sin^{-1} x`, r`\arcsin x`],
  [r`\sin 2x`, r`2\sin x\cos x`],
  [r`\arctan x + \tanh x`, r`\tanh x + \tan^{-1} x`],
  [r`\arccos x`, r`\frac{\pi}{2} - \arcsin x`],
  ['x_1 + x_{2}', 'x_2 + x_1'],
  ['|x-1|', '|1-x|'],
  // Labels and equations.
  ['x=5', '5'],
  ['x = 5', 'x=5.0'],
  ['f(x) = x^2', 'x^2'],
  ['Area = 12', '12'],
  ['Answer: 12', '12'],
  ['2 + 3 = 5', '5'],
  ['y = 2x + 3', '2x - y + 3 = 0'],
  ['2x + 4y = 6', 'x + 2y = 3'],
  [r`x \in [0,1]`, '[0,1]'],
  [r`\frac{1}{3} \approx 0.33`, '1/3'],
  [r`\approx 0.5`, '1/2'],
  // Several values.
  ['1,-2', '-2, 1'],
  ['3, 5, 7', r`\{7, 5, 3\}`],
  ['1 and 2', '2,1'],
  [r`1\text{ or }2`, '2 or 1'],
  ['1, 2, and 3', '3, 2, 1'],
  ['x=1, x=2', '2,1'],
  [r`1 \pm \sqrt{19}`, r`1+\sqrt{19}, 1-\sqrt{19}`],
  [r`\pm 2`, '-2, 2'],
  [r`\left( 3, \frac{\pi}{2} \right)`, '(3, π/2)'],
  ['(1,234)', '(1, 234)'],
  [r`(-\infty, 5]`, '(-∞,5]'],
  [r`(0,1) \cup (2,3)`, '(2,3)∪(0,1)'],
  ['2:3', '2 : 3'],
  ['3:30 PM', '3:30'],
  ['3:30 PM', '03:30 p.m.'],
  ['3:30 PM', r`3:30\text{ pm}`],
  ['3 PM', '3'],
  ['t = 3 PM', '3 p.m. on Friday'],
  ['2024-03-05', '2024-3-5'],
  ['5-7', '5–7 days'],
  ['20-5', '15'],
  ['5 - 7', '-2'],
  [r`\{5\}`, '5'],
  ['(A)', 'A'],
  [
    r`\begin{pmatrix} -1/3 \\ 2/3 \end{pmatrix}`,
    r`\begin{pmatrix}-\frac{1}{3}\\\frac{2}{3}\end{pmatrix}`,
  ],
  // Words and numerals.
  ['Evelyn', r`\text{Evelyn}`],
  ['east', r`\text{East}`],
  ['Yes', 'yes.'],
  ['52_8', '52_{8}'],
  ['1101_2', '0b1101'],
  ['1101_{2}', '0b00001101'],
  ['2B_{16}', '0x2B'],
  ['2b_{16}', '0x2B'],
  [r`\text{2B}_{16}`, '0x2b'],
  ['2B_16', '0x2B'],
  ['17_8', '0o17'],
  ['0o17', '15'],
  ['x = 1101_2', 'x = 0b1101'],
  ['x > 3', 'x>3'],
  [r`x \le 5`, 'x<=5'],
  // Dress.
  ['5', '**5**'],
  ['5', r`\boxed{5}`],
  ['5', r`\(5\)`],
];

const different: readonly (readonly [string, string])[] = [
  ['18', '19'],
  ['18', '-18'],
  ['5', '500'],
  ['5', '0.05'],
  ['50%', '5'],
  ['50%', '60%'],
  ['0.33', '1/3'],
  ['3.14', r`\pi`],
  ['0.0001', '0.0002'],
  ['123456.7', '123456.8'],
  ['100000000000000000001', '100000000000000000002'],
  ['1/3', '1/4'],
  [r`\frac{1}{23}`, r`\frac{12}{3}`],
  ['east', 'seat'],
  ['Evelyn', 'Angela'],
  ['ab', 'ac'],
  ['52_8', '52'],
  ['52_8', '52_9'],
  ['52_8', '0x52'],
  ['1101_2', '13'],
  ['1101_2', '1101'],
  ['1101_2', '0b1100'],
  ['2B_{16}', '0x2C'],
  ['a_{16}', '0xA'],
  ['0b2', '0'],
  ['3:30 PM', '3:30 AM'],
  ['3 PM', '3 AM'],
  ['3 p.m.', '3 a.m. on Friday'],
  ['Time = 3 PM', '3 AM'],
  ['9 am - 5 pm', '9 am - 5 am'],
  ['2024-03-05', '2024-04-04'],
  ['2024-03-05', '2016'],
  ['2024-03', '2023-02'],
  ['5-7', '7-9'],
  ['5-7 days', '7-9 days'],
  ['5-7', '-2'],
  ['5-7', '7-5'],
  ['x=5', 'y=5'],
  ['x+1', 'x+2'],
  ['x^2', 'x^3'],
  ['2k', '2'],
  ['5m', '5'],
  ['2b', '2'],
  ['2 b', '2'],
  ['2B', '2'],
  ['2ma', '2'],
  ['6-5i', '6+5i'],
  [r`\sin x`, r`\cos x`],
  ['(1,2)', '(2,1)'],
  ['(1,2)', '[1,2]'],
  ['(1,2]', '(1,2)'],
  ['1,2', '1,2,3'],
  ['1,1,2', '1,2,2'],
  ['2:3', '3:2'],
  ['2x+4y=6', 'x+2y=4'],
  ['5 3', '15'],
  ['x > 3', 'x < 3'],
  ['', '0'],
  ['NaN', '0'],
  ['1/0', '2/0'],
  ['31/2', r`3\frac{1}{2}`],
  ['31/2', '3 1/2'],
  ['31/2', '3½'],
  [r`3\frac{1}{0}`, '3'],
  ['3 1/0', '3'],
  ['0^{-0.5}', '0'],
  ['(1.5)!', '1'],
  ['x + 200!', 'x + 201!'],
  ['x + i!', 'x'],
  [r`\log_+ 8`, '3'],
  [r`\ln^{-1} x`, 'e^x'],
  ['x = x', 'y = y'],
  ['2x + 4 = 6', 'Area = 12'],
  [r`\begin{pmatrix}1\\2\end{pmatrix}`, r`\begin{pmatrix}2\\1\end{pmatrix}`],
];

describe('answersEqual', () => {
  it.each(equal)('%j equals %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(true);
    expect(answersEqual(b, a)).toBe(true);
  });

  it.each(different)('%j differs from %j', (a, b) => {
    expect(answersEqual(a, b)).toBe(false);
    expect(answersEqual(b, a)).toBe(false);
  });

  const piece = fc.constantFrom(
    ...['1', '2.5', '0', 'x', 'i', '+', '-', '*', '/', '^', '(', ')', '[', ']', '{', '}', ',', '='],
    ...[
      '\\frac',
      '\\sqrt',
      '\\pi',
      '\\pm',
      '\\text{a}',
      '%',
      ' ',
      '!',
      '|',
      ':',
      'and',
      ' PM',
      ' hours ',
      ' min',
      '\\{',
      '\\}',
    ],
    ...['\\begin{pmatrix}', '\\end{pmatrix}', '&', '\\\\', '_', '∞', '°', 'cm', '\\', '$', '\\le'],
  );
  const anyAnswer = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom(...equal.flat(), ...different.flat()),
  );

  it('is reflexive and symmetric, and blanks around an answer change nothing', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, (a, b) => {
        expect(answersEqual(a, a)).toBe(true);
        expect(answersEqual(a, ` ${a} `)).toBe(true);
        expect(answersEqual(a, b)).toBe(answersEqual(b, a));
        expect(valuesEqual(answerValue(a), answerValue(b))).toBe(
          valuesEqual(answerValue(b), answerValue(a)),
        );
      }),
      { numRuns: 500 },
    );
  });

  const whole = fc.integer({ min: -(10 ** 6), max: 10 ** 6 });
  const nonZero = fc.integer({ min: 1, max: 500 });

  it('compares fractions exactly, however they are written', () => {
    fc.assert(
      fc.property(whole, nonZero, nonZero, whole, nonZero, (p, q, k, s, t) => {
        expect(answersEqual(`${p}/${q}`, r`\frac{${p * k}}{${q * k}}`)).toBe(true);
        expect(answersEqual(`${p}/${q}`, `${s}/${t}`)).toBe(p * t === s * q);
      }),
    );
  });

  it('reads thousands separators, currency and units as looks', () => {
    fc.assert(
      fc.property(
        whole,
        fc.constantFrom('', ' apples', ' cm', r` \text{ miles per hour}`),
        (n, unit) => {
          expect(answersEqual(String(n), `$${n.toLocaleString('en-US')}${unit}`)).toBe(true);
          expect(answersEqual(String(n + 1), `${n.toLocaleString('en-US')}${unit}`)).toBe(false);
        },
      ),
    );
  });

  it('compares what is longer than any answer letter by letter', () => {
    const [long, other] = ['1'.repeat(5_000), `${'1'.repeat(4_999)}.0`];
    expect(answersEqual(long, long)).toBe(true);
    expect(answersEqual(long, other)).toBe(false);
  });

  it('expands products of linear factors', () => {
    const small = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(small, small, small, (a, b, c) => {
        const expanded = `x^2 + (${a + b})x + ${a * b}`;
        expect(answersEqual(`(x + (${a}))(x + (${b}))`, expanded)).toBe(true);
        expect(answersEqual(expanded, `${expanded} + ${c}x`)).toBe(c === 0);
      }),
    );
  });

  it('keeps 400 digits apart by their last one', () => {
    const digits = '1234567890'.repeat(40);
    expect(answersEqual(digits, `${digits.slice(0, -1)}1`)).toBe(false);
    expect(answersEqual(digits, `${digits}.0`)).toBe(true);
    expect(answersEqual(`0.${digits}`, `.${digits}0`)).toBe(true);
  });

  it.each([
    ['towers of powers', '9^9^9^9^9^9'],
    ['a huge power', '10^{10000000}'],
    ['a huge exponent', '1e99999'],
    ['a huge factorial', '99999999!!!'],
    ['a long number', '7'.repeat(4000)],
    ['deep brackets', '('.repeat(2000) + '1' + ')'.repeat(2000)],
    ['deep fractions', '\\frac{1}{'.repeat(400) + '1' + '}'.repeat(400)],
    ['open brackets', '('.repeat(4000)],
    ['many signs', '-'.repeat(4000) + '1'],
    ['many roots', '\\sqrt'.repeat(800) + '2'],
    ['nested exponents', '2^{'.repeat(1000)],
    ['many functions', '\\sin'.repeat(1000) + 'x'],
    ['a long list', '1,'.repeat(2000)],
    ['a long sum', '1+'.repeat(2000) + '1'],
    ['long blanks', `1${' '.repeat(300_000)}2`],
    ['a long word', 'a'.repeat(1_000_000)],
    ['many carets', '^'.repeat(300_000)],
    ['many text commands', '\\text{'.repeat(60_000)],
    ['many dollars', '$'.repeat(300_000)],
    ['many stops', '. '.repeat(200_000) + 'x'],
    ['many digits in threes', '1,234'.repeat(60_000)],
  ])('answers soon for %s', (_, text) => {
    const start = performance.now();
    expect(answersEqual(text, `${text} x`)).toBe(false);
    expect(answersEqual(text.slice(0, 4000), `${text.slice(0, 4000)} x`)).toBe(false);
    expect(answersEqual(text, `${text} `)).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
