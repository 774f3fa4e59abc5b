import type { CatalogueEntry } from './catalogueEntry';

/** Whether the model can be got: one of our own has no files before it is released. */
export function isOffered({ source }: CatalogueEntry): boolean {
  return source.kind !== 'release' || source.released;
}
