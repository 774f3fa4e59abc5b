import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCache } from '../../support/emptyCache';
import { buildCli, runCli } from '../support/runCli';

const question = 'A ticket costs $12. How much do 7 tickets cost?';

describe('a clone on a machine that has nothing else and no network', () => {
  let cache: Awaited<ReturnType<typeof emptyCache>>;
  const ask = (...more: string[]): ReturnType<typeof runCli> =>
    runCli(['ask', '--ratio', '0.5', ...more, question], {
      // Nobody listens there.
      env: { TOKENSKIP_CACHE: cache.folder, HF_ENDPOINT: 'http://127.0.0.1:1' },
    });

  beforeAll(async () => {
    buildCli();
    cache = await emptyCache();
  });
  afterAll(() => cache.remove());

  it('answers with its own model, what it saves and how sure it is', async () => {
    const { code, stdout } = await ask('--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      answer: '84',
      model: 'coder-0.5b',
      ratio: 0.5,
      trainedForRatio: true,
      saved: { kind: 'estimated' },
      confidence: { probability: expect.any(Number) as number },
    });
  });

  it('says so to people, the saving as an estimate', async () => {
    const { code, stdout, stderr } = await ask();
    expect(code).toBe(0);
    expect(stdout).toContain('84');
    const [status = ''] = stderr.split('\n').filter((line) => line.includes('tokens/s'));
    expect(status).toMatch(/^\d+ tokens · .*≈/);
  });
});
