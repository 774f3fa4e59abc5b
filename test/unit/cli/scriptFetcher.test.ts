import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseSources } from '../../../scripts/fetchBaseFromWheels.mjs';
import { scriptFetcher } from '../../../src/cli/scriptFetcher';
import { catalogue } from '../../../src/modelkit/catalogue/catalogue';
import { fakeContext } from './fakeContext';

describe('scriptFetcher', () => {
  const rootDir = join(import.meta.dirname, '..', '..', '..');

  it('fetches what the script has, and leaves the other bases to the hub', () => {
    const had: readonly string[] = Object.values(baseSources).map(({ sha256 }) => sha256);
    for (const entry of catalogue.models) {
      const isHad = entry.source.kind === 'gguf' && had.includes(entry.source.sha256);
      expect([entry.id, scriptFetcher(entry, fakeContext({ rootDir })) !== undefined]).toEqual([
        entry.id,
        isHad,
      ]);
    }
  });
});
