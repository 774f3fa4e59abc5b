import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { manifestName, readManifestFile } from '../../../../src/modelkit/manifest/readManifest';

const folder = 'models/tokenskip-coder-0.5b';

// A copy of the sources without their history can have lost nothing that this would find.
it.skipIf(!existsSync('.git'))('git has every file of the embedded model', async () => {
  const { files } = await readManifestFile(folder);
  const needed = [...files.map(({ path }) => path), manifestName, 'README.md'];
  const listed = execFileSync('git', ['ls-files', '-z', '--', folder], { encoding: 'utf8' });
  const tracked = new Set(listed.split('\0'));
  expect(needed.filter((path) => !tracked.has(`${folder}/${path}`))).toEqual([]);
});
