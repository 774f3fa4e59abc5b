import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedModelDir } from '../support/embeddedModel';
import { emptyCache } from '../support/emptyCache';
import { fixtureExtension } from './support/fixtureExtension';
import { openWorkbench } from './support/openWorkbench';
import { packExtension } from './support/packExtension';
import { answerLimitMs, panelPage } from './support/panelPage';
import type { Workbench } from './support/workbench';

/** VS Code starts an extension under development everywhere: only an installed one can be refused. */
describe('a folder that lies on no disk', () => {
  const closers: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;

  beforeAll(async () => {
    const notes = await fixtureExtension('notesFolder');
    closers.push(notes.remove);
    const cache = await emptyCache();
    closers.push(cache.remove);
    workbench = await openWorkbench({
      vsix: await packExtension(`${process.platform}-${process.arch}`),
      extensions: [notes.folder],
      folderUri: 'notes:/exercises',
      env: { TOKENSKIP_CACHE: cache.folder },
      settings: {
        'tokenskip.model': embeddedModelDir,
        'tokenskip.maxTokens': 160,
        'workbench.editor.revealIfOpen': true,
      },
    });
    closers.push(() => workbench.close());
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
  });

  it('has its questions solved and the answers written into its files', async () => {
    const { page } = workbench;
    await workbench.runCommand('View: Show Explorer');
    await page.getByRole('treeitem', { name: 'sums.md' }).dblclick();
    await page.locator('.tab.active[data-resource-name="sums.md"]').waitFor();
    await page.locator('.view-line', { hasText: '6 * 7' }).click();
    await page.keyboard.press('ControlOrMeta+A');
    await workbench.runCommand('TokenSkip: Solve and Insert');
    await workbench.until(
      'the answer in the file',
      async () => ((await workbench.editorText()).includes('**Answer:** 42') ? true : undefined),
      answerLimitMs,
    );
    await page.keyboard.press('ControlOrMeta+S');
    await page.locator('.tab.active:not(.dirty)').waitFor();
    // Read anew from the file system: it has taken the answer.
    await workbench.runCommand('File: Revert File');
    expect(await workbench.editorText()).toContain('**Answer:** 42');
    await workbench.screenshot('virtual-folder');
  }, 240_000);

  it('gives the panel the selected question, and has its answer inserted', async () => {
    await workbench.page.locator('.view-line', { hasText: '6 * 7' }).click();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Shift+End');
    await workbench.runCommand('TokenSkip: Solve Selection');
    const panel = await panelPage(workbench);
    const insert = panel.getByRole('button', { name: 'Insert at Cursor' });
    await insert.waitFor({ timeout: answerLimitMs });
    expect(await insert.getAttribute('title')).toBe('Into sums.md');
  }, 240_000);
});
