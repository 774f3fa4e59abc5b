import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchedFolders } from '../../protocol/modelJob';
import type { CatalogueAdapter, CatalogueEntry, GgufEntry } from '../catalogue/catalogueEntry';
import { isGgufEntry } from '../catalogue/catalogue';
import { convertModel } from '../convert/convertModel';
import type { ConvertOptions } from '../convert/convertOptions';
import { converterVersion } from '../convert/converterVersion';
import { hashFile } from '../manifest/hashFile';
import { conversionSource, fetchSource } from './fetchSource';
import type { BaseGgufOptions } from './prepareBaseGguf';
import { prepareBaseGguf } from './prepareBaseGguf';
import { prepareRelease } from './prepareRelease';
import type { RepositoryAccess } from './repositoryAccess';
import { shippedAdapter, shippedVersion } from './shippedAdapter';
import { storedFolder } from './storedFolder';

/** Weight format of a model that nobody chose a format for. */
export const defaultFormat = 'balanced';

export interface PrepareEntryOptions extends BaseGgufOptions, RepositoryAccess {
  /** The tree, or the installed package: adapters, lists of tokens and prompts are looked for here. */
  readonly rootDir: string;
  /** Name of a weight format; default {@link defaultFormat}. Releases have one of their own. */
  readonly format?: string;
  /** Where releases lie, before what the catalogue says. */
  readonly releaseAddress?: string;
  /** Files of a repository that were fetched already. */
  readonly fetched?: FetchedFolders;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: (directory: string) => Promise<number>;
}

/**
 * Folder of a catalogue's model in a form that runs, fetched, merged and converted on first use and
 * kept in the store under a name that says what it was made from: with another adapter or list it is
 * made anew, and what was there before stays. Two processes at once make it once.
 *
 * Codes: `disk-full` and those of `shippedAdapter` before anything is fetched; those of
 * `prepareBaseGguf`, `fetchSource`, `fetchRelease` and `convertModel`.
 */
export async function prepareEntry(
  entry: CatalogueEntry,
  options: PrepareEntryOptions,
): Promise<string> {
  const { source } = entry;
  if (source.kind === 'release') return prepareRelease(entry, source.files, options);
  const format = options.format ?? defaultFormat;
  const trim = await presentFile(options.rootDir, entry.trim?.list);
  const revision = source.kind === 'gguf' ? source.sha256 : source.revision;
  const name = [
    entry.id,
    format,
    revision.slice(0, 12),
    ...(entry.adapter === undefined
      ? []
      : [`a${await adapterVersion(entry.adapter, options.rootDir)}`]),
    ...(trim === undefined ? [] : [`t${(await hashFile(trim)).sha256.slice(0, 8)}`]),
    `v${converterVersion}`,
  ].join('-');
  return storedFolder(entry, name, options, (folder) =>
    convert(entry, { folder, format, trim }, options),
  );
}

async function adapterVersion(adapter: CatalogueAdapter, rootDir: string): Promise<string> {
  return adapter.kind === 'hub' ? adapter.revision.slice(0, 12) : shippedVersion(adapter, rootDir);
}

async function presentFile(rootDir: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const full = join(rootDir, path);
  return access(full).then(
    () => full,
    () => undefined,
  );
}

interface Target {
  readonly folder: string;
  readonly format: string;
  readonly trim: string | undefined;
}

async function convert(
  entry: CatalogueEntry,
  target: Target,
  options: PrepareEntryOptions,
): Promise<void> {
  const adapterDir = await shippedAdapter(entry, options);
  const source = isGgufEntry(entry)
    ? await ggufSource(entry, options)
    : await conversionSource(
        entry,
        options.fetched ?? (await fetchSource(entry, options)),
        options.rootDir,
      );
  options.onNote?.(
    `${entry.adapter === undefined ? 'Converting' : 'Merging the adapter and converting'} ${entry.name} to the ${target.format} format (once).`,
  );
  await convertModel({
    ...source,
    ...(adapterDir === undefined ? {} : { adapterDir }),
    outDir: target.folder,
    format: target.format,
    id: entry.id,
    name: entry.name,
    licence: entry.licence.name,
    ...(target.trim === undefined ? {} : { trimVocabulary: target.trim }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: ({ done, total }) => options.onProgress?.({ stage: 'convert', done, total }),
  });
}

async function ggufSource(
  entry: GgufEntry,
  options: PrepareEntryOptions,
): Promise<Pick<ConvertOptions, 'source' | 'provenance'>> {
  const { repository, revision, file, bytes, sha256 } = entry.source;
  return {
    source: await prepareBaseGguf(entry, options),
    provenance: { repository, revision, file, bytes, sha256 },
  };
}
