import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCache } from '../support/emptyCache';
import { openWorkbench } from './support/openWorkbench';
import { answerLimitMs, ask, panelPage, untilDone } from './support/panelPage';
import type { Workbench } from './support/workbench';

/** No driver, whatever this machine has: WebGPU finds nothing to run on. */
const withoutGpu = { VK_DRIVER_FILES: '/dev/null', VK_ICD_FILENAMES: '/dev/null' };

describe('a GPU that cannot be used', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;

  beforeAll(async () => {
    const cache = await emptyCache();
    closers.push(() => cache.remove());
    workbench = await openWorkbench({
      height: 900,
      env: { TOKENSKIP_CACHE: cache.folder, ...withoutGpu },
      settings: { 'tokenskip.maxTokens': 40, 'tokenskip.ratio': '1.0' },
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  function rows(name: RegExp): Locator {
    return workbench.page.getByRole('treeitem', { name });
  }

  it('is told of in one row of the Models view with its reason, and nowhere else', async () => {
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Focus on Models View');
    // Room for all rows: those out of sight are not drawn.
    await page.getByRole('button', { name: 'Chat Section' }).click();
    await workbench.runCommand('TokenSkip: Ask…');
    const panel = await panelPage(workbench);
    for (const question of ['What is 2 + 2?', 'What is 3 + 4?']) {
      await ask(panel, question);
      await untilDone(panel);
    }
    // The engine starts anew and looks for its devices once more.
    await workbench.runCommand('TokenSkip: Unload Model');
    await rows(/^Runs on/).waitFor({ state: 'detached' });
    await ask(panel, 'What is 5 + 6?');
    await untilDone(panel);
    const device = rows(/^Runs on CPU: ./);
    await device.waitFor({ timeout: answerLimitMs });
    expect(await rows(/^Runs on/).count()).toBe(1);
    await device.click();
    await rows(/^WebGPU, not used: ./).waitFor();
    expect(await rows(/^WebGPU/).count()).toBe(1);
    await workbench.screenshot('models-no-gpu');
    expect(await panel.textContent('.chip')).toContain('CPU');
    expect(await page.locator('.notification-toast').count()).toBe(0);
    await workbench.runCommand('Notifications: Show Notifications');
    const title = page.locator('.notifications-center-header-title');
    expect(await title.textContent()).toMatch(/no new notifications/i);
  }, 240_000);
});
