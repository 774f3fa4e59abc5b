import type { CatalogueEntry, ReleaseFile } from '../catalogue/catalogueEntry';
import { manifestName } from '../manifest/readManifest';
import type { ReleaseOptions } from './fetchRelease';
import { fetchRelease } from './fetchRelease';
import type { PullSpaceOptions } from './requirePullSpace';
import { storedFolder } from './storedFolder';

/**
 * Folder of a model that is released ready to run, fetched on first use and kept in the store.
 *
 * Codes: `disk-full` before anything is fetched, and those of `fetchRelease`.
 */
export function prepareRelease(
  entry: CatalogueEntry,
  files: readonly ReleaseFile[],
  options: Omit<ReleaseOptions, 'folder'> & PullSpaceOptions,
): Promise<string> {
  const name = `${entry.id}-${releaseVersion(files)}`;
  return storedFolder(entry, name, options, (folder) =>
    fetchRelease(entry, files, { ...options, folder }),
  );
}

/** What tells one release of a model from the next. */
function releaseVersion(files: readonly ReleaseFile[]): string {
  const manifest = files.find(({ path }) => path === manifestName) ?? files[0];
  return manifest?.sha256.slice(0, 12) ?? 'none';
}
