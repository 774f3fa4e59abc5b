import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for `TOKENSKIP_CACHE`: the store has no model, whatever this machine has. */
export async function emptyCache(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
