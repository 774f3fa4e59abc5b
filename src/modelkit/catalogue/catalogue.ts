import data from '../../../models/catalogue.json' with { type: 'json' };
import type { CatalogueEntry, GgufEntry } from './catalogueEntry';
import { isOffered } from './isOffered';
import { parseCatalogue } from './parseCatalogue';

/** The models that the product knows how to get; `models/catalogue.json` is part of every bundle. */
export const catalogue = parseCatalogue(data);

/** Those that can be got: what is not released yet is left out. */
export const offeredModels: readonly CatalogueEntry[] = catalogue.models.filter(isOffered);

/** What runs when no model is named and none is embedded. */
export const defaultModelId = catalogue.defaultModel;

/** The offered model of this id. */
export function findEntry(id: string): CatalogueEntry | undefined {
  return offeredModels.find((entry) => entry.id === id);
}

/** The same where it comes as one pinned GGUF file. */
export function findGgufEntry(id: string): GgufEntry | undefined {
  const entry = findEntry(id);
  return entry !== undefined && isGgufEntry(entry) ? entry : undefined;
}

export function isGgufEntry(entry: CatalogueEntry): entry is GgufEntry {
  return entry.source.kind === 'gguf';
}
