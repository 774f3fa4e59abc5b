import { mkdir, stat } from 'node:fs/promises';
import { AppError } from '../../protocol/appError';
import { requireDiskSpace } from '../store/diskSpace';
import type { PrepareOptions } from '../store/prepareProgress';
import { asFileError } from '../../files/fileErrors';
import { withLock } from '../store/withLock';
import type { ContentDigest, ExpectedDigest } from './contentDigest';
import type { DownloadLimits } from './downloadFile';
import { defaultDownloadLimits, downloadFile } from './downloadFile';
import { checkedFile, expectedOf, HubCache } from './hubCache';
import type { HubConnection } from './hubConnection';
import type { HubFolders } from './hubFolders';
import { resolveUrl } from './hubUrl';
import type { HubFileInfo, RepositoryListing } from './listRepository';
import { isCommit, listRepository } from './listRepository';
import { fetchedBytes } from './partNote';

/** A file that is wanted. What is pinned here is checked beside what the hub says. */
interface WantedFile {
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

/**
 * `onProgress` counts bytes over all files together: `download`, or `verify` where all of them are
 * here. Of what is here beside what is fetched nothing is told: it would pass for a fast download.
 */
export interface RepositoryOptions extends PrepareOptions {
  readonly hub: HubConnection;
  readonly folders: HubFolders;
  readonly limits?: Partial<DownloadLimits>;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: (directory: string) => Promise<number>;
}

interface FetchedFile {
  /** Path in the repository. */
  readonly path: string;
  readonly bytes: number;
  /** Of the file as it lies here, lower-case hex. */
  readonly sha256: string;
  /** Absolute; below one folder (`RepositoryFiles.folder`) with the repository's own paths. */
  readonly localPath: string;
  /** False where it was on this machine before. */
  readonly isFetched: boolean;
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
 * and the next call goes on from there. Two processes that want the same file fetch it once. Files
 * of a commit that are all here need no network.
 *
 * Codes: `hub-gated`, `hub-token`, `hub-not-found`, `hub-busy`, `download-proxy`,
 * `download-certificate`, `download-failed`, `model-digest-mismatch`, `disk-full`,
 * `folder-unreadable`, `invalid-argument` (a name or path that cannot be kept here).
 */
export async function fetchRepositoryFiles(
  request: RepositoryRequest,
  options: RepositoryOptions,
): Promise<RepositoryFiles> {
  options.signal?.throwIfAborted();
  return new RepositoryFetch(request, options).run();
}

/** A file that is wanted and what is known of its content. */
interface PinnedFile extends HubFileInfo {
  readonly expected: ExpectedDigest;
}

class RepositoryFetch {
  readonly #request: RepositoryRequest;
  readonly #options: RepositoryOptions;
  readonly #limits: DownloadLimits;
  /** The target is the first. */
  readonly #caches: readonly HubCache[];
  readonly #target: HubCache;
  #totalBytes = 0;
  /** Of the files that are done. */
  #doneBytes = 0;
  #isAllHere = true;

  constructor(request: RepositoryRequest, options: RepositoryOptions) {
    this.#request = request;
    this.#options = options;
    this.#limits = { ...defaultDownloadLimits, ...options.limits };
    const { target, known } = options.folders;
    const others = known.filter((folder) => folder !== target);
    const cacheIn = (folder: string): HubCache => new HubCache(folder, request.repository);
    this.#target = cacheIn(target);
    this.#caches = [this.#target, ...others.map(cacheIn)];
  }

  async run(): Promise<RepositoryFiles> {
    const here = await this.#listingHere();
    const found = here && (await this.#provideAll(here, (file) => this.#here(here.commit, file)));
    if (found !== undefined) return found;
    const listing = await this.#listingOfHub();
    await this.#requireSpace(listing);
    const fetched = await this.#provideAll(listing, (file) => this.#provide(listing.commit, file));
    if (fetched === undefined) throw new Error('a file that was fetched is not there');
    const { revision } = this.#request;
    if (!isCommit(revision)) await this.#target.nameCommit(revision, listing.commit);
    return fetched;
  }

  /** The files, each shown in the snapshot; undefined as soon as there is one that `find` lacks. */
  async #provideAll(
    { commit, files }: RepositoryListing,
    find: (file: PinnedFile) => Promise<Content | undefined>,
  ): Promise<RepositoryFiles | undefined> {
    const wanted = files.flatMap((file) => this.#pinned(file));
    this.#requireAll(wanted);
    this.#totalBytes = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
    this.#doneBytes = 0;
    const provided: FetchedFile[] = [];
    for (const file of wanted) {
      const content = await find(file);
      if (content === undefined) return undefined;
      const localPath = await this.#target.show(commit, file.path, content.path);
      const { isFetched, digest } = content;
      const { bytes, sha256 } = digest;
      provided.push({ path: file.path, bytes, sha256, localPath, isFetched });
      this.#doneBytes += file.bytes;
    }
    return { commit, folder: this.#target.snapshotFolder(commit), files: provided };
  }

  /** What the folders tell of a commit, where they hold all that is wanted of it. */
  async #listingHere(): Promise<RepositoryListing | undefined> {
    const { revision: commit, files } = this.#request;
    if (!isCommit(commit) || files.some(({ path }) => path.includes('*'))) return undefined;
    const found = await Promise.all(files.map((file) => this.#infoHere(commit, file)));
    const infos = found.filter((info) => info !== undefined);
    return infos.length === files.length ? { commit, files: infos } : undefined;
  }

  async #infoHere(
    commit: string,
    { path, bytes, sha256 }: WantedFile,
  ): Promise<HubFileInfo | undefined> {
    for (const cache of this.#caches) {
      const oid = (await cache.oidIn(commit, path)) ?? sha256;
      if (oid === undefined) continue;
      for (const place of cache.places(commit, path, oid)) {
        const found = await stat(place).catch(() => undefined);
        const isRightSize = bytes === undefined || bytes === found?.size;
        if (found?.isFile() === true && isRightSize) return { path, bytes: found.size, oid };
      }
    }
    return undefined;
  }

  async #listingOfHub(): Promise<RepositoryListing> {
    const { repository, revision, files } = this.#request;
    const { hub, signal } = this.#options;
    const hasPattern = files.some(({ path }) => path.includes('*'));
    const paths = hasPattern ? undefined : files.map(({ path }) => path);
    return listRepository({ repository, revision, paths }, { hub, limits: this.#limits, signal });
  }

  /** The file with all that is known of it, or nothing if it is not wanted. */
  #pinned(file: HubFileInfo): readonly PinnedFile[] {
    const wishes = this.#request.files.filter(({ path }) => matches(path, file.path));
    if (wishes.length === 0) return [];
    for (const { bytes, sha256 } of wishes) {
      // Of a small file the hub says no SHA-256; the bytes will be compared.
      const isOther =
        (bytes !== undefined && bytes !== file.bytes) ||
        (sha256 !== undefined && file.oid.length === 64 && sha256 !== file.oid);
      if (isOther) throw this.#notPinned(file.path);
    }
    const pin = wishes.find(({ sha256 }) => sha256 !== undefined)?.sha256;
    return [{ ...file, expected: { sha256: pin, ...expectedOf(file.oid) } }];
  }

  #requireAll(found: readonly PinnedFile[]): void {
    const { repository, revision, files } = this.#request;
    const missing = files.find(({ path }) => !found.some((file) => matches(path, file.path)));
    if (missing === undefined) return;
    throw new AppError(
      'hub-not-found',
      `${repository} has no file ${missing.path} at revision ${revision}: check the name and the revision.`,
      { missing: 'file' },
    );
  }

  /** Before the first byte: nobody wants to hear of a full disk after a long download. */
  async #requireSpace({ commit, files }: RepositoryListing): Promise<void> {
    const wanted = files.flatMap((file) => this.#pinned(file));
    const missing = await Promise.all(wanted.map((file) => this.#missingBytes(commit, file)));
    const needed = missing.reduce((sum, bytes) => sum + bytes, 0);
    this.#isAllHere = needed === 0;
    if (this.#isAllHere) return;
    const { target } = this.#options.folders;
    await mkdir(target, { recursive: true }).catch((error: unknown) => {
      throw asFileError(error, target);
    });
    await requireDiskSpace(target, needed, this.#options.freeBytes);
  }

  async #missingBytes(commit: string, { path, bytes, oid }: PinnedFile): Promise<number> {
    for (const cache of this.#caches) {
      for (const place of cache.places(commit, path, oid)) {
        const found = await stat(place).catch(() => undefined);
        if (found?.size === bytes) return 0;
      }
    }
    return bytes - Math.min(bytes, await fetchedBytes(this.#target.blobPath(oid)));
  }

  async #provide(commit: string, file: PinnedFile): Promise<Content> {
    const { signal, onNote } = this.#options;
    const here = await this.#here(commit, file);
    if (here !== undefined) return here;
    return withLock(
      this.#target.lockPath(file.oid),
      async () => (await this.#here(commit, file)) ?? this.#fetch(commit, file),
      {
        onWait: () => onNote?.('Another process is fetching the same file; waiting for it.'),
        ...(signal === undefined ? {} : { signal }),
      },
    );
  }

  async #here(commit: string, file: PinnedFile): Promise<Content | undefined> {
    const { signal } = this.#options;
    const onBytes = (done: number): void => {
      if (this.#isAllHere) this.#report('verify', done);
    };
    for (const cache of this.#caches) {
      for (const path of cache.places(commit, file.path, file.oid)) {
        const digest = await checkedFile(path, file.bytes, file.expected, { signal, onBytes });
        if (digest !== undefined) return { path, digest, isFetched: false };
      }
    }
    return undefined;
  }

  async #fetch(commit: string, { path: file, bytes, oid, expected }: PinnedFile): Promise<Content> {
    const { repository } = this.#request;
    const { hub, signal, freeBytes } = this.#options;
    const path = this.#target.blobPath(oid);
    const digest = await downloadFile({
      ...expected,
      url: resolveUrl({ repository, revision: commit, file }, hub.endpoint),
      targetPath: path,
      bytes,
      token: hub.token,
      proxyEnv: hub.proxyEnv,
      subject: { repository, revision: commit, file, hasToken: hub.token !== undefined },
      signal,
      limits: this.#limits,
      freeBytes,
      onProgress: (done) => this.#report('download', done),
      // A part of it: another stage before the next file would look like the end.
      onVerify: () => this.#report('download', bytes),
    });
    return { path, digest, isFetched: true };
  }

  #report(stage: 'download' | 'verify', done: number): void {
    this.#options.onProgress?.({ stage, done: this.#doneBytes + done, total: this.#totalBytes });
  }

  #notPinned(path: string): AppError {
    const { repository, revision } = this.#request;
    return new AppError(
      'model-digest-mismatch',
      `${path} of ${repository} at revision ${revision} is not the pinned file: set HF_ENDPOINT to another mirror, or report this if it stays.`,
    );
  }
}

interface Content {
  readonly path: string;
  readonly digest: ContentDigest;
  readonly isFetched: boolean;
}

/** Whether a path is one that a wish names. */
function matches(pattern: string, path: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${source}$`).test(path);
}
