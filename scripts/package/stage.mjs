import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thirdPartyNotices } from './notices.mjs';
import { packedReadme } from './packedReadme.mjs';
import { TARGETS, isNeededLibrary } from './targets.mjs';
import { fullPackageWeights } from './weights.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Copied as they are where they exist; `.vscodeignore` then says what of them is packed. */
const ENTRIES = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'dist/extension.js',
  'dist/inference.js',
  'dist/modelJob.js',
  'dist/webview',
  'l10n',
  'media',
  'models/catalogue.json',
  'models/recipe/prompts',
  // Pulled models are trimmed to it.
  'models/recipe/vocab/qwen2.5-32k.json',
];

/** What of these only the repository needs. */
const REPOSITORY_FILES = ['media/ask.svg', 'media/icon.svg', 'media/samples'].map((path) =>
  join(root, path),
);

/** Fields of package.json that only the repository needs. */
const REPOSITORY_FIELDS = ['scripts', 'devDependencies', 'dependencies', 'private', 'bin'];

/** Fills an empty folder with what the package of one target is made from. */
export async function stagePackage(folder, { target, isFull }) {
  const names = (await readdir(root)).filter((name) => /^package\.nls(\..+)?\.json$/.test(name));
  const weights = isFull ? (await fullPackageWeights()).paths : [];
  for (const entry of [...ENTRIES, ...weights, ...names]) {
    const source = join(root, entry);
    if (existsSync(source))
      await cp(source, join(folder, entry), {
        recursive: true,
        filter: (path) => !REPOSITORY_FILES.includes(path),
      });
  }
  await writeFile(join(folder, 'package.json'), await manifest());
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  await writeFile(join(folder, 'README.md'), packedReadme(readme));
  await writeFile(join(folder, 'THIRD_PARTY_NOTICES.txt'), await thirdPartyNotices());
  if (TARGETS[target] !== undefined) await stageRuntime(folder, TARGETS[target]);
}

async function manifest() {
  const all = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const field of REPOSITORY_FIELDS) delete all[field];
  return `${JSON.stringify(all, null, 2)}\n`;
}

/**
 * The native runtime beside the bundles that ask for it: vsce leaves the `node_modules` of the root
 * out when it is told to ignore dependencies, and only two packages of it are needed.
 */
async function stageRuntime(folder, platform) {
  const from = (...path) => join(root, 'node_modules', ...path);
  const to = (...path) => join(folder, 'dist', 'node_modules', ...path);
  const libraries = join('onnxruntime-node', 'bin', 'napi-v6', ...platform.split('/'));
  await mkdir(to('onnxruntime-node'), { recursive: true });
  for (const path of [
    join('onnxruntime-node', 'package.json'),
    join('onnxruntime-node', 'dist'),
    join('onnxruntime-common', 'package.json'),
    join('onnxruntime-common', 'dist', 'cjs'),
  ])
    await cp(from(path), to(path), { recursive: true });
  await cp(from(libraries), to(libraries), {
    recursive: true,
    filter: (path) => isNeededLibrary(basename(path)),
  });
}
