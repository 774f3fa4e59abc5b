import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storePaths } from '../../../../src/modelkit/store/storePaths';

const home = resolve('/people/ada');

describe('storePaths', () => {
  it.each([
    ['linux', {}, join(home, '.cache', 'tokenskip')],
    ['linux', { XDG_CACHE_HOME: resolve('/xdg') }, join(resolve('/xdg'), 'tokenskip')],
    ['linux', { XDG_CACHE_HOME: '' }, join(home, '.cache', 'tokenskip')],
    ['darwin', { XDG_CACHE_HOME: '/xdg' }, join(home, 'Library', 'Caches', 'tokenskip')],
    ['win32', {}, join(home, 'AppData', 'Local', 'tokenskip')],
    ['win32', { LOCALAPPDATA: resolve('/local') }, join(resolve('/local'), 'tokenskip')],
  ] as const)('is in the cache of %s with %o', (platform, env, root) => {
    expect(storePaths(env, platform, home)).toEqual({
      root,
      base: join(root, 'base'),
      models: join(root, 'models'),
      devices: join(root, 'devices.json'),
    });
  });

  it('is where TOKENSKIP_CACHE says, whatever the platform', () => {
    const env = { TOKENSKIP_CACHE: 'here', XDG_CACHE_HOME: '/xdg', LOCALAPPDATA: '/local' };
    expect(storePaths(env, 'win32', home).root).toBe(resolve('here'));
    expect(storePaths({ TOKENSKIP_CACHE: '' }, 'linux', home).root).toBe(
      join(home, '.cache', 'tokenskip'),
    );
  });
});
