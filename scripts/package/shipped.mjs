import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** In the package as it is, not in a bundle. */
export const RUNTIME = ['onnxruntime-common', 'onnxruntime-node'];

/** Source maps of what is packed: the command line stays in the repository. */
const SHIPPED_MAP = /^(?:extension|inference|modelJob|webview.[^/\\]+)\.(?:js|css)\.map$/;

/**
 * The npm packages that a package of ours holds: those that a source map of the bundles in dist/
 * names, and the native runtime. Each is `{ name, version, license, folder }`.
 */
export async function shippedPackages() {
  const names = [...(await bundledNames()), ...RUNTIME];
  return Promise.all(
    names.map(async (name) => {
      const folder = join(root, 'node_modules', name);
      const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
      return { name, version, license, folder };
    }),
  );
}

async function bundledNames() {
  const files = await readdir(join(root, 'dist'), { recursive: true });
  const names = new Set();
  for (const file of files.filter((name) => SHIPPED_MAP.test(name))) {
    const { sources } = JSON.parse(await readFile(join(root, 'dist', file), 'utf8'));
    for (const source of sources) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names].sort();
}
