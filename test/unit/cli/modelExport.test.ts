import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modelExport } from '../../../src/cli/commands/modelExport';
import { goldenPath } from '../modelkit/source/goldenFiles';
import { fakeContext } from './fakeContext';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-export-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What `tokenskip model export` says of the file that it makes. */
async function exported(file: string, flags: readonly string[]): Promise<string> {
  const context = fakeContext();
  const base = [goldenPath('tiny-llama.gguf'), '--adapter', goldenPath('adapter')];
  await modelExport.run([...base, '--gguf', file, '--type', 'f16', ...flags], context);
  return context.out.text;
}

it('says in a sentence or as JSON what it made', async () => {
  const file = join(folder, 'merged.gguf');
  const said = JSON.parse(await exported(file, ['--json'])) as unknown;
  expect(said).toEqual({ file, type: 'f16', bytes: (await stat(file)).size });
  const other = join(folder, 'other.gguf');
  expect(await exported(other, [])).toMatch(/other\.gguf \(f16, [\d.]+ MB\) is ready\n$/);
});
