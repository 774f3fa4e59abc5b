import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareModels } from '../../../src/engine/compareModels';
import type { CompareResult } from '../../../src/protocol/compareProtocol';
import { isAlive } from '../../support/processes';
import type { Fixtures } from './bundleFixtures';
import { bundleFixtures } from './bundleFixtures';
import { failure } from '../support/failure';

let fixtures: Fixtures;
beforeAll(async () => {
  fixtures = await bundleFixtures();
});
afterAll(() => fixtures.remove());

const pidFile = (): string => join(dirname(fixtures.childPath), 'pid');

const compare = (
  modelDir: string,
  onText: (row: number) => void = () => undefined,
  signal = new AbortController().signal,
): Promise<CompareResult> =>
  compareModels(
    {
      modelDir,
      referenceDir: 'reference',
      prompts: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]],
      forced: ['c', 'd'],
    },
    { childPath: fixtures.childPath, cancelGraceMs: 300, env: { FAKE_PID_FILE: pidFile() } },
    { signal, onText },
  );

describe('compareModels', () => {
  it('gives what the child found and says which text is done', async () => {
    const done: number[] = [];
    const { texts, vocabulary } = await compare('tiny', (row) => done.push(row));
    expect(texts).toEqual(Array(2).fill({ tokens: 4, kl: 0.5, sameTop1: 3 }));
    expect(vocabulary).toEqual({ model: 10, reference: 12, shared: 9 });
    expect(done).toEqual([0, 1]);
  });

  it('passes on what went wrong', async () => {
    expect((await failure(compare('missing'))).code).toBe('model-not-found');
  });

  it('ends the process when it is stopped', async () => {
    const stop = new AbortController();
    const stopped = compare('slow', () => stop.abort(), stop.signal);
    expect((await failure(stopped)).code).toBe('cancelled');
    const pid = Number(await readFile(pidFile(), 'utf8'));
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
    expect((await failure(compare('tiny', undefined, stop.signal))).code).toBe('cancelled');
  });
});
