import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adapterWeightsName } from '../source/lora/readAdapter';
import { adapterPlace } from './adapterPlace';
import { catalogue } from './catalogue';
import type { Catalogue, CatalogueEntry } from './catalogueEntry';

/**
 * The catalogue's models as the package in `rootDir` can get them. One that lacks the adapter of one of our
 * models fetches that model ready to run; before there is a release of it, its base alone.
 */
export function packagedModels(rootDir: string): readonly CatalogueEntry[] {
  return catalogue.models.map((entry) => {
    const { adapter, ...bare } = entry;
    return isMissing(adapter, rootDir) ? withoutAdapter(bare) : entry;
  });
}

/** The catalogue with these models. */
export function packagedCatalogue(rootDir: string): Catalogue {
  return { ...catalogue, models: packagedModels(rootDir) };
}

/** One of them. */
export function packagedModel(id: string, rootDir: string): CatalogueEntry | undefined {
  return packagedModels(rootDir).find((entry) => entry.id === id);
}

function isMissing(adapter: CatalogueEntry['adapter'], rootDir: string): boolean {
  if (adapter?.kind !== 'shipped') return false;
  return !existsSync(join(rootDir, adapterPlace(adapter), adapterWeightsName));
}

/** Exported for its test. */
export function withoutAdapter({
  release,
  ...base
}: Omit<CatalogueEntry, 'adapter'>): CatalogueEntry {
  return release === undefined
    ? { ...base, trainedRatios: [] }
    : { ...base, source: { kind: 'release', files: release } };
}
