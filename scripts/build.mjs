// Bundles each process of the product into dist/, one entry file per process.
//
//   node scripts/build.mjs [--force]
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'dist', '.built');

/** Bundle → entry file. */
const entries = {
  extension: 'src/host/extension.ts',
  inference: 'src/inference/main.ts',
  cli: 'src/cli/main.ts',
};

/** What a bundle is made from; a folder's own time changes when a file in it is added or removed. */
const inputs = [
  'src',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
];

/** Builds what is out of date; returns false when everything was up to date. */
export async function build({ force = false } = {}) {
  const startedAt = new Date();
  if (!force && (await isUpToDate())) return false;
  const { build: bundle } = await import('esbuild');
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'onnxruntime-node'],
    outdir: 'dist',
    sourcemap: true,
    minify: false,
    logLevel: 'warning',
  };
  await bundle({ ...shared, entryPoints: entries });
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, '');
  // The time the build began: what is edited while it runs counts as newer.
  await utimes(stampFile, startedAt, startedAt);
  return true;
}

async function isUpToDate() {
  const built = await stat(stampFile).catch(() => undefined);
  if (built === undefined) return false;
  const outputs = Object.keys(entries).map((name) => join(root, 'dist', `${name}.js`));
  if (!outputs.every((file) => existsSync(file))) return false;
  const newest = await Promise.all(inputs.map((input) => newestChange(join(root, input))));
  return Math.max(...newest) < built.mtimeMs;
}

async function newestChange(path) {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const names = await readdir(path);
  const times = await Promise.all(names.map((name) => newestChange(join(path, name))));
  return Math.max(info.mtimeMs, ...times);
}

if (
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(resolve(process.argv[1])).href
) {
  try {
    const built = await build({ force: process.argv.includes('--force') });
    console.error(built ? 'Built dist/.' : 'dist/ is up to date.');
  } catch (error) {
    // The bundler has said what and where.
    console.error(`The build failed: ${error.message.split('\n')[0]}`);
    process.exitCode = 1;
  }
}
