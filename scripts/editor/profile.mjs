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
 * Fresh folders for one editor, in the system's temporary folder: `{ root, serverData, userData,
 * extensions, workspace, remove() }`; `userData` is a desktop's own. `settings` are user settings that
 * come on top of quiet ones.
 */
export async function createProfile(settings = {}) {
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-editor-'));
  const serverData = join(root, 'server');
  const settingsFolders = ['User', 'Machine'].map((name) => join(serverData, 'data', name));
  const workspace = join(root, 'workspace');
  await mkdir(workspace);
  const text = JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 2);
  // Settings of the scope «machine» count only in the second, those of «application» in the first.
  for (const folder of settingsFolders) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), text);
  }
  const options = { recursive: true, force: true, maxRetries: 5 };
  const forget = onExit(() => rmSync(root, options));
  return {
    root,
    serverData,
    userData: join(serverData, 'data'),
    extensions: join(root, 'extensions'),
    workspace,
    remove: () => {
      forget();
      return rm(root, options);
    },
  };
}
