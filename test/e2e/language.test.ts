import { afterEach, describe, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

let workbench: Workbench | undefined;

afterEach(() => workbench?.close());

describe('a German VS Code', () => {
  it('shows commands, views and rows in German', async () => {
    workbench = await openWorkbench({ language: 'de', width: 1100, height: 760 });
    const { page } = workbench;
    await workbench.runCommand('TokenSkip: Focus on Modelle View');
    await page.getByRole('treeitem', { name: 'Teil von TokenSkip' }).waitFor();
    await page.locator('#tokenskip\\.tokenskip\\.tokenskip\\.status').click();
    await page.locator('.quick-input-list').getByText('Modell wählen').waitFor();
    await workbench.screenshot('german');
  });
});
