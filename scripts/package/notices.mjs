import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** In the package as it is, not in a bundle; its npm package brings no file with its licence. */
const RUNTIME = { name: 'onnxruntime-node', copyright: 'Copyright (c) Microsoft Corporation' };

/**
 * The licences of what others wrote and the package holds: of each npm package that a source map in
 * dist/ names, and of the native runtime. Rejects when a package says nothing about its licence.
 */
export async function thirdPartyNotices() {
  const names = await bundledPackages();
  const texts = await Promise.all(names.map(licenceOf));
  texts.push(await runtimeNotice());
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
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
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} is in a bundle and has no licence file.`);
  return `${await title(name)}\n\n${await readFile(join(folder, file), 'utf8')}`;
}

async function runtimeNotice() {
  const mit = await readFile(join(root, 'scripts', 'package', 'mit.txt'), 'utf8');
  const heading = `${await title(RUNTIME.name)} and onnxruntime-common`;
  return `${heading}\n\nMIT License\n\n${RUNTIME.copyright}\n\n${mit}
The Windows packages also hold Microsoft's DirectML and DirectX shader compiler, as onnxruntime-node
distributes them, under Microsoft's and the LLVM project's licence terms.
`;
}

async function title(name) {
  const text = await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return `${name} ${JSON.parse(text).version}`;
}
