import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const question = 'A train covers 180 km in 2.5 hours. What is its average speed in km/h?';
/** From a cold start on busy cores: the model is loaded and writes all of its reasoning. */
const answerLimitMs = 120_000;

async function done(page: Frame): Promise<void> {
  await page.waitForSelector('.card.done', { timeout: answerLimitMs });
}

describe('the panel', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'train.md': `# Trains\n\n${question}\n` },
      settings: { 'tokenskip.maxTokens': 400, 'workbench.editor.revealIfOpen': true },
    });
  });
  afterAll(() => workbench.close());

  it('opens with examples and the focus in the question box', async () => {
    await workbench.openFile('train.md');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await workbench.webview('.ask textarea');
    await page.waitForSelector('.examples button');
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    expect(await page.locator('.examples button').count()).toBe(3);
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-empty-light');
  });

  it('takes the selected question along and answers it', async () => {
    await workbench.openFile('train.md');
    await workbench.selectText(question, 'train.md');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await workbench.webview('.ask textarea');
    await workbench.until('the question in the box', async () =>
      (await page.inputValue('.ask textarea')) === question ? true : undefined,
    );
    await page.press('.ask textarea', 'Control+Enter');
    await page.waitForSelector('.card.writing .disclosure', { timeout: answerLimitMs });
    await workbench.screenshot('panel-writing-light');
    await done(page);
    expect(await page.textContent('.card .value')).toMatch(/\d/);
    expect(await page.textContent('.card .disclosure')).toMatch(
      /^Thought \d[\d.]* s · \d+ tokens · full reasoning$/,
    );
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-answered-light');
  });
});
