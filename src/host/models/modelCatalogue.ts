import { join } from 'node:path';
import type { CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import { isMadeFrom } from '../../modelkit/catalogue/isMadeFrom';
import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
import { packagedModels } from '../../modelkit/catalogue/packagedModels';
import type { InstalledModel } from '../../modelkit/store/installedModels';
import { installedModels } from '../../modelkit/store/installedModels';
import { newestFirst } from '../../modelkit/store/newestFirst';
import { storePaths } from '../../modelkit/store/storePaths';

/** A model on this machine with what earlier versions of the product had made of the same source. */
export interface ListedModel extends InstalledModel {
  /** Folders; they go when the model goes. */
  readonly older: readonly string[];
}

/** What is on this machine, and what can be had. */
export interface CatalogueView {
  readonly embedded: readonly ListedModel[];
  readonly stored: readonly ListedModel[];
  /** Not on this machine, or made with another adapter than this version brings along. */
  readonly available: readonly CatalogueEntry[];
}

/** Reads the model folders anew. Code `folder-unreadable`. */
export async function readCatalogue(place: PackagePlace): Promise<CatalogueView> {
  const installed = await installedModels(join(place.rootDir, 'models'), storePaths());
  return {
    embedded: installed
      .filter(({ place }) => place === 'embedded')
      .map((model) => ({ ...model, older: [] })),
    stored: listed(await newestFirst(installed.filter(({ place }) => place === 'store'))),
    available: packagedModels(place).filter(
      (entry) => !installed.some(({ manifest }) => isMadeFrom(entry, manifest)),
    ),
  };
}

/** One entry for each model, its newest folder, in the order of ids. */
export function listed(newestFirst: readonly InstalledModel[]): readonly ListedModel[] {
  const groups = new Map<string, ListedModel>();
  for (const model of newestFirst) {
    const { id, source, quantisation } = model.manifest;
    const key = [id, source.sha256, quantisation.format].join('/');
    const newest = groups.get(key);
    groups.set(
      key,
      newest === undefined
        ? { ...model, older: [] }
        : { ...newest, older: [...newest.older, model.folder] },
    );
  }
  return [...groups.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
}
