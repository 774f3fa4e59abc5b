import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A folder with the extension of the folder `name` beside this file, built. */
export async function fixtureExtension(name: string): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const source = join(import.meta.dirname, name);
  const folder = await mkdtemp(join(tmpdir(), `tokenskip-${name}-`));
  await cp(join(source, 'package.json'), join(folder, 'package.json'));
  await build({
    entryPoints: [join(source, 'extension.ts')],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
