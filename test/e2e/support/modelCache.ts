import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultModelId, findEntry } from '../../../src/modelkit/catalogue/catalogue';
import { calibratedModel } from './calibratedModel';

/** A cache folder for `TOKENSKIP_CACHE` with the default model in it, whatever else this machine has. */
export async function modelCache(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const adapter = findEntry(defaultModelId)?.adapter;
  if (adapter?.kind !== 'shipped') throw new Error('the default model has no adapter of our own');
  const model = await calibratedModel({ adapter: { bytes: 1, sha256: adapter.sha256 } });
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
  await mkdir(join(folder, 'models'));
  await cp(model.folder, join(folder, 'models', 'ours'), { recursive: true });
  await model.remove();
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
