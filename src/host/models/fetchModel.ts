import type { CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import { isGgufEntry } from '../../modelkit/catalogue/catalogue';
import type { RepositoryFiles } from '../../modelkit/hub/fetchRepository';
import type { HubConnection } from '../../modelkit/hub/hubConnection';
import { newestOnly } from '../../modelkit/newestOnly';
import { convertedName } from '../../modelkit/store/convertedName';
import { fetchSource } from '../../modelkit/store/fetchSource';
import { prepareBaseGguf } from '../../modelkit/store/prepareBaseGguf';
import type { PrepareOptions } from '../../modelkit/store/prepareProgress';
import { prepareRelease } from '../../modelkit/store/prepareRelease';
import { requirePullSpace } from '../../modelkit/store/requirePullSpace';
import { shippedAdapter } from '../../modelkit/store/shippedAdapter';
import { storePaths } from '../../modelkit/store/storePaths';
import type { FetchedFolders } from '../../protocol/modelJob';

/** Between two snapshots of a download's progress. */
const progressIntervalMs = 100;

export interface FetchPlaces {
  /** The hub that the settings name, with the token that is kept for it. */
  readonly hub: () => Promise<HubConnection>;
  /** Where releases lie; empty: where the catalogue says. */
  readonly releaseAddress: () => string;
  /** The installed extension. */
  readonly rootDir: string;
}

interface FetchHooks extends Required<Pick<PrepareOptions, 'signal' | 'onProgress'>> {
  /** Told what was fetched of a repository. */
  readonly onFetched: (files: RepositoryFiles) => void;
}

/** Gets what a model is made from; resolves to where a repository's files lie, else to null. */
export type FetchModel = (
  entry: CatalogueEntry,
  options: FetchHooks,
) => Promise<FetchedFolders | null>;

/**
 * Fetches in this process, where VS Code sees to proxies and certificates.
 * Codes: those of `shippedAdapter`, `requirePullSpace`, `prepareBaseGguf`, `fetchSource` and
 * `fetchRelease`.
 */
export function fetchFrom({ hub, releaseAddress, rootDir }: FetchPlaces): FetchModel {
  return async (entry, { signal, onProgress, onFetched }) => {
    const connection = await hub();
    const options = {
      paths: storePaths(),
      env: { ...process.env, HF_ENDPOINT: connection.endpoint },
      hub: connection,
      rootDir,
      releaseAddress: releaseAddress(),
      signal,
      onFetched,
      onProgress: newestOnly(progressIntervalMs, onProgress),
    };
    const { source } = entry;
    if (source.kind === 'release') {
      await prepareRelease(entry, source.files, options);
      return null;
    }
    await shippedAdapter(entry, options);
    await requirePullSpace(entry, await convertedName({ ...entry, source }, options), options);
    if (!isGgufEntry(entry)) return fetchSource(entry, options);
    await prepareBaseGguf(entry, options);
    return null;
  };
}
