import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogueEntry';
import { leftoverFolders } from '../convert/outputFolder';
import { lockPathIn } from '../hub/hubCache';
import { hubFolders, repositoryFolder } from '../hub/hubFolders';
import { fetchedBytes } from '../hub/partNote';
import { ggufFiles, ggufLock } from './removeDownload';
import type { AccessEnvironment } from './repositoryAccess';
import type { StorePaths } from './storePaths';
import { whileUnused } from './whileUnused';

export interface DownloadPlaces extends AccessEnvironment {
  readonly paths: StorePaths;
}

/** How unfinished files of the shared cache end. */
const unfinished = /\.(?:part(?:\.json(?:\.new)?)?|incomplete)$/;

/** Bytes of the download that are on this machine, finished or not. Never rejects. */
export async function presentBytes(entry: CatalogueEntry, places: DownloadPlaces): Promise<number> {
  const { source } = entry;
  switch (source.kind) {
    case 'gguf':
      return fileBytes(join(places.paths.base, source.file));
    case 'safetensors': {
      const { known } = places.folders ?? hubFolders(places.env);
      const sums = repositories(entry).map(async (repository) => {
        const bytes = known.map((cache) => folderBytes(blobs(cache, repository)));
        return Math.max(...(await Promise.all(bytes)));
      });
      return sum(await Promise.all(sums));
    }
    case 'release': {
      const folders = await releaseFolders(entry, places.paths);
      return Math.max(0, ...(await Promise.all(folders.map(folderBytes))));
    }
  }
}

/**
 * The same of a download that was broken off, else 0: what other tools have fetched whole into the
 * shared cache is nothing that could go on.
 */
export async function partialBytes(entry: CatalogueEntry, places: DownloadPlaces): Promise<number> {
  const { source } = entry;
  if (source.kind === 'safetensors') {
    const parts = await unfinishedFiles(entry, places);
    const begun = await begunConversions(entry, places.paths);
    if (parts.length + begun.length === 0) return 0;
  }
  return presentBytes(entry, places);
}

/**
 * Removes what {@link partialBytes} counts and what a stopped conversion has left; finished files of the
 * shared cache stay. Code `model-in-use` while another process is at it: then nothing is removed.
 */
export async function discardPartial(entry: CatalogueEntry, places: DownloadPlaces): Promise<void> {
  await whileUnused(await lockFiles(entry, places), entry.name, async () => {
    const { source } = entry;
    const paths =
      source.kind === 'gguf'
        ? ggufFiles(source.file, places.paths)
        : source.kind === 'release'
          ? await releaseFolders(entry, places.paths)
          : await unfinishedFiles(entry, places);
    const begun = await begunConversions(entry, places.paths);
    await Promise.all(
      [...paths, ...begun].map((path) => rm(path, { recursive: true, force: true })),
    );
  });
}

/** Under which what is there is fetched and converted. */
async function lockFiles(
  entry: CatalogueEntry,
  places: DownloadPlaces,
): Promise<readonly string[]> {
  const { source } = entry;
  const parts = source.kind === 'safetensors' ? await unfinishedFiles(entry, places) : [];
  return [
    ...(source.kind === 'gguf' ? [ggufLock(source.file, places.paths)] : []),
    ...new Set(parts.map(blobLock)),
    ...(await folderLocks(entry, places.paths)),
  ];
}

/** Of the file of the shared cache that a part belongs to. */
function blobLock(part: string): string {
  const [oid = ''] = basename(part).split('.');
  return lockPathIn(dirname(dirname(part)), oid);
}

/** Of the folders of the store that are being made, or were begun. */
async function folderLocks(
  { id }: CatalogueEntry,
  { models }: StorePaths,
): Promise<readonly string[]> {
  const names = await readdir(models).catch(() => []);
  const folders = names.flatMap((name) => {
    const folder = /^\.?(.+?)\.(?:lock|fetching|partial-.*)$/.exec(name)?.[1];
    return folder?.startsWith(`${id}-`) === true ? [folder] : [];
  });
  return [...new Set(folders)].map((folder) => join(models, `${folder}.lock`));
}

/**
 * Bytes that a stopped conversion into the store's folder `name` has left. The next one takes them up,
 * or removes them before it writes.
 */
export async function begunBytes(name: string, { models }: StorePaths): Promise<number> {
  const folders = await leftoverFolders(models, `${name}.partial-`).catch(() => []);
  return sum(await Promise.all(folders.map(folderBytes)));
}

async function begunConversions(
  { id }: CatalogueEntry,
  { models }: StorePaths,
): Promise<readonly string[]> {
  return leftoverFolders(models, `${id}-`).catch(() => []);
}

async function unfinishedFiles(
  entry: CatalogueEntry,
  { env, folders }: DownloadPlaces,
): Promise<readonly string[]> {
  const { target } = folders ?? hubFolders(env);
  const found = repositories(entry).map(async (repository) => {
    const folder = blobs(target, repository);
    const names = await readdir(folder).catch(() => []);
    return names.filter((name) => unfinished.test(name)).map((name) => join(folder, name));
  });
  return (await Promise.all(found)).flat();
}

/** What is fetched from the hub as a whole: the base, and its adapter where that is published. */
function repositories({ source, adapter }: CatalogueEntry): readonly string[] {
  return [
    ...(source.kind === 'safetensors' ? [source.repository] : []),
    ...(adapter?.kind === 'hub' ? [adapter.repository] : []),
  ];
}

async function releaseFolders(
  { id }: CatalogueEntry,
  { models }: StorePaths,
): Promise<readonly string[]> {
  const names = await readdir(models).catch(() => []);
  return names
    .filter((name) => name.startsWith(`.${id}-`) && name.endsWith('.fetching'))
    .map((name) => join(models, name));
}

function blobs(cache: string, repository: string): string {
  return join(repositoryFolder(cache, repository), 'blobs');
}

async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  // A part and its note stand for the file that they will become.
  const files = new Set(names.map((name) => name.replace(unfinished, '')));
  return sum(await Promise.all([...files].map((name) => fileBytes(join(folder, name)))));
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, bytes) => total + bytes, 0);
}

/** Of a file, or of what has arrived of it: a part is as long as the whole from the beginning. */
async function fileBytes(path: string): Promise<number> {
  return Math.max(await sizeOf(path), await fetchedBytes(path));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : 0),
    () => 0,
  );
}
