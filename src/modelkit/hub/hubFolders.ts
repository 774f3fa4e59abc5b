import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { given } from '../store/storePaths';

type Environment = Readonly<Record<string, string | undefined>>;

/** Folders in the layout of the Hugging Face cache (`models--owner--name/blobs|snapshots|refs`). */
export interface HubFolders {
  /** What is fetched lands here. */
  readonly target: string;
  /** Where files may be already; the target is the first. */
  readonly known: readonly string[];
}

/**
 * The standard Hugging Face folder, shared with its own tools: `HF_HUB_CACHE`, else `hub` below
 * `HF_HOME`. With `TOKENSKIP_CACHE` downloads land below that one instead, and the standard folder
 * is read only. All paths are absolute; none need exist.
 */
export function hubFolders(env: Environment = process.env, home: string = homedir()): HubFolders {
  const named = given(env.HF_HUB_CACHE) ?? given(env.HUGGINGFACE_HUB_CACHE);
  const standard =
    named === undefined ? join(huggingFaceHome(env, home), 'hub') : atHome(named, home);
  const own = given(env.TOKENSKIP_CACHE);
  if (own === undefined) return { target: standard, known: [standard] };
  const target = join(resolve(own), 'hub');
  return { target, known: [target, standard] };
}

/** `HF_HOME`, else `huggingface` in `XDG_CACHE_HOME` or `~/.cache`, on every platform. */
export function huggingFaceHome(env: Environment, home: string = homedir()): string {
  const named = given(env.HF_HOME);
  if (named !== undefined) return atHome(named, home);
  return join(atHome(given(env.XDG_CACHE_HOME) ?? '~/.cache', home), 'huggingface');
}

/** Folder of a repository below a cache folder. */
export function repositoryFolder(cache: string, repository: string): string {
  return join(cache, `models--${repository.replaceAll('/', '--')}`);
}

/** The path, absolute; `~` is the home folder, as the hub's own tools have it. */
function atHome(path: string, home: string): string {
  return resolve(path.replace(/^~(?=$|[/\\])/, () => home));
}
