import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ChainLog } from '../../../src/pipeline/chainLog';
import {
  chainSeed,
  generateChains,
  missingChains,
  shuffledIndices,
} from '../../../src/pipeline/generateChains';
import { ScriptedEngine, sessionOf } from '../support/scriptedEngine';

describe('missingChains', () => {
  const counts = new Map([
    [0, 1],
    [1, 1],
    [2, 3],
  ]);
  const log = { count: (i: number) => counts.get(i) ?? 0, isSolved: (i: number) => i === 0 };

  it('asks first what was never asked, and again only what nobody got right', () => {
    expect(missingChains([3, 0, 1, 2], log, 3)).toEqual([
      { i: 3, sample: 0 },
      { i: 1, sample: 1 },
    ]);
    expect(missingChains([3, 0, 1, 2], log, 1)).toEqual([{ i: 3, sample: 0 }]);
  });
});

describe('shuffledIndices', () => {
  it('is a permutation that the seed alone decides', () => {
    const order = shuffledIndices(500, 7);
    expect(order).toEqual(shuffledIndices(500, 7));
    expect(order).not.toEqual(shuffledIndices(500, 8));
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i));
  });

  it('knows nothing and one', () => {
    expect(shuffledIndices(0, 1)).toEqual([]);
    expect(shuffledIndices(1, 1)).toEqual([0]);
  });
});

describe('chainSeed', () => {
  it('differs by seed, question and sample, and fits 32 bits', () => {
    const seeds = [0, 1, 4_294_967_295].flatMap((seed) =>
      [0, 1, 7472].flatMap((i) => [0, 1, 63].map((sample) => chainSeed(seed, { i, sample }))),
    );
    expect(new Set(seeds).size).toBe(27);
    for (const seed of seeds) {
      expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff).toBe(true);
    }
  });
});

describe('generateChains', () => {
  it('takes no literal of the question for the answer in decimal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tokenskip-generate-'));
    try {
      const questions = [{ question: 'What is 0x2F in decimal?', answer: '47' }];
      const path = join(folder, 'chains.jsonl');
      const log = await ChainLog.open(path, questions);
      const engine = new ScriptedEngine('It is \\boxed{0x2F}', 'It is \\boxed{47}');
      const jobs = [0, 1].map((sample) => ({ i: 0, sample }));
      await generateChains(sessionOf(engine), questions, jobs, log, {
        ...{ maxNewTokens: 50, batchSize: 2, temperature: 0.7, seed: 1 },
        ...{ signal: new AbortController().signal, onChain: () => undefined },
      });
      await log.close();
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      const graded = lines.map((line) => (JSON.parse(line) as { correct: boolean }).correct);
      expect(graded).toEqual([false, true]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
