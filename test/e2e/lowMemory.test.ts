import { totalmem } from 'node:os';
import { rm, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibratedModel } from './support/calibratedModel';
import { openWorkbench } from './support/openWorkbench';
import { ask, panelPage } from './support/panelPage';
import type { Workbench } from './support/workbench';

describe('a model that needs more memory than the machine has', () => {
  let workbench: Workbench;
  let folder: string;

  beforeAll(async () => {
    ({ folder } = await calibratedModel());
    const file = join(folder, 'tokenskip.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as { files: { bytes: number }[] };
    for (const entry of manifest.files) entry.bytes = totalmem();
    await writeFile(file, JSON.stringify(manifest));
    workbench = await openWorkbench({ settings: { 'tokenskip.model': folder } });
  });
  afterAll(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is asked about in one sentence before it is loaded, and again at Retry', async () => {
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await workbench.runCommand('TokenSkip: Ask…');
    const panel = await panelPage(workbench);
    await ask(panel, 'What is 6 * 7?');
    await dialog.getByText(/needs about [\d.]+ GB of memory and [\d.]+ [GM]B are free/).waitFor();
    await workbench.screenshot('low-memory');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await panel.waitForSelector('.card.failed');
    expect(await panel.textContent('.failure')).toContain('are free');
    await panel.getByRole('button', { name: 'Retry' }).click();
    await dialog.getByRole('button', { name: 'Load Anyway' }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });
});
