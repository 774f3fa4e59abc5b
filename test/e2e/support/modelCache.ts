import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibratedModel } from './calibratedModel';

/** A cache folder for `TOKENSKIP_CACHE` with one model in it, whatever else this machine has. */
export async function modelCache(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const model = await calibratedModel();
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
  await mkdir(join(folder, 'models'));
  await cp(model.folder, join(folder, 'models', 'ours'), { recursive: true });
  await model.remove();
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
