import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The installed Chromium that draws the workbench (`CHROMIUM_EXECUTABLE` names one), or undefined. */
export function findChromium(env = process.env) {
  if (env.CHROMIUM_EXECUTABLE) return env.CHROMIUM_EXECUTABLE;
  const folders = (env.PATH ?? '').split(delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((file) => existsSync(file));
}

/** Starts it without a window; rejects with the line that installs it when there is none. */
export async function launchChromium() {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('No Chromium was found: apt-get install -y --no-install-recommends chromium');
  return chromium.launch({
    executablePath,
    // Its sandbox refuses to run as root, as containers do. The only pages it shows are ours.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-dev-shm-usage'],
  });
}
