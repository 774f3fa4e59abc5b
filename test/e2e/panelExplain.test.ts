import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import { answerLimitMs, ask, panelPage, untilDone } from './support/panelPage';
import type { Workbench } from './support/workbench';

const chain = '12 * 8 = 96 pens. 96 * 3 = 289. Cost 289.';

describe('reasoning in full sentences', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'pens.md': `# Pens\n\n${chain}\n` },
      settings: { 'tokenskip.maxTokens': 250, 'workbench.editor.revealIfOpen': true },
    });
  });
  afterAll(() => workbench.close());

  it('marks the wrong equation of a selected chain and writes it out or says why not', async () => {
    await workbench.openFile('pens.md');
    await workbench.selectText(chain, 'pens.md');
    await workbench.runCommand('TokenSkip: Explain Reasoning');
    page = await workbench.webview('.explained');
    expect(await page.textContent('.explained .wrong')).toBe('289');
    expect(await page.textContent('.explained .fix')).toContain('288');
    expect(await page.textContent('.explained .checks')).toContain('1 of 2 equations hold');
    await page.waitForSelector('.sentences[aria-busy=false]', { timeout: answerLimitMs });
    expect(await page.textContent('.sentences [role=status]')).toMatch(
      /every equation and the answer are still there|as it stands/,
    );
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-explain-selection');
  });

  it('writes a short answer out, or runs the full reasoning and says so', async () => {
    page = await panelPage(workbench);
    await page.getByRole('radio', { name: '50 %' }).check();
    await ask(page, 'What is 12 * 8?');
    await untilDone(page);
    await page.getByRole('button', { name: 'In full sentences' }).click();
    await page.waitForSelector('.sentences[aria-busy=false]', { timeout: answerLimitMs });
    const origin = await page.textContent('.sentences [role=status]');
    expect(origin).toMatch(/still there|full reasoning instead/);
    expect(await page.textContent('.sentences .math-text')).toMatch(/96/);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-explain-answer');
  });
});
