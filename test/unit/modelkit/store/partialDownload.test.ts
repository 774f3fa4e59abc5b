import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GgufEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';
import { HubCache } from '../../../../src/modelkit/hub/hubCache';
import { hubFolders } from '../../../../src/modelkit/hub/hubFolders';
import { writePartNote } from '../../../../src/modelkit/hub/partNote';
import type { DownloadPlaces } from '../../../../src/modelkit/store/partialDownload';
import { discardPartial, partialBytes } from '../../../../src/modelkit/store/partialDownload';
import { prepareBaseGguf } from '../../../../src/modelkit/store/prepareBaseGguf';
import { removeDownload } from '../../../../src/modelkit/store/removeDownload';
import { storePaths } from '../../../../src/modelkit/store/storePaths';
import { withLock } from '../../../../src/modelkit/store/withLock';
import { sampleEntry } from '../catalogue/sampleEntry';
import { FileServer } from '../hub/fileServer';

const content = randomBytes(40_000);
const file = 'sample.gguf';
const sha256 = createHash('sha256').update(content).digest('hex');
const base: GgufEntry = {
  ...sampleEntry(),
  source: {
    ...{ kind: 'gguf', repository: 'someone/sample', revision: 'main', file },
    ...{ bytes: content.length, sha256 },
  },
};
const inUse = expect.objectContaining({
  code: 'model-in-use',
  message:
    'Another window or program is fetching or converting Sample: stop it there, or wait until it has ended.',
}) as Error;

let root: string;
let places: DownloadPlaces;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tokenskip-partial-'));
  const env = { TOKENSKIP_CACHE: join(root, 'cache'), HF_HOME: join(root, 'hf') };
  places = { paths: storePaths(env), env };
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a download that another window is at', () => {
  it('is neither discarded nor removed, and ends well; then it is', async () => {
    const server = new FileServer(content);
    const { origin } = await server.start();
    server.drip = { bytes: 2_000, pauseMs: 10 };
    let begun: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => (begun = resolve));
    const work = prepareBaseGguf(base, {
      ...{ paths: places.paths, env: { HF_ENDPOINT: origin } },
      onProgress: () => begun(),
    });
    await beginning;
    await expect(discardPartial(base, places)).rejects.toThrow(inUse);
    await expect(removeDownload(base, places.paths, [])).rejects.toThrow(inUse);
    const path = await work;
    await server.stop();
    await access(path);
    await discardPartial(base, places);
    expect(await readdir(places.paths.base)).toEqual([]);
  });

  it('of a repository stays whole while one of its files is fetched', async () => {
    const cache = new HubCache(hubFolders(places.env).target, 'someone/sample');
    for (const oid of ['1'.repeat(64), '2'.repeat(64)]) {
      await mkdir(dirname(cache.blobPath(oid)), { recursive: true });
      await writeFile(`${cache.blobPath(oid)}.part`, 'abc');
      await writePartNote(`${cache.blobPath(oid)}.part.json`, { etag: 'e', ranges: [[0, 3]] });
    }
    await withLock(cache.lockPath('2'.repeat(64)), async () => {
      await expect(discardPartial(sampleEntry(), places)).rejects.toThrow(inUse);
    });
    expect(await partialBytes(sampleEntry(), places)).toBe(6);
    await discardPartial(sampleEntry(), places);
    expect(await partialBytes(sampleEntry(), places)).toBe(0);
  });

  it('is one as well while its model is made', async () => {
    const lock = join(places.paths.models, 'sample-balanced-main.lock');
    await withLock(lock, async () => {
      for (const entry of [base, sampleEntry()]) {
        await expect(discardPartial(entry, places)).rejects.toThrow(inUse);
      }
      await discardPartial(sampleEntry({ id: 'other' }), places);
    });
    await discardPartial(base, places);
  });

  it('leaves no folder where there was none', async () => {
    await discardPartial(base, places);
    expect(await readdir(root)).toEqual([]);
  });
});

it('a note without its part is no download', async () => {
  await mkdir(places.paths.base, { recursive: true });
  const note = { etag: 'e', ranges: [[0, 3]] } as const;
  await writePartNote(join(places.paths.base, `${file}.part.json`), note);
  expect(await partialBytes(base, places)).toBe(0);
  await writeFile(join(places.paths.base, `${file}.part`), 'abc');
  expect(await partialBytes(base, places)).toBe(3);
});
