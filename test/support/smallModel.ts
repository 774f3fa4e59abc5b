import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import type { CatalogueEntry } from '../../src/modelkit/catalogue/catalogueEntry';

/** The committed tiny Llama as a model of the catalogue: it is pulled in a second. */
export const smallModel: CatalogueEntry = {
  id: 'small',
  name: 'Small',
  family: 'llama',
  licence: { name: 'Apache-2.0', url: 'https://hub.example/licence', nonCommercial: false },
  shape: {
    layers: 2,
    width: 64,
    heads: 4,
    keyValueHeads: 2,
    headSize: 16,
    feedForward: 128,
    vocabulary: 512,
    tiedHead: false,
    context: 512,
  },
  source: { kind: 'safetensors', repository: 'someone/llama', revision: 'main' },
  trainedRatios: [],
  prompt: 'qwen2.5-paper',
};

/** Puts it into the catalogue that a bundle is made with. */
export const withSmallModel: Plugin = {
  name: 'with-small-model',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]models[\\/]catalogue\.json$/ }, async ({ path }) => {
      const catalogue = JSON.parse(await readFile(path, 'utf8')) as { readonly models: unknown[] };
      const contents = JSON.stringify({ ...catalogue, models: [...catalogue.models, smallModel] });
      return { contents, loader: 'json' };
    });
  },
};
