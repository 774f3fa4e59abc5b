import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Fixtures {
  readonly childPath: string;
  readonly parentPath: string;
  readonly remove: () => Promise<void>;
}

/** The fixture programs, bundled as the product's own are, in a folder of their own. */
export async function bundleFixtures(): Promise<Fixtures> {
  const outdir = await mkdtemp(join(tmpdir(), 'tokenskip-engine-'));
  const shared = { outdir, bundle: true, platform: 'node', target: 'node20' } as const;
  const source = (name: string): string => join(import.meta.dirname, 'fixtures', `${name}.ts`);
  await Promise.all([
    build({ ...shared, format: 'cjs', entryPoints: [source('fakeChild')] }),
    build({
      ...shared,
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      entryPoints: [source('orphanParent')],
    }),
  ]);
  return {
    childPath: join(outdir, 'fakeChild.js'),
    parentPath: join(outdir, 'orphanParent.mjs'),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}
