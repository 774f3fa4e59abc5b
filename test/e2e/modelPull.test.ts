import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findEntry } from '../../src/modelkit/catalogue/catalogue';
import { embeddedModelDir } from '../support/embeddedModel';
import { FileServer } from '../unit/modelkit/hub/fileServer';
import { chooseInMenu } from './support/chooseInMenu';
import { emptyCache } from '../support/emptyCache';
import { openWalkthrough } from './support/openWalkthrough';
import { openWorkbench } from './support/openWorkbench';
import { packExtension } from './support/packExtension';
import { ask, panelPage, untilDone } from './support/panelPage';
import { pictures } from './support/pictures';
import { setTheme } from './support/setTheme';
import type { Workbench } from './support/workbench';

/** Fetching and checking 270 MB on two busy cores. */
const pullLimitMs = 240_000;

describe('the model of a release, in a slim package', () => {
  const id = 'coder-0.5b';
  const server = new FileServer(Buffer.alloc(0));
  const closers: (() => Promise<unknown>)[] = [];
  let store: string;
  let workbench: Workbench;

  beforeAll(async () => {
    // The released files are those that the repository has.
    for (const { path } of findEntry(id)?.release ?? [])
      server.contents.set(`/${id}/${path}`, await readFile(join(embeddedModelDir, path)));
    const { origin } = await server.start();
    closers.push(() => server.stop());
    const cache = await emptyCache();
    closers.push(cache.remove);
    store = join(cache.folder, 'models');
    workbench = await openWorkbench({
      vsix: await packExtension(`${process.platform}-${process.arch}`),
      env: { TOKENSKIP_CACHE: cache.folder },
      settings: { 'tokenskip.releaseAddress': origin },
      // As the other pictures of the view.
      width: 1100,
      height: 760,
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  it('is offered by the empty Models view, with its size', async () => {
    await workbench.runCommand('TokenSkip: Focus on Models View');
    await workbench.page.getByText('No model is on this machine yet.').waitFor();
    await workbench.page.getByText('The default one is 270 MB to fetch').waitFor();
    // The chat above it is a page of its own.
    await workbench.webview('.composer textarea');
    await pictures(workbench, 'models-empty');
    await setTheme(workbench, 'light');
  });

  it('is a step of the walkthrough, whose button lists what can be had', async () => {
    const { page } = workbench;
    await openWalkthrough(workbench);
    await page.getByRole('button', { name: 'Get a model' }).first().click();
    await workbench.screenshot('walkthrough-model');
    await page.getByRole('button', { name: 'Get a Model', exact: true }).click();
    const pick = page.locator('.quick-input-list .monaco-list-row', {
      hasText: /^TokenSkip-Qwen2/,
    });
    await pick.waitFor();
    expect(await pick.textContent()).toContain('270 MB to fetch');
    await page.keyboard.press('Escape');
  });

  it(
    'is fetched and checked, and every open page follows',
    async () => {
      const { page } = workbench;
      await workbench.runCommand('TokenSkip: Ask…');
      const panel = await panelPage(workbench);
      await panel.waitForSelector('.missing');
      await workbench.runCommand('TokenSkip: Focus on Models View');
      await page.getByRole('button', { name: 'Get the Default Model' }).click();
      const row = page.getByRole('treeitem', { name: /^coder-0\.5b/ });
      await row.filter({ hasText: 'default' }).waitFor({ timeout: pullLimitMs });
      await panel.waitForSelector('.missing', { state: 'detached' });
      await workbench.screenshot('models-pulled');
      await ask(panel, 'What is 6 * 7?');
      await untilDone(panel);
      expect(await panel.textContent('.answer')).toContain('42');
      expect(server.seen.every(({ path }) => path.startsWith(`/${id}/`))).toBe(true);
    },
    pullLimitMs,
  );

  it('is missed by every open page when it is removed', async () => {
    const { page } = workbench;
    const panel = await panelPage(workbench);
    await chooseInMenu(page, page.getByRole('treeitem', { name: /^coder-0\.5b/ }), 'Remove…');
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await panel.waitForSelector('.missing');
    expect(await readdir(store)).toEqual([]);
  });
});
