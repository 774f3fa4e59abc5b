import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inConversations, readEarlierTurns } from '../../../src/pipeline/earlierTurns';

let file = '';
beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'turns-')), 'turns.jsonl');
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

async function write(rows: readonly object[]): Promise<void> {
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'));
}

describe('readEarlierTurns', () => {
  it('takes what stands alone and is not left out, each question once', async () => {
    const before = [{ question: 'A?', answer: '1' }];
    await write([
      { question: 'A?', answer: 'so #### 1,000' },
      { question: 'B?', answer: '2' },
      { question: 'And 3?', answer: '3', before },
      { question: 'A?', answer: '1000' },
      { question: 'C?', answer: '4' },
    ]);
    expect(await readEarlierTurns(file, { lines: new Set([4]) })).toEqual([
      { question: 'A?', answer: '1000' },
      { question: 'B?', answer: '2' },
    ]);
    const elsewhere = [{ question: 'X?' }, { question: 'A?' }];
    expect(await readEarlierTurns(file, { lines: new Set([1]), of: elsewhere })).toEqual([
      { question: 'B?', answer: '2' },
      { question: 'C?', answer: '4' },
    ]);
    await expect(readEarlierTurns(file, { lines: new Set([0, 1]) })).rejects.toThrow('two');
  });

  it('refuses a file with fewer than two', async () => {
    await write([{ question: 'A?', answer: '1' }]);
    await expect(readEarlierTurns(file, { lines: new Set() })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });
});

describe('inConversations', () => {
  const turns = ['A?', 'B?', 'C?'].map((question) => ({ question, answer: '1' }));
  const questions = Array.from({ length: 60 }, (_, index) => ({
    question: index % 2 === 0 ? 'A?' : `Q${index}?`,
    answer: String(index),
  }));

  it('puts one to three turns before each, never the question itself', () => {
    const talks = inConversations(questions, turns, 7);
    expect(talks.map(({ question, answer }) => ({ question, answer }))).toEqual(questions);
    const counts = new Set(talks.map(({ before }) => before?.length));
    expect(counts).toEqual(new Set([1, 2, 3]));
    for (const { question, before = [] } of talks) {
      expect(before.map((turn) => turn.question)).not.toContain(question);
      for (const turn of before) expect(turns).toContain(turn);
    }
  });

  it('draws the same ones for a seed, others for another', () => {
    const talks = inConversations(questions, turns, 7);
    expect(inConversations(questions.slice(0, 5), turns, 7)).toEqual(talks.slice(0, 5));
    expect(inConversations(questions, turns, 8)).not.toEqual(talks);
  });

  it('leaves a follow-up as it is', () => {
    const asked = [{ question: 'And 9?', answer: '9', before: [{ question: 'Z?', answer: '0' }] }];
    expect(inConversations(asked, turns, 7)).toEqual(asked);
  });
});
