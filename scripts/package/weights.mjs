// The weights of a full package: the models that lie ready to run in models/, and the adapters that models
// of the catalogue are made with. What else lies in models/adapters/ are trials.
import { existsSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const MANIFEST = 'tokenskip.json';
/** What is read of an adapter when it is merged; its card and its curves stay in the repository. */
const ADAPTER_FILES = ['adapter_config.json', 'adapter_model.safetensors', MANIFEST];
/** What a model's folder has beside the files that its manifest lists. */
const MODEL_FILES = [MANIFEST, 'README.md'];

const readJson = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));

/** Paths in the tree, the same in the package, of the adapters that a catalogue names. */
export function adapterPaths({ models }) {
  return models.flatMap(({ adapter }) =>
    adapter?.kind === 'shipped'
      ? ADAPTER_FILES.map((name) => `models/adapters/${adapter.folder}/${name}`)
      : [],
  );
}

/** Folders in models/ that hold a model. */
export async function embeddedModels() {
  const entries = await readdir(join(root, 'models'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, 'models', name, MANIFEST)));
}

/** Paths of all that a full package has and a slim one has not, and their size together. */
export async function fullPackageWeights() {
  const models = await Promise.all(
    (await embeddedModels()).map(async (name) => {
      const { files } = await readJson(`models/${name}/${MANIFEST}`);
      return [...files.map(({ path }) => path), ...MODEL_FILES].map(
        (path) => `models/${name}/${path}`,
      );
    }),
  );
  const paths = [...models.flat(), ...adapterPaths(await readJson('models/catalogue.json'))];
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(root, path))).size));
  return { paths, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}
