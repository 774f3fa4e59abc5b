import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where downloaded and converted files live, outside the tree. All paths are absolute. */
export interface StorePaths {
  readonly root: string;
  /** Downloaded weights as they were published. */
  readonly base: string;
  /** One folder for each model that is ready to run. */
  readonly models: string;
  /** File of what was found about the devices of this machine. */
  readonly devices: string;
}

/**
 * The store's folders; none of them need exist. `TOKENSKIP_CACHE` names the root, else it is
 * `tokenskip` in the platform's cache folder: `XDG_CACHE_HOME` or `~/.cache`, `LOCALAPPDATA`,
 * `~/Library/Caches`. An empty variable counts as unset (XDG Base Directory Specification 0.8).
 */
export function storePaths(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): StorePaths {
  const own = given(env.TOKENSKIP_CACHE);
  const root =
    own !== undefined ? resolve(own) : join(platformCache(env, platform, home), 'tokenskip');
  return {
    root,
    base: join(root, 'base'),
    models: join(root, 'models'),
    devices: join(root, 'devices.json'),
  };
}

function platformCache(env: Environment, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return given(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return given(env.XDG_CACHE_HOME) ?? join(home, '.cache');
}

/** An empty variable counts as unset. */
export function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
