import { randomUUID } from 'node:crypto';
import {
  copyFile,
  link,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { asFileError, systemCode } from '../../files/fileErrors';
import type { ContentDigest, DigestOptions, ExpectedDigest } from './contentDigest';
import { digestOf, isExpected } from './contentDigest';
import { repositoryFolder } from './hubFolders';

/**
 * One repository in a folder of the Hugging Face cache: `blobs/<oid>` holds contents,
 * `snapshots/<commit>/<path>` points to them, `refs/<name>` says which commit a name meant.
 *
 * The library's own scan of that folder is not used: it reads all repositories to find one, and
 * leaves out files in sub-folders.
 *
 * Source: huggingface/huggingface.js:packages/hub/src/lib/download-file-to-cache-dir.ts
 */
export class HubCache {
  readonly #folder: string;

  constructor(cacheFolder: string, repository: string) {
    this.#folder = repositoryFolder(cacheFolder, repository);
  }

  blobPath(oid: string): string {
    return join(this.#folder, 'blobs', oid);
  }

  lockPath(oid: string): string {
    return lockPathIn(this.#folder, oid);
  }

  snapshotFolder(commit: string): string {
    return join(this.#folder, 'snapshots', commit);
  }

  /** Where a file of this content may be, the likely place first. */
  places(commit: string, path: string, oid: string): readonly string[] {
    return [this.blobPath(oid), join(this.snapshotFolder(commit), path)];
  }

  /** The name of the content that a file of a snapshot points to; undefined where it tells none. */
  async oidIn(commit: string, path: string): Promise<string | undefined> {
    const target = await readlink(join(this.snapshotFolder(commit), path)).catch(() => '');
    const oid = basename(target);
    return isOid(oid) ? oid : undefined;
  }

  /** Shows a content under its path in a snapshot; resolves to that path. Code `folder-unreadable`. */
  async show(commit: string, path: string, content: string): Promise<string> {
    const shown = join(this.snapshotFolder(commit), path);
    try {
      if ((await realpath(shown).catch(() => '')) === (await realpath(content))) return shown;
      await mkdir(dirname(shown), { recursive: true });
      const fresh = `${shown}.${randomUUID()}`;
      await pointTo(content, fresh);
      await rename(fresh, shown);
      return shown;
    } catch (error) {
      throw asFileError(error, shown);
    }
  }

  /** Notes what a branch or tag meant, for the hub's own tools. */
  async nameCommit(revision: string, commit: string): Promise<void> {
    const path = join(this.#folder, 'refs', revision);
    if ((await readFile(path, 'utf8').catch(() => '')) === commit) return;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, commit);
    } catch (error) {
      throw asFileError(error, path);
    }
  }
}

/** Beside the folders of the hub's own tools, whose locks are of another kind. */
export function lockPathIn(folder: string, oid: string): string {
  const locks = join(dirname(folder), '.locks', basename(folder));
  return join(locks, `${oid}.tokenskip.lock`);
}

/** What the name of a content promises of it. */
export function expectedOf(oid: string): ExpectedDigest {
  return oid.length === 64 ? { sha256: oid } : { gitSha1: oid };
}

/** The digest of the file at `path` if it is the expected one; undefined where there is no such file. */
export async function checkedFile(
  path: string,
  bytes: number,
  expected: ExpectedDigest,
  options: DigestOptions,
): Promise<ContentDigest | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size !== bytes) return undefined;
  const digest = await digestOf(path, options);
  return isExpected(digest, expected) ? digest : undefined;
}

/**
 * A symbolic link as the hub's tools make them; a second name or a copy where the platform allows
 * none (Windows without developer mode).
 */
async function pointTo(content: string, path: string): Promise<void> {
  try {
    // From where the link stands after its rename, which is the same folder.
    await symlink(relative(await realpath(dirname(path)), await realpath(content)), path);
  } catch (error) {
    if (!['EPERM', 'EACCES', 'ENOSYS', 'UNKNOWN'].includes(systemCode(error) ?? '')) throw error;
    await link(content, path).catch(() => copyFile(content, path));
  }
}

function isOid(name: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name);
}
