import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RepositoryFiles } from '../../../../src/modelkit/hub/fetchRepository';
import { fetchRepositoryFiles } from '../../../../src/modelkit/hub/fetchRepository';
import { hubFolders, repositoryFolder } from '../../../../src/modelkit/hub/hubFolders';
import { removeDownload } from '../../../../src/modelkit/store/removeDownload';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { sampleEntry } from '../catalogue/sampleEntry';

const content = 'weights';
const oid = createHash('sha256').update(content).digest('hex');
const commit = 'a'.repeat(40);
const name = 'model.safetensors';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-remove-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Weights of a repository in a folder of the Hugging Face cache. */
async function leaveBlob(cache: string): Promise<string> {
  const blobs = join(repositoryFolder(cache, 'someone/sample'), 'blobs');
  await mkdir(blobs, { recursive: true });
  await writeFile(join(blobs, oid), content);
  return join(blobs, oid);
}

const isThere = (path: string): Promise<boolean> =>
  readFile(path).then(
    () => true,
    () => false,
  );

describe('a download that is removed', () => {
  const env = (own: boolean): Record<string, string> => ({
    HF_HOME: join(root, 'hf'),
    ...(own ? { TOKENSKIP_CACHE: join(root, 'own') } : {}),
  });

  /** What the folders hold of the repository, without a network. */
  function found(own: boolean): Promise<RepositoryFiles> {
    const hub = { endpoint: 'http://127.0.0.1:9', token: undefined, proxyEnv: {} };
    const wanted = { path: name, bytes: content.length, sha256: oid };
    return fetchRepositoryFiles(
      { repository: 'someone/sample', revision: commit, files: [wanted] },
      { hub, folders: hubFolders(env(own)) },
    );
  }

  it.each([true, false])('leaves what another tool had fetched (own folder: %s)', async (own) => {
    const blob = await leaveBlob(hubFolders(env(false)).target);
    const files = await found(own);
    expect(await removeDownload(sampleEntry(), storePaths(env(own)), [files])).toBe(0);
    expect(await isThere(blob)).toBe(true);
  });

  it('goes with what its links name below our own folder', async () => {
    const blob = await leaveBlob(hubFolders(env(true)).target);
    const { files, ...rest } = await found(true);
    const fetched = { ...rest, files: files.map((file) => ({ ...file, isFetched: true })) };
    expect(await removeDownload(sampleEntry(), storePaths(env(true)), [fetched])).toBe(7);
    expect(await isThere(blob)).toBe(false);
    expect(await readdir(fetched.folder)).toEqual([]);
  });

  it('goes without what its links name elsewhere', async () => {
    const blob = await leaveBlob(hubFolders(env(false)).target);
    const { files, ...rest } = await found(true);
    const fetched = { ...rest, files: files.map((file) => ({ ...file, isFetched: true })) };
    expect(await removeDownload(sampleEntry(), storePaths(env(true)), [fetched])).toBe(0);
    expect(await isThere(blob)).toBe(true);
    expect(await readdir(fetched.folder)).toEqual([]);
  });

  it('of one file leaves what a link in its place names', async () => {
    const paths = storePaths(env(true));
    const named = join(root, 'mine.gguf');
    await mkdir(paths.base, { recursive: true });
    await writeFile(named, content);
    await symlink(named, join(paths.base, 'sample.gguf'));
    const source = {
      kind: 'gguf',
      repository: 'a/b',
      revision: 'main',
      file: 'sample.gguf',
      bytes: content.length,
      sha256: oid,
    } as const;
    expect(await removeDownload(sampleEntry({ source }), paths, [])).toBe(0);
    expect(await isThere(named)).toBe(true);
    expect(await readdir(paths.base)).toEqual([]);
  });
});
