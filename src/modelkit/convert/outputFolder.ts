import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { AppError, isAppError } from '../../protocol/appError';
import { manifestName, readManifestFile } from '../manifest/readManifest';
import { systemCode } from '../../files/fileErrors';
import { forgetFinished, isFinishedNote, readFinished } from './finishedFiles';
import { isProcessAlive } from '../store/isProcessAlive';

/** Of the name of a model that is being replaced. */
const oldEnding = '-old';

/** A folder under construction, beside the place where it will stand. */
export interface OutputFolder {
  /** Where to write. */
  readonly path: string;
  /** Moves it to its place, over the model that stood there; where that fails it is kept. */
  commit(): Promise<void>;
  /** Removes it with all that was written. */
  discard(): Promise<void>;
  /** The same where nothing was finished; else it is left to the next call for this place. */
  keep(): Promise<void>;
}

/**
 * Makes a folder beside `target` to write a model into. It is empty, or what a stopped or killed call
 * has left that had finished something; all else that was left is removed.
 *
 * @param inputs paths that are read meanwhile: `target` may not contain them
 * @throws AppError `invalid-argument` when `target` exists and is no folder of a converted model, or
 * holds something else besides
 */
export async function openOutputFolder(
  target: string,
  inputs: readonly string[],
): Promise<OutputFolder> {
  const place = resolve(target);
  for (const input of inputs) refuseInside(place, resolve(input));
  await refuseOtherContent(place);
  const parent = dirname(place);
  const name = `${basename(place)}.partial-`;
  const prefix = `.${name}`;
  await mkdir(parent, { recursive: true });
  const left = await sortLeftovers(parent, name, place);
  const hex = randomBytes(4).toString('hex');
  const path = join(parent, `${prefix}${process.pid}-${hex}`);
  // Of two calls at once one gets it.
  if (left === undefined || !(await moveIfThere(left, path))) await mkdir(path);
  const discard = (): Promise<void> => rm(path, { recursive: true, force: true });
  const keep = async (): Promise<void> => {
    if ((await readFinished(path)) === undefined) await discard();
    else await rename(path, join(parent, `${prefix}0-${hex}`));
  };
  const commit = async (): Promise<void> => {
    await replace(path, place).catch(async (error: unknown) => {
      await keep();
      throw error;
    });
    // Not before: a call that is killed in between leaves what the next one can take up.
    await forgetFinished(place);
  };
  return { path, commit, discard, keep };
}

/** Folders in `parent` that nobody writes to any more, whose names begin with a dot and `name`. */
export async function leftoverFolders(parent: string, name: string): Promise<readonly string[]> {
  return (await readdir(parent))
    .filter((found) => {
      const pid = found.startsWith(`.${name}`) ? /.*\.partial-([^-]*)/.exec(found)?.[1] : undefined;
      return pid !== undefined && !isProcessAlive(Number(pid));
    })
    .map((found) => join(parent, found));
}

function refuseInside(place: string, input: string): void {
  const path = relative(place, input);
  if (path !== '' && (path === '..' || path.startsWith(`..${sep}`) || resolve(path) === path))
    return;
  throw new AppError(
    'invalid-argument',
    `${place} contains ${input}, which is read; choose another output folder.`,
  );
}

/** Only what a conversion wrote may be replaced. */
async function refuseOtherContent(place: string): Promise<void> {
  let names: readonly string[];
  try {
    const entries = await readdir(place, { recursive: true, withFileTypes: true });
    names = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(place, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    if (systemCode(error) !== 'ENOTDIR') throw error;
    throw new AppError('invalid-argument', `${place} is a file; choose another output folder.`);
  }
  if (names.length === 0) return;
  const own = new Set([manifestName, ...(await listedFiles(place))]);
  const other = names.find((name) => !own.has(name) && !isFinishedNote(name));
  if (other === undefined) return;
  throw new AppError(
    'invalid-argument',
    `${place} holds ${other}, which is no part of a converted model; choose another output folder or remove it.`,
  );
}

async function listedFiles(place: string): Promise<readonly string[]> {
  try {
    return (await readManifestFile(place)).files.map((file) => file.path);
  } catch (error) {
    if (isAppError(error, 'model-not-found') || isAppError(error, 'model-file-invalid')) return [];
    throw error;
  }
}

/**
 * One of those that have finished something; the others are removed. A model that was moved away for
 * one that never took its place goes back.
 */
async function sortLeftovers(
  parent: string,
  name: string,
  place: string,
): Promise<string | undefined> {
  let kept: string | undefined;
  for (const folder of await leftoverFolders(parent, name)) {
    if (folder.endsWith(oldEnding) && !(await isThere(place))) await rename(folder, place);
    else if (kept === undefined && (await readFinished(folder)) !== undefined) kept = folder;
    else await rm(folder, { recursive: true, force: true });
  }
  return kept;
}

async function replace(path: string, place: string): Promise<void> {
  const old = `${path}${oldEnding}`;
  const hadOld = await moveIfThere(place, old);
  try {
    await rename(path, place);
  } catch (error) {
    if (hadOld) await rename(old, place);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
