import type { FetchedFolders } from '../../protocol/modelJob';
import type { CatalogueEntry, GgufEntry } from '../catalogue/catalogueEntry';
import { isGgufEntry } from '../catalogue/catalogue';
import { requireFormat } from '../catalogue/entrySize';
import { convertModel } from '../convert/convertModel';
import type { ConvertOptions } from '../convert/convertOptions';
import type { ConvertedNameOptions } from './convertedName';
import { convertedName, defaultFormat, trimList } from './convertedName';
import { conversionSource, fetchSource } from './fetchSource';
import type { BaseGgufOptions } from './prepareBaseGguf';
import { prepareBaseGguf } from './prepareBaseGguf';
import { prepareRelease } from './prepareRelease';
import type { RepositoryAccess } from './repositoryAccess';
import { shippedAdapter } from './shippedAdapter';
import { storedFolder } from './storedFolder';

/**
 * Adapters, lists of tokens and prompts are looked for in `rootDir`. Releases have a weight format of
 * their own.
 */
export interface PrepareEntryOptions
  extends BaseGgufOptions, RepositoryAccess, ConvertedNameOptions {
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
 * Codes: `disk-full` and those of `requireFormat` and `shippedAdapter` before anything is fetched; those of
 * `prepareBaseGguf`, `fetchSource`, `fetchRelease` and `convertModel`.
 */
export async function prepareEntry(
  entry: CatalogueEntry,
  options: PrepareEntryOptions,
): Promise<string> {
  const { source } = entry;
  if (source.kind === 'release') return prepareRelease(entry, source.files, options);
  const format = options.format ?? defaultFormat;
  requireFormat(entry, format);
  const trim = await trimList(entry, options.rootDir);
  const name = await convertedName({ ...entry, source }, options);
  return storedFolder(entry, name, options, (folder) =>
    convert(entry, { folder, format, trim }, options),
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
