import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** In the package as it is, not in a bundle. */
const RUNTIME = ['onnxruntime-common', 'onnxruntime-node'];

/** Owners of packages under the MIT licence whose npm package brings no file with it. */
const OWNERS = {
  '@vscode/l10n': 'Microsoft Corporation',
  'onnxruntime-common': 'Microsoft Corporation',
  'onnxruntime-node': 'Microsoft Corporation',
};

const WINDOWS_NOTICE = `The Windows packages also hold Microsoft's DirectML and DirectX shader compiler, as onnxruntime-node
distributes them, under Microsoft's and the LLVM project's licence terms.
`;

/**
 * The licences of what others wrote and the package holds: of each npm package that a source map in
 * dist/ names, and of the native runtime. Rejects when a package says nothing about its licence.
 */
export async function thirdPartyNotices() {
  const names = [...(await bundledPackages()), ...RUNTIME];
  const texts = await Promise.all(names.map(licenceOf));
  return [...texts, WINDOWS_NOTICE].join(`\n${'-'.repeat(80)}\n\n`);
}

async function bundledPackages() {
  const files = await readdir(join(root, 'dist'), { recursive: true });
  const maps = files.filter((file) => /^(webview.)?[^/\\]+\.(js|css)\.map$/.test(file));
  const names = new Set();
  for (const file of maps) {
    const { sources } = JSON.parse(await readFile(join(root, 'dist', file), 'utf8'));
    for (const source of sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}

async function licenceOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined
      ? await ownLicence(name, license)
      : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text}`;
}

async function ownLicence(name, license) {
  const owner = OWNERS[name];
  if (license !== 'MIT' || owner === undefined)
    throw new Error(`${name} is in the package and has no licence file: name its owner in OWNERS.`);
  const mit = await readFile(join(root, 'scripts', 'package', 'mit.txt'), 'utf8');
  return `MIT License\n\nCopyright (c) ${owner}. All rights reserved.\n\n${mit}`;
}
