import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import { ask, panelPage, untilDone } from './support/panelPage';
import { setTheme } from './support/setTheme';
import type { Workbench } from './support/workbench';

describe('the map of a full chain', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'notes.md': '# Notes\n' },
      settings: { 'tokenskip.maxTokens': 250 },
      width: 1000,
      height: 1000,
    });
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
    await page.getByRole('radio', { name: '100 %' }).check();
    await ask(page, 'A box holds 9 pens. How many pens are in 2 boxes?');
    await untilDone(page);
    await page.getByRole('button', { name: 'Map' }).click();
    await page.waitForSelector('.map .map-token');
  });
  afterAll(() => workbench.close());

  it('keeps more the further the slider is moved, by keyboard', async () => {
    const kept = (): Promise<number> =>
      page.locator('.map .map-token.kept, .map .map-token.equation').count();
    const all = await page.locator('.map .map-token').count();
    expect(await kept()).toBe(Math.ceil(all / 2));
    await page.locator('.slider input').press('End');
    expect(await kept()).toBe(all);
    await page.locator('.slider input').press('Home');
    expect(await kept()).toBe(Math.ceil(all / 2));
    expect(await page.textContent('.slider .num')).toMatch(/^50 % · \d+ of \d+ tokens$/);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-map-light');
    await setTheme(workbench, 'high-contrast');
    await workbench.screenshot('panel-map-high-contrast');
    await setTheme(workbench, 'dark');
    await workbench.screenshot('panel-map-dark');
  });

  it('says the same as text', async () => {
    await page.getByRole('button', { name: 'As text' }).click();
    expect(await page.textContent('.map-text')).toMatch(
      /\d+ of \d+ tokens kept.*left out.*Kept.*Left out.*By importance/s,
    );
    const places = page.locator('.ranks li');
    expect(await places.first().getAttribute('value')).toBe('1');
    expect(await places.count()).toBeGreaterThan(10);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-map-text');
    await page.getByRole('button', { name: 'As a map' }).click();
    await page.waitForSelector('.map .map-token');
  });

  it('is not offered for a chain that was written short', async () => {
    await page.getByRole('radio', { name: '50 %' }).check();
    await ask(page, 'What is 2 + 2?');
    await untilDone(page);
    expect(await page.getByRole('button', { name: 'Map' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'In full sentences' }).count()).toBe(1);
  });
});
