import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onExit } from './cleanup.mjs';

/** What a window shows that is no part of ours, and questions that nobody is there to answer. */
const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
};

/**
 * Fresh folders for one server, in the system's temporary folder: `{ root, serverData, extensions,
 * workspace, remove() }`. `settings` are user settings that come on top of quiet ones.
 */
export async function createProfile(settings = {}) {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-editor-'));
  const serverData = join(root, 'server');
  const user = join(serverData, 'data', 'User');
  const workspace = join(root, 'workspace');
  await mkdir(user, { recursive: true });
  await mkdir(workspace);
  const all = { ...QUIET_SETTINGS, ...settings };
  await writeFile(join(user, 'settings.json'), JSON.stringify(all, null, 2));
  const options = { recursive: true, force: true, maxRetries: 5 };
  const forget = onExit(() => rmSync(root, options));
  return {
    root,
    serverData,
    extensions: join(root, 'extensions'),
    workspace,
    remove: () => {
      forget();
      return rm(root, options);
    },
  };
}
