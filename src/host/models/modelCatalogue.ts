import { join } from 'node:path';
import type { BaseModel } from '../../modelkit/store/baseModels';
import { baseModels } from '../../modelkit/store/baseModels';
import type { InstalledModel } from '../../modelkit/store/installedModels';
import { installedModels } from '../../modelkit/store/installedModels';
import { storePaths } from '../../modelkit/store/storePaths';

/** What is on this machine, and what can be had. */
export interface CatalogueView {
  readonly embedded: readonly InstalledModel[];
  readonly stored: readonly InstalledModel[];
  /** Not on this machine. */
  readonly available: readonly BaseModel[];
}

/** Reads the model folders anew. Code `folder-unreadable`. */
export async function readCatalogue(extensionRoot: string): Promise<CatalogueView> {
  const installed = await installedModels(join(extensionRoot, 'models'), storePaths());
  const ids = new Set(installed.map(({ manifest }) => manifest.id));
  return {
    embedded: installed.filter(({ place }) => place === 'embedded'),
    stored: installed.filter(({ place }) => place === 'store'),
    available: baseModels.filter(({ id }) => !ids.has(id)),
  };
}
