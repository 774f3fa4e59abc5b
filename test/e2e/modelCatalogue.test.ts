import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { emptyCache } from '../support/emptyCache';
import { openWorkbench } from './support/openWorkbench';
import { setTheme, themes } from './support/setTheme';
import type { Workbench } from './support/workbench';

/** 8 GiB: three of the models need more. */
const memoryBytes = 8 * 2 ** 30;
const preload = fileURLToPath(new URL('support/machineMemory.cjs', import.meta.url));

describe('the catalogue on a small machine', () => {
  const closers: (() => Promise<unknown>)[] = [];
  /** The hub of the settings: it gives nothing to anybody. */
  const hub = new FileServer(Buffer.alloc(0));
  const refusals = Array.from({ length: 8 }, () => ({ kind: 'status', status: 401 }) as const);
  let workbench: Workbench;
  let host: string;

  beforeAll(async () => {
    const { origin } = await hub.start();
    ({ host } = new URL(origin));
    closers.push(() => hub.stop());
    const cache = await emptyCache();
    closers.push(() => cache.remove());
    workbench = await openWorkbench({
      width: 1280,
      height: 900,
      env: {
        TOKENSKIP_CACHE: cache.folder,
        TOKENSKIP_TEST_MEMORY: String(memoryBytes),
      },
      settings: { 'tokenskip.downloadAddress': origin },
      preload: [preload],
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  function row(name: RegExp): Locator {
    return workbench.page.getByRole('treeitem', { name });
  }

  it('lists what to take first, and what is too large last with the reason', async () => {
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Focus on Models View');
    await page.getByRole('button', { name: 'Chat Section' }).click();
    await row(/^coder-0\.5b: default/).waitFor();
    const names = await page
      .getByRole('treeitem')
      .evaluateAll((rows) => rows.map((one) => one.getAttribute('aria-label') ?? ''));
    const available = names.slice(names.findIndex((name) => name.startsWith('Available')) + 1);
    expect(available.find((name) => name.startsWith('qwen2.5-1.5b'))).toMatch(
      /: 3\.1 GB to fetch · needs about 2\.4 GB of 6\.6 GB of memory · not trained/,
    );
    const tooLarge = available.findIndex((name) => name.includes('this machine has'));
    expect(tooLarge).toBeGreaterThan(1);
    for (const name of available.slice(tooLarge)) {
      expect(name).toMatch(/: needs [\d.]+ GB of memory, this machine has 6\.6 GB for it/);
    }
    // The trained model that is here goes before larger ones that are not trained.
    expect(available.filter((name) => name.includes('recommended'))).toEqual([]);
    expect(available.find((name) => name.startsWith('llama3.1-8b'))).toContain('access has to be');
    for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
      await setTheme(workbench, theme);
      await workbench.screenshot(`models-catalogue-${theme}`);
    }
    await setTheme(workbench, 'light');
  });

  it('offers to get what can run, and says of the others all that is known', async () => {
    const { page } = workbench;
    await row(/^qwen2\.5-1\.5b/).hover();
    await row(/^qwen2\.5-1\.5b/)
      .getByRole('button', { name: 'Get' })
      .waitFor();
    const large = row(/^qwen2\.5-7b/);
    await large.hover();
    await page.locator('.monaco-hover:visible', { hasText: '86.0 % at 0.5' }).waitFor();
    expect(await large.getByRole('button', { name: 'Get' }).count()).toBe(0);
    await workbench.screenshot('models-catalogue-tooltip');
    await page.setViewportSize({ width: 480, height: 900 });
    await row(/^qwen2\.5-1\.5b/).hover();
    await workbench.screenshot('models-catalogue-narrow');
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('is a list to pick from, where a model that cannot run says why', async () => {
    const { page } = workbench;
    const picks = page.locator('.quick-input-list .monaco-list-row');
    await workbench.startCommand('TokenSkip: Download Model');
    const small = picks.filter({ hasText: /^Qwen2\.5-1\.5B-Instruct/ });
    await small.waitFor();
    expect(await small.textContent()).toMatch(/not trained for ratios.*3\.1 GB to fetch/);
    await workbench.screenshot('model-picker');
    await page.locator('.quick-input-box input').fill('Qwen2.5-7B');
    const large = picks.filter({ hasText: /^Qwen2\.5-7B-Instruct/ });
    expect(await large.textContent()).toContain('needs 11.4 GB of memory, this machine has 6.6 GB');
    await large.click();
    expect(await workbench.notification('Qwen2.5-7B-Instruct')).toBe(
      'Qwen2.5-7B-Instruct: needs 11.4 GB of memory, this machine has 6.6 GB for it.',
    );
    expect(hub.seen).toEqual([]);
  });

  it('asks for a token of the hub by its address, and refuses what can be none', async () => {
    const { page } = workbench;
    const box = page.locator('.quick-input-widget');
    const input = box.locator('.quick-input-box input');
    await workbench.startCommand('TokenSkip: Set Hub Token…');
    await box.getByText(`Token for ${host}`).waitFor();
    await input.fill('two words');
    await box.getByText('A token has letters, digits and signs only, and no space.').waitFor();
    await workbench.screenshot('hub-token');
    await input.fill('hf_secret');
    await input.press('Enter');
    await box.waitFor({ state: 'hidden' });
  });

  async function get(name: string): Promise<void> {
    hub.faults = [...refusals];
    await workbench.startCommand('TokenSkip: Download Model');
    const picks = workbench.page.locator('.quick-input-list .monaco-list-row');
    await picks.filter({ hasText: name }).first().click();
  }

  it('sends the token to that hub, and no more when it is removed', async () => {
    await get('Qwen2.5-0.5B-Instruct');
    expect(await workbench.notification('does not accept the token')).toContain(
      'TokenSkip: Set Hub Token',
    );
    expect(hub.seen.at(-1)?.authorization).toBe('Bearer hf_secret');
    await workbench.runCommand('TokenSkip: Remove Hub Token');
    expect(await workbench.notification('is removed')).toBe(`The token for ${host} is removed.`);
    await get('Qwen2.5-0.5B-Instruct');
    expect(await workbench.notification('asks for a token')).toContain('TokenSkip: Set Hub Token');
    expect(hub.seen.at(-1)?.authorization).toBeUndefined();
  });
});
