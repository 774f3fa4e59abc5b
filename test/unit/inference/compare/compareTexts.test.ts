import { describe, expect, it } from 'vitest';
import { klDivergence, sameTop1 } from '../../../../src/core/sampling/compareLogits';
import type { TextPair, TokenisedText } from '../../../../src/inference/compare/compareTexts';
import { compareTexts } from '../../../../src/inference/compare/compareTexts';
import { RowDecoder } from '../rowDecoder';

/** What a model expects after these tokens. */
type Law = (held: readonly number[]) => readonly number[];

/** A model whose logits follow a law of all that its row holds: it shows what was fed. */
class LawfulDecoder extends RowDecoder {
  readonly vocabularySize: number;
  readonly #law: Law;

  constructor(
    law: Law,
    readonly maxPrefillTokens = Infinity,
  ) {
    super();
    this.#law = law;
    this.vocabularySize = law([]).length;
  }

  copyPrefix(from: number, to: number, length: number): boolean {
    this.rows[to] = this.rows[from]!.slice(0, length);
    return true;
  }

  prefill(row: number, ids: readonly number[]): Promise<Float32Array> {
    if (ids.length > this.maxPrefillTokens) throw new Error('too much at once');
    this.rows[row]!.push(...ids);
    return Promise.resolve(Float32Array.from(this.#law(this.rows[row]!)));
  }

  decode(ids: readonly number[]): Promise<Float32Array> {
    for (const [row, id] of ids.entries()) this.rows[row]!.push(id);
    const logits = this.rows.slice(0, ids.length).flatMap((held) => this.#law(held));
    return Promise.resolve(Float32Array.from(logits));
  }
}

/** Logits of four tokens that depend on every token held and on where it stands. */
const lawOf =
  (salt: number): Law =>
  (held) =>
    [0, 1, 2, 3].map((token) =>
      held.reduce((sum, id, at) => sum + Math.sin((id + 1) * (at + salt) + token), token / 7),
    );

const texts: readonly TokenisedText[] = [
  { promptIds: [1, 2, 3], textIds: [0, 1] },
  { promptIds: [1, 2, 2, 3], textIds: [3, 2, 1, 0, 3] },
  { promptIds: [3, 0], textIds: [] },
  { promptIds: [1, 2, 3], textIds: [2] },
  { promptIds: [0, 1], textIds: [1, 1, 1] },
];

const identity = { modelIds: Int32Array.of(0, 1, 2, 3), referenceIds: Int32Array.of(0, 1, 2, 3) };
const pairOf = (model: Law, reference: Law): TextPair => ({
  model: { decoder: new LawfulDecoder(model), texts },
  reference: { decoder: new LawfulDecoder(reference, 2), texts },
  shared: identity,
});

const compare = (
  pair: TextPair,
  batchSize = 2,
  done: number[] = [],
  signal = new AbortController().signal,
): ReturnType<typeof compareTexts> =>
  compareTexts(pair, { batchSize, signal, onText: (index) => done.push(index) });

describe('compareTexts', () => {
  it.each([1, 2, 8])(
    'compares what both expect at each token of a text, %i at a time',
    async (n) => {
      const [law, other] = [lawOf(1), lawOf(2)];
      const done: number[] = [];
      const result = await compare(pairOf(law, other), n, done);
      for (const [index, { promptIds, textIds }] of texts.entries()) {
        const sums = { tokens: textIds.length, kl: 0, sameTop1: 0 };
        for (const at of textIds.keys()) {
          const held = [...promptIds, ...textIds.slice(0, at)];
          const logits = [other, law].map((each) => Float32Array.from(each(held)));
          sums.kl += klDivergence(logits[0]!, logits[1]!);
          if (sameTop1(logits[0]!, logits[1]!)) sums.sameTop1 += 1;
        }
        expect(result[index]).toEqual({ ...sums, kl: expect.closeTo(sums.kl, 9) as number });
      }
      expect(done.toSorted()).toEqual([0, 1, 2, 3, 4]);
    },
  );

  it('finds no difference between a model and itself', async () => {
    const result = await compare(pairOf(lawOf(1), lawOf(1)));
    for (const [index, { textIds }] of texts.entries()) {
      expect(result[index]).toEqual({ tokens: textIds.length, kl: 0, sameTop1: textIds.length });
    }
  });

  it('maps the ids of a smaller vocabulary, and leaves out what is split differently', async () => {
    const law = lawOf(1);
    // The reference has one more token in front, which nothing of the model stands for.
    const shifted: Law = (held) => [9, ...law(held.map((id) => id - 1))];
    const shift = ({ promptIds, textIds }: TokenisedText): TokenisedText => ({
      promptIds: promptIds.map((id) => id + 1),
      textIds: textIds.map((id) => id + 1),
    });
    const referenceTexts = texts.map(shift);
    referenceTexts[1] = { ...referenceTexts[1]!, textIds: [4, 3, 0, 1, 4] };
    referenceTexts[4] = { ...referenceTexts[4]!, promptIds: [1] };
    const done: number[] = [];
    const result = await compare(
      {
        model: { decoder: new LawfulDecoder(law), texts },
        reference: { decoder: new LawfulDecoder(shifted), texts: referenceTexts },
        shared: { modelIds: Int32Array.of(0, 1, 2, 3), referenceIds: Int32Array.of(1, 2, 3, 4) },
      },
      2,
      done,
    );
    expect(result.map(({ tokens }) => tokens)).toEqual([2, 0, 0, 1, 0]);
    expect(result.every(({ kl }) => kl === 0)).toBe(true);
    expect(done.toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  it('refuses values that are not numbers', async () => {
    await expect(compare(pairOf(() => [0, NaN, 0, 0], lawOf(1)))).rejects.toMatchObject({
      code: 'bad-results',
    });
  });

  it('stops between two calls of a model', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    let calls = 0;
    const stopping: Law = (held) => {
      if (held.length > 0) calls += 1;
      if (calls === 3) stop.abort(reason);
      return lawOf(1)(held);
    };
    await expect(compare(pairOf(stopping, lawOf(1)), 1, [], stop.signal)).rejects.toBe(reason);
    expect(calls).toBe(3);
  });
});
