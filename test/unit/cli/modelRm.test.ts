import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { modelRm } from '../../../src/cli/commands/modelRm';
import { runCommand } from '../../../src/cli/runCommand';
import { catalogue, isGgufEntry } from '../../../src/modelkit/catalogue/catalogue';
import { ggufLock } from '../../../src/modelkit/store/removeDownload';
import { storePaths } from '../../../src/modelkit/store/storePaths';
import { withLock } from '../../../src/modelkit/store/withLock';
import { sampleManifest } from '../modelkit/manifest/sampleManifest';
import { fakeContext } from './fakeContext';

it('removes nothing while another program fetches the download that is to go as well', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-rm-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const env = { TOKENSKIP_CACHE: root };
  const paths = storePaths(env);
  const entry = catalogue.models.find(isGgufEntry)!;
  const manifest = join(paths.models, 'one', 'tokenskip.json');
  const download = join(paths.base, entry.source.file);
  for (const folder of [join(paths.models, 'one'), paths.base]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(manifest, JSON.stringify({ ...sampleManifest, id: entry.id }));
  await writeFile(download, 'weights');
  const remove = async (): Promise<number> => {
    const context = fakeContext({ env });
    const code = await runCommand(['rm', entry.id, '--download'], [modelRm], '', context);
    expect(context.err.text).toMatch(code === 0 ? /^$/ : /stop it there, or wait/);
    return code;
  };
  await withLock(ggufLock(entry.source.file, paths), async () => {
    expect(await remove()).not.toBe(0);
    await access(manifest);
    await access(download);
  });
  expect(await remove()).toBe(0);
  await expect(access(manifest)).rejects.toThrow();
  await expect(access(download)).rejects.toThrow();
});
