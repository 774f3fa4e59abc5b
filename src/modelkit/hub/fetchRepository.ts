import { AppError } from '../../protocol/appError';
import type { PrepareOptions } from '../store/prepareProgress';
import type { DownloadLimits } from './downloadFile';
import type { HubConnection } from './hubConnection';
import type { HubFolders } from './hubFolders';

/** A file that is wanted. What is pinned here is checked beside what the hub says. */
export interface WantedFile {
  /** Path in the repository; `*` stands for any characters but `/`. */
  readonly path: string;
  readonly bytes?: number;
  /** Lower-case hex. */
  readonly sha256?: string;
}

export interface RepositoryRequest {
  /** `owner/name`. */
  readonly repository: string;
  /** Branch, tag or commit; a name is resolved to its commit first. */
  readonly revision: string;
  readonly files: readonly WantedFile[];
}

/** `onProgress` counts bytes over all files together: `download`, or `verify` of what was there. */
export interface RepositoryOptions extends PrepareOptions {
  readonly hub: HubConnection;
  readonly folders: HubFolders;
  readonly limits?: Partial<DownloadLimits>;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: (directory: string) => Promise<number>;
}

export interface FetchedFile {
  /** Path in the repository. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it lies here, lower-case hex. */
  readonly sha256: string;
  /** Absolute; below one folder (`RepositoryFiles.folder`) with the repository's own paths. */
  readonly localPath: string;
}

export interface RepositoryFiles {
  /** 40 hex digits: what `revision` meant. */
  readonly commit: string;
  /** Snapshot folder that holds the files under their paths. */
  readonly folder: string;
  readonly files: readonly FetchedFile[];
}

/**
 * The files of a repository of the hub, on this machine and checked: what the standard Hugging Face
 * folder holds is taken from there, the rest is fetched. Aborting pauses: what has arrived is kept
 * and the next call goes on from there. Two processes that want the same file fetch it once.
 *
 * Codes: `hub-gated`, `hub-token`, `hub-not-found`, `hub-busy`, `download-proxy`,
 * `download-certificate`, `download-failed`, `model-digest-mismatch`, `disk-full`,
 * `folder-unreadable`, `invalid-argument` (a path that leaves its folder).
 */
export function fetchRepositoryFiles(
  request: RepositoryRequest,
  options: RepositoryOptions,
): Promise<RepositoryFiles> {
  options.signal?.throwIfAborted();
  return Promise.reject(
    new AppError('internal', `${request.repository} cannot be fetched by this build.`),
  );
}
