import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  CatalogueAdapter,
  CatalogueEntry,
  CatalogueSource,
} from '../catalogue/catalogueEntry';
import { converterVersion } from '../convert/converterVersion';
import { hashFile } from '../manifest/hashFile';
import { shippedVersion } from './shippedAdapter';

/** Weight format of a model that nobody chose a format for. */
export const defaultFormat = 'balanced';

/** A model that is converted before it runs. */
type ConvertedEntry = CatalogueEntry & {
  readonly source: Exclude<CatalogueSource, { readonly kind: 'release' }>;
};

export interface ConvertedNameOptions {
  /** The tree, or the installed package. */
  readonly rootDir: string;
  /** Name of a weight format; default {@link defaultFormat}. */
  readonly format?: string;
}

/**
 * Name of a model's folder in the store, which says what it is made from: with another adapter or list
 * it is another one. Code `model-not-found`.
 */
export async function convertedName(
  entry: ConvertedEntry,
  { rootDir, format = defaultFormat }: ConvertedNameOptions,
): Promise<string> {
  const { id, source, adapter } = entry;
  const list = await trimList(entry, rootDir);
  const revision = source.kind === 'gguf' ? source.sha256 : source.revision;
  return [
    id,
    format,
    revision.slice(0, 12),
    ...(adapter === undefined ? [] : [`a${await adapterVersion(adapter, rootDir)}`]),
    ...(list === undefined ? [] : [`t${(await hashFile(list)).sha256.slice(0, 8)}`]),
    `v${converterVersion}`,
  ].join('-');
}

async function adapterVersion(adapter: CatalogueAdapter, rootDir: string): Promise<string> {
  return adapter.kind === 'hub' ? adapter.revision.slice(0, 12) : shippedVersion(adapter, rootDir);
}

/** Path of the list that the vocabulary is cut to; undefined where it is not in the tree. */
export async function trimList(
  { trim }: CatalogueEntry,
  rootDir: string,
): Promise<string | undefined> {
  if (trim === undefined) return undefined;
  const path = join(rootDir, trim.list);
  return access(path).then(
    () => path,
    () => undefined,
  );
}
