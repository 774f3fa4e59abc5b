import type { CatalogueEntry } from '../../../../src/modelkit/catalogue/catalogueEntry';

/** A repository of a small Qwen2, with what `change` says instead. */
export function sampleEntry(change: Partial<CatalogueEntry> = {}): CatalogueEntry {
  return {
    id: 'sample',
    name: 'Sample',
    family: 'qwen2',
    licence: { name: 'Apache-2.0', url: 'https://hub.example/licence', nonCommercial: false },
    shape: {
      layers: 24,
      width: 896,
      heads: 14,
      keyValueHeads: 2,
      headSize: 64,
      feedForward: 4864,
      vocabulary: 151_936,
      tiedHead: true,
      context: 32_768,
    },
    source: { kind: 'safetensors', repository: 'someone/sample', revision: 'main' },
    trainedRatios: [],
    prompt: 'qwen2.5-paper',
    ...change,
  };
}
