import { describe, expect, it } from 'vitest';
import { generateBatch } from '../../../../src/inference/generate/generateBatch';
import type { GeneratedText, GenerateParams } from '../../../../src/protocol/childProtocol';
import { ScriptedModel } from './scriptedModel';

interface Written extends GeneratedText {
  /** The pieces as they came. */
  readonly pieces: readonly string[];
}

/** What a model writes whose answer to each of `questions` follows one of `scripts`. */
async function write(
  model: ScriptedModel,
  params: Partial<GenerateParams> = {},
  questions: readonly string[] = [''],
): Promise<readonly Written[]> {
  const pieces = questions.map((): string[] => []);
  const outputs = await generateBatch(
    model.context(),
    questions.map((question, index) => ({ index, ids: model.encode(`Ask${question}?`) })),
    { prompts: [], maxNewTokens: 200, exactArithmetic: true, ...params },
    {
      onToken: (row, text) => pieces[row]!.push(text),
      onPrefill: () => undefined,
      onRow: () => undefined,
    },
    new AbortController().signal,
  );
  return outputs.map((output, row) => ({ ...output, pieces: pieces[row]! }));
}

async function writeOne(
  scripts: readonly string[],
  params: Partial<GenerateParams> = {},
  tokens: readonly string[] = [],
): Promise<Written> {
  const [written] = await write(new ScriptedModel(scripts, tokens), params);
  return written!;
}

const clips = ['48 + 24 = 62 clips. Then 62.', '48 + 24 = 72 clips. Then 72 - 2 = 70.'];

describe('an answer with exact arithmetic', () => {
  it('goes on from the right result, and shows nothing of the wrong one', async () => {
    const written = await writeOne(clips);
    expect(written.text).toBe(clips[1]);
    expect(written.pieces.join('')).toBe(clips[1]);
    expect(written).toMatchObject({ corrections: 1, finishReason: 'stop' });
    expect(written.tokenIds).toHaveLength(clips[1]!.length);
  });

  it('stays as the model writes it where it is off', async () => {
    const written = await writeOne(clips, { exactArithmetic: false });
    expect(written.text).toBe(clips[0]);
    expect(written).not.toHaveProperty('corrections');
  });

  it('stays as it is where the result holds, and shows it at once', async () => {
    const written = await writeOne([clips[1]!]);
    expect(written).toMatchObject({ text: clips[1], corrections: 0 });
    // « 72» waits for the blank behind it, the word behind that for nothing.
    expect(written.pieces.slice(9, 14)).toEqual(['', '', '', ' 72 ', 'c']);
  });

  it('corrects one result after another, a chain among them', async () => {
    const written = await writeOne([
      '2 * 3 = 5 = 3 + 4, 9 - 1 = 7\n',
      '2 * 3 = 6 = 3 + 3, 9 - 1 = 7\nso 8 * 8 = 65',
      '2 * 3 = 6 = 3 + 3, 9 - 1 = 8\nso 8 * 8 = 65',
    ]);
    expect(written.text).toBe('2 * 3 = 6 = 3 + 3, 9 - 1 = 8\nso 8 * 8 = 64');
    expect(written.pieces.join('')).toBe(written.text);
    expect(written).toMatchObject({ corrections: 3, finishReason: 'stop' });
  });

  it('ends where the model ended behind its wrong result, by itself or by a stop', async () => {
    const ended = await writeOne(['7 * 8 = 54', '7 * 8 = 560']);
    expect(ended).toMatchObject({ text: '7 * 8 = 56', finishReason: 'stop', corrections: 1 });
    expect(ended.pieces.join('')).toBe(ended.text);
    const stopped = await writeOne(['7 * 8 = 54;end'], { stop: [';e', 'x'] });
    expect(stopped).toMatchObject({ text: '7 * 8 = 56', finishReason: 'stop', corrections: 1 });
    expect(stopped.pieces.join('')).toBe(stopped.text);
  });

  it('takes tokens that reach over the number', async () => {
    const written = await writeOne(['a: 48 + 24 = 623, b', 'a: 48 + 24 = 72, c.'], {}, [
      '= 6',
      ' =',
      '23, ',
      '72',
    ]);
    expect(written.text).toBe('a: 48 + 24 = 72, c.');
    expect(written.pieces.join('')).toBe(written.text);
  });

  it('counts and ends as if the model had written it', async () => {
    const params = { logProbabilities: true, maxNewTokens: 12 };
    const written = await writeOne(clips, { ...params, maxNewTokens: 30 });
    const { text, tokenIds, tokenEnds, logProbabilities, margins } = written;
    expect(text).toBe(clips[1]!.slice(0, 30));
    expect(written.finishReason).toBe('length');
    expect([tokenIds, logProbabilities, margins].map((list) => list!.length)).toEqual([30, 30, 30]);
    expect(Array.from(tokenEnds!)).toEqual(Array.from(text, (_, index) => index + 1));
    // The 7 was given: the model would have written 6. The 2 follows from the 7.
    expect(margins![10]).toBe(-10);
    expect(logProbabilities![10]).toBeLessThan(-9);
    expect(margins![11]).toBe(10);
    // It was not judged yet.
    expect(await writeOne(clips, params)).toMatchObject({ text: '48 + 24 = 62', corrections: 0 });
  });

  it('does not take a long result for a circle', async () => {
    const zeros = '0'.repeat(60);
    const written = await writeOne([
      '10^60 = 1000.',
      '10^60 = 1000. ',
      `10^60 = 1${zeros}. Yes, ${'no'.repeat(60)}`,
    ]);
    expect(written.text.slice(0, 76)).toBe(`10^60 = 1${zeros}. Yes, `);
    expect(written).toMatchObject({ corrections: 1, finishReason: 'loop' });
  });

  it('takes back in one row of a batch only', async () => {
    const other = 'All of them are right, as 6 * 7 = 42 says. And so on. And on it goes.';
    const model = new ScriptedModel([...clips, other]);
    const alone = await write(new ScriptedModel([other]));
    // The rows begin alike: what a row says depends on what it holds.
    const outputs = await write(model, { batchSize: 3 }, ['', ' again', ' anew', ' at last']);
    expect(outputs.map(({ text }) => text)).toEqual(outputs.map(() => clips[1]));
    expect(outputs.map(({ corrections }) => corrections)).toEqual([1, 1, 1, 1]);
    expect(Math.max(...model.steps)).toBe(3);
    expect(alone[0]).toMatchObject({ text: other, corrections: 0 });
  });
});
