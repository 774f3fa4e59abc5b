import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { adapterWeightsName } from '../source/lora/readAdapter';
import { adapterPlace } from './adapterPlace';
import { catalogue } from './catalogue';
import type { Catalogue, CatalogueEntry } from './catalogueEntry';

/** What decides where a model comes from. */
export interface PackagePlace {
  /** The installed package, or the tree. */
  readonly rootDir: string;
  /** Whether an address of releases is known. */
  readonly hasReleases: boolean;
}

/**
 * The catalogue's models as a package can get them. One that lacks the adapter of one of our models fetches
 * that model ready to run; where no release of it is known, its base alone.
 */
export function packagedModels({ rootDir, hasReleases }: PackagePlace): readonly CatalogueEntry[] {
  return catalogue.models.map((entry) =>
    isMissing(entry.adapter, rootDir) ? withoutAdapter(entry, hasReleases) : entry,
  );
}

/** The catalogue with these models. */
export function packagedCatalogue(place: PackagePlace): Catalogue {
  return { ...catalogue, models: packagedModels(place) };
}

/** One of them. */
export function packagedModel(id: string, place: PackagePlace): CatalogueEntry | undefined {
  return packagedModels(place).find((entry) => entry.id === id);
}

function isMissing(adapter: CatalogueEntry['adapter'], rootDir: string): boolean {
  if (adapter?.kind !== 'shipped') return false;
  return !existsSync(join(rootDir, adapterPlace(adapter), adapterWeightsName));
}

/** Exported for its test. */
export function withoutAdapter(entry: CatalogueEntry, hasReleases: boolean): CatalogueEntry {
  const { adapter, release, ...base } = entry;
  if (!hasReleases || adapter === undefined || release === undefined) {
    // Ours are named after their bases.
    return { ...base, name: entry.name.replace(/^TokenSkip-/, ''), trainedRatios: [] };
  }
  // With its adapter, by which it is told from the base that may be on this machine.
  return { ...base, adapter, source: { kind: 'release', files: release } };
}
