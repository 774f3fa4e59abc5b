// The adapters that are packed: those that a model of the catalogue is made with. What else lies in
// models/adapters/ are trials.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What is read of an adapter when it is merged; its card and its curves stay in the repository. */
const FILES = ['adapter_config.json', 'adapter_model.safetensors', 'tokenskip.json'];

/** Paths in the tree, the same in the package. */
export function adapterPaths({ models }) {
  return models.flatMap(({ adapter }) =>
    adapter?.kind === 'shipped'
      ? FILES.map((name) => `models/adapters/${adapter.folder}/${name}`)
      : [],
  );
}

/** Those of the committed catalogue, and their size together. */
export async function packedAdapters() {
  const catalogue = JSON.parse(await readFile(join(root, 'models', 'catalogue.json'), 'utf8'));
  const paths = adapterPaths(catalogue);
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(root, path))).size));
  return { paths, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
