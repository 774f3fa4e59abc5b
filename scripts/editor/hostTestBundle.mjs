import { mkdir, readdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const source = join(root, 'test', 'host');

/**
 * Bundles test/host for the extension host into a new `folder`; returns the path that VS Code is
 * given as the tests' entry. `files` picks test files by a part of their path; none means all. Packages
 * stay outside the bundle and are found through a link.
 */
export async function bundleHostTests(folder, files = []) {
  const names = await readdir(source, { recursive: true });
  const isChosen = (name) => files.length === 0 || files.some((part) => name.includes(part));
  const tests = names.filter((name) => name.endsWith('.test.ts') && isChosen(name));
  const entryPoints = tests.map((name) => ({
    in: join(source, name),
    out: join('tests', name.slice(0, -'.ts'.length)),
  }));
  await mkdir(folder);
  await build({
    entryPoints: [{ in: join(source, 'runner', 'index.ts'), out: 'index' }, ...entryPoints],
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'index.js');
}
