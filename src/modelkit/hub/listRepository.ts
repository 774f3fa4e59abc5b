import { AppError } from '../../protocol/appError';
import { accept, count, object, optional, text } from '../../protocol/guards';
import { isInsideFolder } from '../manifest/folderPath';
import type { DownloadLimits } from './downloadFile';
import type { HubConnection } from './hubConnection';
import { hubFetch } from './hubFetch';

/** A file of a repository as the hub describes it. */
export interface HubFileInfo {
  readonly path: string;
  readonly bytes: number;
  /** Name of its content: SHA-256 of an LFS file, else the SHA-1 of its git blob. */
  readonly oid: string;
}

export interface ListRequest {
  readonly repository: string;
  readonly revision: string;
  /** Only these; the whole repository without. */
  readonly paths?: readonly string[] | undefined;
}

export interface ListOptions {
  readonly hub: HubConnection;
  readonly limits: DownloadLimits;
  readonly signal?: AbortSignal | undefined;
}

export interface RepositoryListing {
  /** 40 hex digits. */
  readonly commit: string;
  readonly files: readonly HubFileInfo[];
}

const commitPattern = /^[0-9a-f]{40}$/;

/** The longest path that real repositories have is about 200. */
const maxPathLength = 1_000;

/** Most files of a repository that are listed; model repositories have under 1,000. */
const maxFiles = 50_000;

export function isCommit(revision: string): boolean {
  return commitPattern.test(revision);
}

/**
 * Files of a repository at a revision, and the commit that it means now: the listing is of that
 * commit. Paths that are not there are left out.
 *
 * Codes: those of `hubFetch`; `download-failed` for an answer that is not the hub's;
 * `invalid-argument` for a name that is no repository, and for a path that leaves its folder.
 */
export async function listRepository(
  request: ListRequest,
  options: ListOptions,
): Promise<RepositoryListing> {
  const { repository, revision, paths } = request;
  requireRepositoryName(repository);
  const { hub } = options;
  const subject = { repository, revision, hasToken: hub.token !== undefined };
  const fetch = hubFetch({ ...options, subject });
  const question = { endpoint: hub.endpoint, repository, fetch };
  try {
    const { allEntries, commitOf, entriesOf } = await import('./askHub');
    const commit = isCommit(revision) ? revision : await commitOf(question, revision);
    if (typeof commit !== 'string' || !isCommit(commit)) throw notTheHub(hub, 'it names no commit');
    const entries =
      paths === undefined
        ? await collect(allEntries(question, commit), hub)
        : await entriesOf(question, commit, paths);
    return { commit, files: entries.map((entry) => fileInfo(entry, hub)).filter(isFile) };
  } catch (error) {
    if (error instanceof AppError || isAbort(error)) throw error;
    throw notTheHub(hub, 'its answer cannot be read', error);
  }
}

async function collect(
  entries: AsyncIterable<unknown>,
  hub: HubConnection,
): Promise<readonly unknown[]> {
  const listed: unknown[] = [];
  for await (const entry of entries) {
    if (listed.length >= maxFiles) throw notTheHub(hub, 'it lists files without end');
    listed.push(entry);
  }
  return listed;
}

interface ListedEntry {
  readonly type: string;
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
}

const name = text(maxPathLength, 1);
const listedEntry = object<ListedEntry>({
  type: name,
  path: name,
  size: count,
  oid: name,
  lfs: optional(object<{ oid: string; size: number }>({ oid: name, size: count })),
});

/** Undefined for a folder. */
function fileInfo(entry: unknown, hub: HubConnection): HubFileInfo | undefined {
  const checked = accept(listedEntry, entry, 'entry');
  if (!checked.ok) throw notTheHub(hub, checked.problem);
  const { type, path, size, oid, lfs } = checked.value;
  if (type !== 'file') return undefined;
  const content = lfs ?? { oid, size };
  const pattern = lfs === undefined ? commitPattern : /^[0-9a-f]{64}$/;
  if (!pattern.test(content.oid)) throw notTheHub(hub, 'a file has no digest');
  // It becomes a path on this machine.
  if (!isInsideFolder(path)) {
    throw new AppError(
      'invalid-argument',
      `The repository has a file that cannot be kept here (${path}): take another one.`,
    );
  }
  return { path, bytes: content.size, oid: content.oid };
}

function isFile(info: HubFileInfo | undefined): info is HubFileInfo {
  return info !== undefined;
}

function requireRepositoryName(repository: string): void {
  const parts = repository.split('/');
  const isName =
    parts.length <= 2 &&
    parts.every((part) => /^\w[\w.-]{0,95}$/.test(part) && isInsideFolder(part));
  if (isName && !repository.includes('--')) return;
  throw new AppError(
    'invalid-argument',
    `"${repository}" is no repository of the hub: write it like owner/name.`,
  );
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function notTheHub(hub: HubConnection, what: string, cause?: unknown): AppError {
  return new AppError(
    'download-failed',
    `${new URL(hub.endpoint).host} does not answer like a model hub (${what}): check HF_ENDPOINT and the setting tokenskip.downloadAddress.`,
    { unreachable: false },
    { cause },
  );
}
