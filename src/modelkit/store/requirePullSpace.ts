import { mkdir, stat } from 'node:fs/promises';
import type { CatalogueEntry } from '../catalogue/catalogueEntry';
import { convertedBytes, downloadBytes } from '../catalogue/entrySize';
import { hubFolders } from '../hub/hubFolders';
import { requireDiskSpace } from './diskSpace';
import { asFileError } from '../../files/fileErrors';
import { makePrivateFolder } from '../../files/privateFolder';
import type { DownloadPlaces } from './partialDownload';
import { begunBytes, presentBytes } from './partialDownload';

export interface PullSpaceOptions extends DownloadPlaces {
  /** A copy of the file that is there already. */
  readonly from?: string;
  /** Name of the weight format, where it is not the usual one. */
  readonly format?: string;
  readonly freeBytes?: (directory: string) => Promise<number>;
}

/**
 * Rejects with `disk-full` if there is no room for what is missing of the download and of the
 * converted model together: nobody wants to hear of a full disk after a long download. What an
 * earlier, broken-off pull has left counts as there.
 *
 * @param name of the folder in the store that the model is made in
 */
export async function requirePullSpace(
  entry: CatalogueEntry,
  name: string,
  options: PullSpaceOptions,
): Promise<void> {
  const { paths, freeBytes, format } = options;
  // A release runs as it is; all else is written a second time.
  const result =
    entry.source.kind === 'release'
      ? 0
      : Math.max(0, convertedBytes(entry, format) - (await begunBytes(name, paths)));
  const downloads = downloadFolder(entry, options);
  await makePrivateFolder(paths.models);
  // The shared Hugging Face folder is everybody's, the rest lies in the store.
  if (entry.source.kind === 'safetensors') await makeFolder(downloads);
  else await makePrivateFolder(downloads);
  const missing = Math.max(0, downloadBytes(entry) - (await bytesHere(entry, options)));
  if ((await stat(downloads)).dev === (await stat(paths.models)).dev) {
    await requireDiskSpace(paths.models, missing + result, freeBytes);
    return;
  }
  await requireDiskSpace(downloads, missing, freeBytes);
  await requireDiskSpace(paths.models, result, freeBytes);
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, path);
  });
}

function downloadFolder({ source }: CatalogueEntry, options: PullSpaceOptions): string {
  if (source.kind === 'gguf') return options.paths.base;
  if (source.kind === 'release') return options.paths.models;
  return (options.folders ?? hubFolders(options.env)).target;
}

/** A file that is named instead of fetched counts as whole. */
async function bytesHere(entry: CatalogueEntry, options: PullSpaceOptions): Promise<number> {
  const isNamed = options.from !== undefined || (options.env.TOKENSKIP_BASE_GGUF ?? '') !== '';
  if (entry.source.kind === 'gguf' && isNamed) return entry.source.bytes;
  return presentBytes(entry, options);
}
