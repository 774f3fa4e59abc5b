import type { Locator, Page } from 'playwright-core';

/**
 * Opens the context menu of `target` and chooses `item` by the keyboard. The workbench's menus take
 * no click for a tenth of a second after they have opened, and nothing on the page says when they
 * do; the Enter key they take as soon as the item has the focus.
 */
export async function chooseInMenu(page: Page, target: Locator, item: string): Promise<void> {
  await target.click({ button: 'right' });
  const entry = page.getByRole('menuitem', { name: item });
  await entry.hover();
  await page.locator('.action-item.focused', { has: entry }).waitFor();
  await page.keyboard.press('Enter');
}
