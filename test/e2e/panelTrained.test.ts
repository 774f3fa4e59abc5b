import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { calibratedModel } from './support/calibratedModel';
import { openWorkbench } from './support/openWorkbench';
import {
  answerLimitMs,
  ask,
  panelPage,
  shownAnswer,
  untilAnswerAfter,
  untilDone,
} from './support/panelPage';
import type { Workbench } from './support/workbench';

const question = 'What is 12 * 8?';

describe('the panel with a model that was trained for ratios', () => {
  let model: Awaited<ReturnType<typeof calibratedModel>>;
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    model = await calibratedModel();
    workbench = await openWorkbench({
      files: { 'sums.md': `${question}\n` },
      settings: {
        'tokenskip.model': model.folder,
        'tokenskip.maxTokens': 250,
        'workbench.editor.revealIfOpen': true,
      },
      theme: 'dark',
      width: 1100,
    });
    await workbench.runCommand('View: Close Primary Side Bar');
  });
  afterAll(async () => {
    await workbench.close();
    await model.remove();
  });

  it('disables what the model was not trained for and says why', async () => {
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
    const eighty = page.getByRole('radio', { name: '80 %' });
    expect(await eighty.isDisabled()).toBe(true);
    const described = await eighty.getAttribute('aria-describedby');
    const reason = (await page.locator(`[id="${described ?? ''}"]`).textContent()) ?? '';
    expect(reason).toContain('not trained on a ratio of 0.8');
    expect(await page.locator('.segments label', { hasText: '80' }).getAttribute('title')).toBe(
      reason,
    );
    // Arrow keys pass over what cannot be chosen.
    await page.getByRole('radio', { name: '100 %' }).focus();
    await page.press(':focus', 'ArrowRight');
    expect(await page.getByRole('radio', { name: '50 %' }).isChecked()).toBe(true);
    expect(await page.textContent('.ratio')).toContain('≈ 50 % of the tokens');
    expect(await page.locator('.note').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('shows what was spent of what the full reasoning would have cost', async () => {
    await ask(page, question);
    await untilDone(page);
    const [, spent, full] = /(\d+) of ≈ (\d+)/.exec((await page.textContent('.cost')) ?? '') ?? [];
    expect(Number(full)).toBeGreaterThan(Number(spent));
    expect(await page.getAttribute('.cost .track', 'aria-label')).toMatch(
      /^\d+ tokens of ≈ \d+ at full length$/,
    );
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-saving-dark');
  });

  it('asks the selection at a ratio that is picked from a list', async () => {
    const before = await shownAnswer(page);
    await workbench.openFile('sums.md');
    await workbench.selectText(question, 'sums.md');
    await workbench.startCommand('TokenSkip: Ask with Ratio…');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: '50 %' }).waitFor();
    // What the model was not trained for is not offered.
    expect(await rows.count()).toBe(3);
    await rows.filter({ hasText: '50 %' }).click();
    page = await panelPage(workbench);
    await untilAnswerAfter(page, before);
    await untilDone(page);
    expect(await page.textContent('.disclosure')).toContain('kept 50 %');
  });

  it('compares the selection, and Stop ends both runs', async () => {
    await workbench.openFile('sums.md');
    await workbench.selectText(question, 'sums.md');
    await workbench.runCommand('TokenSkip: Compare Ratios');
    page = await workbench.webview('.compare');
    await page.waitForSelector('.column .card.writing', { timeout: answerLimitMs });
    await page.locator('.column').getByRole('button', { name: 'Stop' }).click();
    await page.waitForSelector('.column .card.stopped');
    expect(await page.locator('.column').count()).toBe(1);
    expect(await page.getByText('comes next').count()).toBe(0);
    // The engine is free: the next question is answered.
    await ask(page, 'What is 2 + 2?');
    await untilDone(page);
  });
});
