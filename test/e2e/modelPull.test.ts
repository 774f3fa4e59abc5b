import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findGgufEntry } from '../../src/modelkit/catalogue/catalogue';
import { storePaths } from '../../src/modelkit/store/storePaths';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { chooseInMenu } from './support/chooseInMenu';
import { openWorkbench } from './support/openWorkbench';
import { panelPage } from './support/panelPage';
import type { Workbench } from './support/workbench';

/** Fetching, checking and converting 491 MB on two busy cores. */
const pullLimitMs = 480_000;

describe('a model from the address of the settings', () => {
  let server: FileServer;
  let cache: string;
  let workbench: Workbench;

  beforeAll(async () => {
    const base = findGgufEntry('coder-0.5b');
    if (base === undefined) throw new Error('the catalogue has no coder-0.5b');
    // The published file, which the preparation of the tests has left in the store.
    server = new FileServer(await readFile(join(storePaths().base, base.source.file)));
    const { origin } = await server.start();
    cache = await mkdtemp(join(tmpdir(), 'tokenskip-cache-'));
    workbench = await openWorkbench({
      env: { TOKENSKIP_CACHE: cache },
      settings: { 'tokenskip.downloadAddress': origin },
      width: 1280,
    });
  });
  afterAll(async () => {
    await workbench.close();
    await server.stop();
    await rm(cache, { recursive: true, force: true });
  });

  it(
    'is fetched, checked and converted, and every open page follows',
    async () => {
      const { page } = workbench;
      await workbench.runCommand('TokenSkip: Ask…');
      const panel = await panelPage(workbench);
      await panel.waitForSelector('.missing');
      await workbench.runCommand('TokenSkip: Focus on Models View');
      await page.getByRole('button', { name: 'Get the Default Model' }).click();
      const row = page.getByRole('treeitem', { name: /^coder-0\.5b/ });
      await row.filter({ hasText: /converting · \d+ %/ }).waitFor({ timeout: pullLimitMs });
      await workbench.screenshot('models-converting');
      await row.filter({ hasText: 'default' }).waitFor({ timeout: pullLimitMs });
      await panel.waitForSelector('.missing', { state: 'detached' });
      expect(await panel.getByRole('radio').count()).toBeGreaterThan(1);
      await workbench.screenshot('models-pulled');
      const file = '/Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF/resolve/';
      expect(server.seen.length).toBeGreaterThan(0);
      expect(server.seen.every(({ path }) => path.startsWith(file))).toBe(true);
    },
    pullLimitMs,
  );

  it('is missed by every open page when it is removed', async () => {
    const { page } = workbench;
    const panel = await panelPage(workbench);
    await chooseInMenu(page, page.getByRole('treeitem', { name: /^coder-0\.5b/ }), 'Remove…');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await panel.waitForSelector('.missing');
    expect(await readdir(join(cache, 'models'))).toEqual([]);
  });
});
