import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ContentDigest } from '../../../../src/modelkit/hub/contentDigest';
import type { DownloadRequest } from '../../../../src/modelkit/hub/downloadFile';
import { downloadFile } from '../../../../src/modelkit/hub/downloadFile';
import { fetchedBytes } from '../../../../src/modelkit/hub/partNote';
import { FileServer } from './fileServer';

const content = randomBytes(40_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const quick = {
  connectTimeoutMs: 500,
  idleTimeoutMs: 150,
  tries: 4,
  delayMs: 1,
  maxDelayMs: 4,
  progressBytes: 1,
};

/** Ten ranges over four connections. */
const parallel = { ...quick, connections: 4, segmentBytes: 4_000 };

let server: FileServer;
let url: URL;
let folder: string;
let targetPath: string;

beforeEach(async () => {
  server = new FileServer(content);
  url = await server.start();
  folder = await mkdtemp(join(tmpdir(), 'tokenskip-download-'));
  targetPath = join(folder, 'file.bin');
});

afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Leaves a part as an earlier run does: these bytes are there, of this version. */
async function leavePart(
  part: Buffer,
  etag = server.etag,
  ranges: readonly (readonly number[])[] = part.length === 0 ? [] : [[0, part.length]],
): Promise<void> {
  await writeFile(`${targetPath}.part`, part);
  await writeFile(`${targetPath}.part.json`, JSON.stringify({ etag, ranges }));
}

function download(extra: Partial<DownloadRequest> = {}): Promise<ContentDigest> {
  return downloadFile({ url, targetPath, bytes: content.length, sha256, limits: quick, ...extra });
}

describe('downloadFile', () => {
  it('fetches the file, reports rising progress and leaves nothing else behind', async () => {
    const progress: number[] = [];
    await download({ onProgress: (bytes) => progress.push(bytes) });
    expect((await readFile(targetPath)).equals(content)).toBe(true);
    expect(await readdir(folder)).toEqual(['file.bin']);
    expect(progress.at(-1)).toBe(content.length);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  });

  it('continues after a cut at any byte, and across processes', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: content.length - 1 }), { maxLength: 4 });
    const left = fc.integer({ min: 0, max: content.length });
    const ways = fc.constantFrom(quick, parallel);
    await fc.assert(
      fc.asyncProperty(cuts, left, ways, async (cutAfter, leftBytes, limits) => {
        server.faults = cutAfter.map((afterBytes) => ({ kind: 'cut', afterBytes }));
        await leavePart(content.subarray(0, leftBytes));
        // A cut after 0 bytes is a failure without progress: five of them in a row would end it.
        await download({ limits: { ...limits, tries: 6 } });
        expect((await readFile(targetPath)).equals(content)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('fetches ranges side by side', async () => {
    // After the first one nobody is answered before four ask: fewer would wait for ever.
    server.faults = [{ kind: 'none' }];
    server.waitsFor = 4;
    await download({ limits: { ...parallel, idleTimeoutMs: 2_000 } });
    expect((await readFile(targetPath)).equals(content)).toBe(true);
    expect(server.waitsFor).toBe(0);
    const starts = [0, 4_000, 8_000, 12_000, 16_000, 20_000, 24_000, 28_000, 32_000];
    expect(server.seen.map(({ range }) => range).sort()).toEqual(
      [...starts.map((start) => `bytes=${start}-${start + 3_999}`), 'bytes=36000-'].sort(),
    );
    expect(await readdir(folder)).toEqual(['file.bin']);
  });

  it('asks only for the holes that an earlier run left', async () => {
    const part = Buffer.from(content);
    part.fill(0, 5_000, 7_000).fill(0, 30_000, 31_000);
    await leavePart(part, server.etag, [
      [0, 5_000],
      [7_000, 30_000],
      [31_000, 40_000],
    ]);
    await download({ limits: parallel });
    expect(server.seen.map(({ range }) => range).sort()).toEqual([
      'bytes=30000-30999',
      'bytes=5000-6999',
    ]);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('takes one stream from a server that knows no ranges', async () => {
    server.ignoresRanges = true;
    server.faults = [{ kind: 'cut', afterBytes: 15_000 }];
    await download({ limits: parallel });
    expect(server.seen).toHaveLength(2);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('falls back to one stream when ranges are refused in the middle', async () => {
    server.faults = [{ kind: 'none' }, { kind: 'ignore-range' }, { kind: 'wrong-range' }];
    await download({ limits: parallel });
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('goes on over one connection where the server allows no more', async () => {
    const busy = { kind: 'status', status: 429 } as const;
    server.faults = [{ kind: 'none' }, busy, busy, busy];
    await download({ limits: { ...parallel, tries: 1 } });
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('loses no byte of any connection when it is stopped', async () => {
    const controller = new AbortController();
    let seenBytes = 0;
    server.drip = { bytes: 500, pauseMs: 1 };
    const onProgress = (bytes: number): void => {
      seenBytes = bytes;
      if (bytes >= 9_000) controller.abort();
    };
    await expect(
      download({ signal: controller.signal, onProgress, limits: parallel }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(await fetchedBytes(targetPath)).toBeGreaterThanOrEqual(seenBytes);
    server.drip = undefined;
    let firstBytes = 0;
    await download({ limits: parallel, onProgress: (bytes) => (firstBytes ||= bytes) });
    expect(firstBytes).toBeGreaterThan(seenBytes);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('ends when it is stopped between two ranges', async () => {
    const controller = new AbortController();
    const limits = { ...parallel, connections: 2 };
    // The first range has just arrived when the stop comes.
    server.faults = [{ kind: 'none' }, { kind: 'status', status: 429 }];
    const onProgress = (bytes: number): void => {
      if (bytes === 4_000) controller.abort();
    };
    await expect(download({ signal: controller.signal, onProgress, limits })).rejects.toMatchObject(
      { name: 'AbortError' },
    );
  });

  it('drops a part whose note is missing, torn, or of another file', async () => {
    await writeFile(`${targetPath}.part`, randomBytes(5_000));
    await download();
    for (const note of ['{"etag":', '{"ranges":[[5,3]]}', '{"ranges":[[0,9000]]}', '[]']) {
      await rm(targetPath);
      await writeFile(`${targetPath}.part`, randomBytes(5_000));
      await writeFile(`${targetPath}.part.json`, note);
      await download();
    }
    expect(server.seen.every(({ range }) => range === undefined)).toBe(true);
  });

  it('asks only for what is missing and names the version it has', async () => {
    server.faults = [{ kind: 'silence', afterBytes: 10_000 }];
    await download();
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]).toMatchObject({ range: 'bytes=10000-', ifRange: '"v1"' });
  });

  it('starts again when the file changed on the server between two runs', async () => {
    await leavePart(randomBytes(5_000), '"v0"');
    await download();
    expect(server.seen).toHaveLength(1);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('replaces a damaged part that the digest reveals', async () => {
    const part = Buffer.from(content.subarray(0, 20_000));
    part[7] = part[7]! ^ 1;
    await leavePart(part);
    await download();
    expect(server.seen.map((request) => request.range)).toEqual(['bytes=20000-', undefined]);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('accepts a server that ignores the range, and one that sends another range', async () => {
    server.faults = [{ kind: 'cut', afterBytes: 100 }, { kind: 'ignore-range' }];
    await download();
    await rm(targetPath);
    server.faults = [{ kind: 'cut', afterBytes: 100 }, { kind: 'wrong-range' }];
    await download();
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it.each([429, 500, 502, 503])('tries again after %i', async (status) => {
    server.faults = [
      { kind: 'status', status },
      { kind: 'status', status, headers: { 'retry-after': '0' } },
    ];
    await download();
    expect(server.seen).toHaveLength(3);
  });

  it('waits as long as the server asks for', async () => {
    server.faults = [{ kind: 'status', status: 429, headers: { 'retry-after': '1' } }];
    const startedAt = Date.now();
    await download();
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(950);
  });

  it.each([401, 403, 404, 410])('gives up at once after %i', async (status) => {
    server.faults = [{ kind: 'status', status }];
    await expect(download()).rejects.toMatchObject({
      code: 'download-failed',
      details: { unreachable: false, status },
    });
    expect(server.seen).toHaveLength(1);
  });

  it('gives up after the last try and keeps what has arrived', async () => {
    server.faults = [
      { kind: 'silence', afterBytes: 1_000 },
      ...Array.from({ length: 4 }, () => ({ kind: 'status', status: 503 }) as const),
    ];
    await expect(download()).rejects.toMatchObject({ code: 'download-failed' });
    expect(await fetchedBytes(targetPath)).toBe(1_000);
    expect((await readFile(`${targetPath}.part`)).equals(content.subarray(0, 1_000))).toBe(true);
  });

  it('refuses a server that sends a trickle and cuts for ever', async () => {
    server.faults = Array.from({ length: 50 }, () => ({ kind: 'cut', afterBytes: 10 }) as const);
    await expect(download({ limits: { ...quick, progressBytes: 1_000 } })).rejects.toMatchObject({
      code: 'download-failed',
    });
    expect(server.seen).toHaveLength(quick.tries);
  });

  it('gives its token to the first host alone', async () => {
    const storage = new FileServer(content);
    const { origin } = await storage.start();
    try {
      server.faults = [
        { kind: 'redirect', location: '/renamed.bin' },
        { kind: 'redirect', location: `${origin}/blob` },
      ];
      // The storage points back: what was taken away does not come back.
      storage.faults = [{ kind: 'redirect', location: url.href }];
      await download({ token: 'hf_secret' });
      expect(server.seen.map(({ authorization }) => authorization)).toEqual([
        'Bearer hf_secret',
        'Bearer hf_secret',
        undefined,
      ]);
      expect(storage.seen.map(({ authorization }) => authorization)).toEqual([undefined]);
    } finally {
      await storage.stop();
    }
  });

  it('follows redirects, and not for ever', async () => {
    server.faults = [{ kind: 'redirect', location: '/storage/file.bin' }];
    await download();
    expect(server.seen.map((request) => request.path)).toEqual(['/file.bin', '/storage/file.bin']);
    await rm(targetPath);
    server.faults = Array.from(
      { length: 9 },
      () => ({ kind: 'redirect', location: '/x' }) as const,
    );
    await expect(download()).rejects.toMatchObject({ code: 'download-failed' });
  });

  it.each(['file:///etc/passwd', 'http://', 'javascript:0'])(
    'refuses a redirect to %s',
    async (location) => {
      server.faults = [{ kind: 'redirect', location }];
      await expect(download()).rejects.toMatchObject({
        code: 'download-failed',
        details: { unreachable: false },
      });
    },
  );

  it('takes a slow server as it is, and a silent one for a cut', async () => {
    server.drip = { bytes: 4_000, pauseMs: 20 };
    server.faults = [{ kind: 'silence', afterBytes: 500 }];
    await download();
    expect(server.seen[1]?.range).toBe('bytes=500-');
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });

  it('tries again when the connection closes or hangs without an answer', async () => {
    server.faults = [{ kind: 'reset' }, { kind: 'hang' }];
    await download();
    expect(server.seen).toHaveLength(3);
  });

  it('says at once that nobody answers', async () => {
    await server.stop();
    await expect(download()).rejects.toMatchObject({
      code: 'download-failed',
      details: { unreachable: true },
    });
    const unknown = new URL('http://no-such-host.invalid/file.bin');
    const startedAt = Date.now();
    await expect(download({ url: unknown })).rejects.toMatchObject({
      code: 'download-failed',
      details: { unreachable: true },
    });
    expect(Date.now() - startedAt).toBeLessThan(quick.connectTimeoutMs + 300);
  });

  it('refuses wrong bytes and removes them', async () => {
    server.content = randomBytes(content.length);
    await expect(download()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a file of another size before its bytes', async () => {
    server.content = randomBytes(content.length + 1);
    await expect(download()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
    server.content = randomBytes(10);
    await expect(download()).rejects.toMatchObject({ code: 'model-digest-mismatch' });
  });

  it('says how much space is missing before it asks the server', async () => {
    await expect(download({ freeBytes: () => Promise.resolve(39_999) })).rejects.toMatchObject({
      code: 'disk-full',
      details: { neededBytes: 40_000, freeBytes: 39_999 },
    });
    expect(server.seen).toHaveLength(0);
  });

  it('says that the disk is full while it writes', async () => {
    // The device refuses every write with ENOSPC.
    await symlink('/dev/full', `${targetPath}.part`);
    await expect(download()).rejects.toMatchObject({ code: 'disk-full' });
  });

  it('says that the folder cannot be used', async () => {
    await writeFile(join(folder, 'plain'), '');
    await expect(download({ targetPath: join(folder, 'plain', 'file.bin') })).rejects.toMatchObject(
      { code: 'folder-unreadable' },
    );
  });

  it('stops when told to and can go on later', async () => {
    const controller = new AbortController();
    server.drip = { bytes: 1_000, pauseMs: 5 };
    const onProgress = (bytes: number): void => {
      if (bytes >= 5_000) controller.abort();
    };
    await expect(download({ signal: controller.signal, onProgress })).rejects.toMatchObject({
      name: 'AbortError',
    });
    server.drip = undefined;
    await download();
    expect(server.seen).toHaveLength(2);
    expect(server.seen[1]?.range).toMatch(/^bytes=[5-9]\d{3}-$/);
    expect((await readFile(targetPath)).equals(content)).toBe(true);
  });
});
