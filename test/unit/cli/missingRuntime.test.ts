import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../../../src/cli/commands/ask';
import { model } from '../../../src/cli/commands/model';
import { runCommand } from '../../../src/cli/runCommand';
import { fakeContext } from './fakeContext';

it.for([
  ['ask', '1 + 1'],
  ['model', 'pull', 'coder-0.5b'],
])('tokenskip %s … without an engine says so in a sentence and fetches nothing', async (args) => {
  const cache = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
  onTestFinished(() => rm(cache, { recursive: true }));
  const context = fakeContext({
    env: { TOKENSKIP_CACHE: cache, HF_ENDPOINT: 'http://127.0.0.1:1' },
    hasRuntime: () => false,
  });
  expect(await runCommand(args, [ask, model], '', context)).toBe(1);
  expect(context.err.text).toBe(
    `tokenskip: TokenSkip has no engine for this system (${process.platform} ${process.arch}): ask a server instead (--remote URL).\n`,
  );
  expect(await readdir(cache)).toEqual([]);
});
