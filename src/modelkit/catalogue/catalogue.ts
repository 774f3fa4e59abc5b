import data from '../../../models/catalogue.json' with { type: 'json' };
import type { CatalogueEntry, GgufEntry } from './catalogueEntry';
import { parseCatalogue } from './parseCatalogue';

/** The models that the product knows how to get; `models/catalogue.json` is part of every bundle. */
export const catalogue = parseCatalogue(data);

/** What runs when no model is named and none is embedded. */
export const defaultModelId = catalogue.defaultModel;

/** The model of this id, as the tree makes it. */
export function findEntry(id: string): CatalogueEntry | undefined {
  return catalogue.models.find((entry) => entry.id === id);
}

/** The same where it comes as one pinned GGUF file. */
export function findGgufEntry(id: string): GgufEntry | undefined {
  const entry = findEntry(id);
  return entry !== undefined && isGgufEntry(entry) ? entry : undefined;
}

export function isGgufEntry(entry: CatalogueEntry): entry is GgufEntry {
  return entry.source.kind === 'gguf';
}
