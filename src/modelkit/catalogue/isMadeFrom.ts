import type { ModelManifest } from '../../protocol/modelManifest';
import type { CatalogueEntry } from './catalogueEntry';

/**
 * Whether a model on this machine is the entry's, with the adapter that this version of the product
 * brings along for it. One with another adapter runs on, and the entry can be got again.
 */
export function isMadeFrom(
  { id, adapter }: CatalogueEntry,
  manifest: Pick<ModelManifest, 'id' | 'adapter'>,
): boolean {
  const isOurs = adapter?.kind !== 'shipped' || manifest.adapter?.sha256 === adapter.sha256;
  return manifest.id === id && isOurs;
}
