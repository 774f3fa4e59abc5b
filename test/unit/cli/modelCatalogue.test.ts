import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { model } from '../../../src/cli/commands/model';
import { runCommand } from '../../../src/cli/runCommand';
import { adviseModels } from '../../../src/modelkit/catalogue/adviseModels';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';
import type { Machine } from '../../../src/modelkit/catalogue/machine';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import type { FakeContext } from './fakeContext';
import { fakeContext } from './fakeContext';
import { sampleManifest } from './sampleManifest';

const gib = 2 ** 30;
const small: Machine = { totalBytes: 8 * gib };
const withCard: Machine = {
  totalBytes: 32 * gib,
  gpu: { name: 'Card', memoryBytes: 24 * gib },
};

/** Runs `tokenskip model …` with this model in the cache, if any, on a machine of this size. */
async function run(
  args: readonly string[],
  machine: Machine = small,
  signal = new AbortController().signal,
  manifest?: ModelManifest,
): Promise<{ readonly code: number; readonly context: FakeContext }> {
  const cache = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
  onTestFinished(() => rm(cache, { recursive: true }));
  if (manifest !== undefined) {
    const folder = join(cache, 'models', manifest.id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(manifest));
  }
  const context = fakeContext({
    env: { TOKENSKIP_CACHE: cache },
    machine: () => Promise.resolve(machine),
    signal,
  });
  return { code: await runCommand(['model', ...args], [model], '', context), context };
}

/** The one that the small machine should take. */
const best = adviseModels(catalogue.models, small).find((one) => one.isRecommended)?.entry.id ?? '';

function line(text: string, id: string): string {
  return text.split('\n').find((one) => one.startsWith(`${id} `)) ?? '';
}

describe('model list', () => {
  it('recommends one model, and says what is too large for the machine and why', async () => {
    const { code, context } = await run(['list']);
    expect(code).toBe(0);
    const { text } = context.out;
    expect(text.match(/recommended for this machine/g)).toHaveLength(1);
    expect(line(text, best)).toContain('recommended for this machine');
    expect(line(text, 'qwen2.5-7b')).toMatch(/ 11408 MB .* this machine has 6590 MB for it/);
    expect(line(text, 'qwen2.5-3b')).toContain('Qwen-Research: not for commercial use');
    expect(line(text, 'llama3.1-8b')).toContain('ask for access at https://');
  });

  it('prints the same as JSON, and looks at the graphics card', async () => {
    const { context } = await run(['list', '--json'], withCard);
    const rows = JSON.parse(context.out.text) as {
      id: string;
      recommended: boolean;
      trainedRatios: number[];
    }[];
    expect(rows.filter(({ recommended }) => recommended).map(({ id }) => id)).toEqual([
      'qwen2.5-14b',
    ]);
    const largest = rows.find(({ id }) => id === 'qwen2.5-14b');
    expect(largest).toMatchObject({ place: 'catalogue', fits: true, hasBytes: 24 * gib - 1e9 });
    expect(largest?.trainedRatios).toContain(0.5);
  });
});

describe('an installed model', () => {
  it.each([
    ['exact', 16_933, false],
    ['balanced', 11_408, true],
    ['of another program', 11_408, true],
  ])('in the format %s needs the memory of that: %i MB', async (format, megabytes, fits) => {
    const quantisation = { format, description: 'as it is' };
    const manifest = sampleManifest({ id: 'qwen2.5-7b', quantisation });
    const machine = { totalBytes: 16 * gib };
    const { context } = await run(['list', '--json'], machine, undefined, manifest);
    const rows = JSON.parse(context.out.text) as { id: string; memoryBytes: number }[];
    const row = rows.find(({ id }) => id === 'qwen2.5-7b');
    expect(row).toMatchObject({ place: 'store', format, fits });
    expect(Math.round((row?.memoryBytes ?? 0) / 1e6)).toBe(megabytes);
  });
});

describe('model pull', () => {
  it('asks for the memory of the format that is asked for', async () => {
    const machine = { totalBytes: 16 * gib };
    const { code, context } = await run(['pull', 'qwen2.5-7b', '--format', 'exact'], machine);
    expect(code).toBe(1);
    expect(context.err.text).toContain('needs 16933 MB');
    expect(context.err.text).toContain('take it in the format balanced');
  });

  it('refuses what the machine cannot run before anything is fetched, with what to do', async () => {
    const { code, context } = await run(['pull', 'qwen2.5-7b', '--json']);
    expect(code).toBe(1);
    const { error } = JSON.parse(context.out.text) as {
      error: { code: string; message: string; details: { neededBytes: number; hasBytes: number } };
    };
    expect(error.code).toBe('not-enough-memory');
    expect(error.message).toContain(`take ${best}, or a server (--remote)`);
    expect(error.message).toContain('--anyway');
    expect(error.details.neededBytes).toBeGreaterThan(error.details.hasBytes);
  });

  it.each([
    ['on a card that holds it', [], withCard],
    ['with --anyway', ['--anyway'], small],
  ])('goes on %s', async (_, flags, machine) => {
    // Stopped already: the memory is looked at before that, the network after it.
    const { code } = await run(['pull', 'qwen2.5-7b', ...flags], machine, AbortSignal.abort());
    expect(code).toBe(130);
  });
});
