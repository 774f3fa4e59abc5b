import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import { ask, panelPage, untilDone } from './support/panelPage';
import { setTheme, themes } from './support/setTheme';
import type { Workbench } from './support/workbench';

const question = 'A shop sells 12 boxes of 8 pens each at $3 a pen. How much is that in all?';

describe('the look of the panel', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'notes.md': '# Notes\n' },
      settings: { 'tokenskip.maxTokens': 300, 'tokenskip.reasoning': 'open' },
      width: 900,
      height: 1000,
    });
    await workbench.runCommand('View: Close Primary Side Bar');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
    await ask(page, question);
    await untilDone(page);
    await page.getByRole('button', { name: 'why?' }).or(page.getByText('why?')).first().click();
  });
  afterAll(() => workbench.close());

  it.each(Object.keys(themes) as (keyof typeof themes)[])(
    'is whole and readable in %s',
    async (theme) => {
      await setTheme(workbench, theme);
      expect(await axeViolations(page)).toEqual([]);
      await workbench.screenshot(`panel-${theme}`);
    },
  );

  it('fits 320 pixels without scrolling sideways', async () => {
    await setTheme(workbench, 'dark');
    await workbench.page.setViewportSize({ width: 372, height: 900 });
    await page.waitForFunction(() => window.innerWidth <= 325);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-narrow-dark');
  });
});
