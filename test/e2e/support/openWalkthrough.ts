import type { Workbench } from './workbench';

/** Opens our walkthrough; resolves when its last step is drawn, so that what is not there stays away. */
export async function openWalkthrough({ page }: Workbench): Promise<void> {
  // A command that asks on: the list does not close behind it.
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>Welcome: Open Walkthrough...');
  const items = page.locator('.quick-input-list .label-name');
  await items.filter({ hasText: 'Open Walkthrough' }).click();
  await items.filter({ hasText: 'Get Started with TokenSkip' }).click();
  await page.getByRole('button', { name: 'See what you' }).first().waitFor();
}
