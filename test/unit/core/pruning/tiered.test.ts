import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tieredScorer } from '../../../../src/core/pruning/scorers/tiered';
import { wordSpans } from '../../pipeline/tinyTokenizer';

/** Scores of the tokens that read `token`, in order. */
function scoresOf(text: string, token: string): readonly number[] {
  const spans = wordSpans(text);
  const scores = tieredScorer.score({ text, spans });
  return Array.from(spans.keys())
    .filter((i) => text.slice(spans[i]!.startOffset, spans[i]!.endOffset) === token)
    .map((i) => scores[i]!);
}

/** The score of the first such token. */
function scoreOf(text: string, token: string): number {
  const [score] = scoresOf(text, token);
  if (score === undefined) throw new Error(`There is no token «${token}».`);
  return score;
}

/** Checks that each token of the list ranks above the one after it. */
function expectOrder(text: string, tokens: readonly string[]): void {
  const scores = tokens.map((token) => scoreOf(text, token));
  for (let i = 1; i < scores.length; i += 1) {
    expect(scores[i - 1], `${tokens[i - 1]!} before ${tokens[i]!}`).toBeGreaterThan(scores[i]!);
  }
}

const chain = `To find how many eggs remain, we need to follow these steps:

1. Count all birds.
2. Subtract the others.

Janet collects 16 eggs and bakes 3 of these, so we have:
\\[
16 - 3 = 13 \\text{ eggs}
\\]

Therefore, Janet sells \\boxed{13} of it.`;

describe('tieredScorer', () => {
  it('ranks equations, numbers, content, function words, box, restated question', () => {
    expectOrder(chain, [' =', ' bakes', ' of', ' sells', ' steps']);
    expect(scoresOf(chain, '1').length).toBeGreaterThan(3);
  });

  it('takes the digits of an equation before those of prose', () => {
    const text = 'Tom had 7 pens. 4 + 5 = 9';
    expectOrder(text, ['4', '7', ' pens', ' had']);
  });

  it('knows words that turn a statement around', () => {
    expectOrder('It is not the cat, but less of it per day.', [' not', ' cat', ' of', ' the']);
  });

  it('ranks a word lower each time it is said again, plural or not', () => {
    const scores = scoresOf('a duck, duck, duck, duck', ' duck');
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
    expectOrder('seven ducks saw a duck run', [' ducks', ' duck']);
  });

  it('takes list numbers and step headings for no numbers', () => {
    const text = 'There are 8 pens.\n3. Add pens.\nStep 2: Take 5 more.';
    expectOrder(text, ['8', ' Add', '3']);
    expect(scoreOf(text, '2')).toBe(scoreOf(text, '3'));
    expect(scoreOf(text, '5')).toBe(scoreOf(text, '8'));
  });

  it('gives a blank, a backslash and a currency sign the tier of what follows', () => {
    const text = 'we caught 1 of $3: \\[ 20 \\times 2 = 40 \\]';
    const spans = wordSpans(text);
    const scores = tieredScorer.score({ text, spans });
    const shown = spans.map((span) => text.slice(span.startOffset, span.endOffset));
    expect(scores[shown.indexOf(' ')]).toBe(scores[shown.indexOf('1')]);
    expect(scores[shown.indexOf(' \\')]).toBe(scores[shown.indexOf('times')]);
    expect(scores[shown.indexOf(' $')]).toBe(scores[shown.indexOf('3')]);
  });

  it('keeps a line break on either side of an equation', () => {
    const text = 'so then:\n2 * 153 = 306\nisolate it';
    for (const token of [':\n', '\n']) expect(scoreOf(text, token)).toBe(scoreOf('A 7.', '7'));
    expect(scoreOf('then so\nit is', '\n')).toBeLessThan(-3);
  });

  it('keeps an equation apart from the text before it where no line breaks', () => {
    const number = scoreOf('A 7.', '7');
    expect(scoreOf('divide it by 2: 55 * 54 / 2 = 1485', ':')).toBe(number);
    expect(scoreOf('so the rest is 5 - 3 = 2', ' is')).toBe(number);
    // The sentence after an equation has its own signs.
    expect(scoresOf('we get 5 - 3 = 2\nIt is red, or so.', ',')[0]).toBeLessThan(-3);
  });

  it('ranks an order of names with relations', () => {
    const text = '"Bob is younger than Ann": Ann > Bob, so the red cat wins';
    const [said, ordered] = scoresOf(text, 'Ann').concat(scoresOf(text, ' Ann'));
    expect(ordered ?? said).toBe(-2.1);
    expect(scoreOf(text, ' >')).toBe(-2.1);
  });

  it('keeps of what somebody said whom and what it is about, after all else that tells something', () => {
    const text =
      'Ann: "1 of them tells us Bob did not win" is false, so Bob wins, a contradiction.';
    expectOrder(text, [' contradiction', ',', ' Bob', ' so', ' did']);
    const [quoted] = scoresOf(text, ' Bob');
    for (const token of ['1', ' not', ' win']) expect(scoreOf(text, token)).toBe(quoted);
  });

  it('keeps the commas of a list of numbers as long as its numbers', () => {
    const text = 'values: 3, 5, 7. Next, to the start value 0, we add';
    const [first, second, word, last] = scoresOf(text, ',');
    expect(first).toBe(scoreOf(text, '3'));
    expect(second).toBe(first);
    expect(word).toBeLessThan(-3);
    expect(last).toBeLessThan(-3);
  });

  it('takes a conclusion without a calculation for what the answer line says again', () => {
    const text = 'Each box has 4 pens:\n3 * 4 = 12\nThus, the number of pens is 12.';
    expect(scoresOf(text, ' pens')).toEqual([scoreOf(text, ' pens'), -4.6]);
    expect(scoreOf('Thus, the number of pens is 12.', ' pens')).toBeGreaterThan(-4);
    expect(scoreOf('A box.\nSo, half of it is 3 * 4 = 12.', ' half')).toBeGreaterThan(-3);
  });

  it('knows the plan before the first equation, but no facts in a list', () => {
    const plan = '- Find the speed.\n- Multiply it.\nThen 2 * 3 = 6';
    expect(scoreOf(plan, ' speed')).toBeLessThan(-5);
    const facts = '- Tom has 4 pens.\n- Ann has 5 caps.\nThen 4 + 5 = 9';
    expect(scoreOf(facts, ' pens')).toBeGreaterThan(-4);
  });

  it('prefers the end of the preamble', () => {
    const text = 'To find the old price, we need to follow these steps: 2 + 3 = 5';
    const spans = wordSpans(text);
    const scores = tieredScorer.score({ text, spans });
    const end = spans.findIndex((span) => span.startOffset > text.indexOf('steps'));
    const preamble = scores.slice(0, end);
    expect(Array.from(preamble)).toEqual(Array.from(preamble).sort((a, b) => a - b));
  });

  it('lets self-information order a tier, by word, and nothing beyond it', () => {
    const text = 'Red hats, blue coats, 7.';
    const spans = wordSpans(text);
    const plain = tieredScorer.score({ text, spans });
    const none = tieredScorer.score({ text, spans, surprise: new Float32Array(spans.length) });
    expect(none).toEqual(plain);
    const surprise = Float32Array.from(spans, (_, i) => i);
    const scores = tieredScorer.score({ text, spans, surprise });
    expect(scores[3]!).toBeGreaterThan(scores[1]!);
    scores.forEach((score, i) => {
      expect(score - plain[i]!).toBeGreaterThanOrEqual(0);
      expect(score - plain[i]!).toBeLessThan(0.0401);
    });
    // Pieces of one word share the most surprising one's gain.
    const pieces = [0, 2].map((startOffset) => ({
      id: 0,
      startOffset,
      endOffset: startOffset + 2,
    }));
    const word = tieredScorer.score({
      text: 'hats',
      spans: pieces,
      surprise: new Float32Array([0, 3]),
    });
    expect(word[0]).toBe(word[1]);
    expect(() => tieredScorer.score({ text, spans, surprise: new Float32Array(1) })).toThrow(
      RangeError,
    );
    const endless = Float32Array.from(spans, () => Infinity);
    expect(() => tieredScorer.score({ text, spans, surprise: endless })).toThrow(RangeError);
  });

  it('gives every text finite scores, and the same ones again', () => {
    const piece = fc.constantFrom(
      '\\[',
      '\\]',
      'To find',
      ':',
      '\n',
      '1. ',
      '= 5',
      '2 + ',
      ' the',
      '**',
      '語',
      '\\boxed{',
      '}',
      ' eggs',
      '$',
      '`',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 30 }),
        (pieces) => {
          const text = pieces.join('');
          const spans = wordSpans(text);
          const scores = tieredScorer.score({ text, spans });
          expect(scores).toHaveLength(spans.length);
          expect(scores.every(Number.isFinite)).toBe(true);
          expect(tieredScorer.score({ text, spans })).toEqual(scores);
        },
      ),
    );
  });
});
