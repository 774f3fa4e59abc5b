import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { openWorkbench } from './support/openWorkbench';
import {
  answerLimitMs,
  ask,
  msUntil,
  panelPage,
  reloadWindow,
  untilDone,
  untilWriting,
} from './support/panelPage';
import type { Workbench } from './support/workbench';

const question = 'A train covers 180 km in 2.5 hours. What is its average speed in km/h?';
const sum = 'What is 7 + 5?';

describe('the panel', () => {
  let workbench: Workbench;
  let page: Frame;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'train.md': `# Trains\n\n${question}\n\n${sum}\n\n${sum}\n` },
      settings: { 'tokenskip.maxTokens': 200, 'workbench.editor.revealIfOpen': true },
    });
  });
  afterAll(() => workbench.close());

  it('opens with examples and the focus in the question box', async () => {
    await workbench.openFile('train.md');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    expect(await page.locator('.examples button').count()).toBe(3);
    expect(await axeViolations(page)).toEqual([]);
  });

  it('chooses a ratio with arrow keys, as a radio group', async () => {
    const auto = page.getByRole('radio', { name: 'auto' });
    expect(await auto.isChecked()).toBe(true);
    await auto.focus();
    await page.press(':focus', 'ArrowRight');
    await page.press(':focus', 'ArrowRight');
    expect(await page.getByRole('radio', { name: '90 %' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
    await page.press(':focus', 'ArrowLeft');
    expect(await page.getByRole('radio', { name: '100 %' }).isChecked()).toBe(true);
  });

  it('takes the selected question along and answers it', async () => {
    await workbench.openFile('train.md');
    await workbench.selectText(question, 'train.md');
    await workbench.runCommand('TokenSkip: Ask…');
    page = await panelPage(workbench);
    await workbench.until('the question in the box', async () =>
      (await page.inputValue('.ask textarea')) === question ? true : undefined,
    );
    await page.press('.ask textarea', 'Control+Enter');
    await untilWriting(page);
    expect(await page.getAttribute('.disclosure', 'aria-expanded')).toBe('true');
    await untilDone(page);
    expect(await page.getAttribute('.disclosure', 'aria-expanded')).toBe('false');
    expect(await page.textContent('.card .disclosure')).toMatch(
      /^Thought \d[\d.]* s · \d+ tokens · full reasoning · coder-0\.5b$/,
    );
    expect(await axeViolations(page)).toEqual([]);
  });

  it('stops within 100 ms and keeps what was written', async () => {
    await ask(page, question);
    await untilWriting(page);
    await page.waitForFunction(
      () => (document.querySelector('.chain')?.textContent.length ?? 0) > 20,
    );
    const ms = await msUntil(page, '.card .head .button', '.card.stopped');
    expect(ms).toBeLessThan(100);
    expect((await page.textContent('.chain'))?.length).toBeGreaterThan(20);
    expect(await page.textContent('.card .value')).toBe('Stopped.');
  });

  it('stops with Esc', async () => {
    await ask(page, question);
    await untilWriting(page);
    await page.press('.ask textarea', 'Escape');
    await page.waitForSelector('.card.stopped');
  });

  it('leaves the reasoning as the person left it', async () => {
    await ask(page, sum);
    await untilWriting(page);
    await page.click('.disclosure');
    expect(await page.isVisible('.chain')).toBe(false);
    await untilDone(page);
    expect(await page.isVisible('.chain')).toBe(false);
    await page.click('.disclosure');
    expect(await page.isVisible('.chain')).toBe(true);
  });

  it('puts the answer in place of every selection, in one step of undo', async () => {
    expect(await page.textContent('.value')).toContain('12');
    await workbench.openFile('train.md');
    await workbench.selectText(sum, 'train.md');
    await workbench.page.keyboard.press('ControlOrMeta+D');
    await workbench.page
      .locator('#status\\.editor\\.selection', { hasText: '2 selections' })
      .waitFor();
    page = await panelPage(workbench);
    await page.getByRole('button', { name: 'Replace Selection' }).click();
    // The click may give the panel the focus after the extension gave it to the file.
    await workbench.openFile('train.md');
    await workbench.until('two answers in the file', async () =>
      (await workbench.editorText()).split('\n').filter((line) => line === '12').length === 2
        ? true
        : undefined,
    );
    await workbench.page.keyboard.press('ControlOrMeta+Z');
    await workbench.until('the questions again', async () =>
      (await workbench.editorText()).split('\n').filter((line) => line === sum).length === 2
        ? true
        : undefined,
    );
  });

  it('copies the answer', async () => {
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await workbench.until('the answer in the clipboard', async () => {
      const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
      return text === '12' ? true : undefined;
    });
  });

  it('compares with the full reasoning, side by side', async () => {
    await page.getByRole('radio', { name: '50 %' }).check();
    await page.fill('.ask textarea', sum);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('.column .card.done').length === 2,
      undefined,
      {
        timeout: answerLimitMs,
      },
    );
    expect(await page.textContent('.outcome')).toMatch(
      /(same answer|different answers).*measured: /,
    );
    expect(await axeViolations(page)).toEqual([]);
    await workbench.screenshot('panel-compare-light');
  });

  it('remembers its questions over a reload of the window', async () => {
    await page.fill('.ask textarea', 'half a question');
    await reloadWindow(workbench);
    page = await panelPage(workbench);
    await workbench.until('the draft', async () =>
      (await page.inputValue('.ask textarea')) === 'half a question' ? true : undefined,
    );
    // The comparison is still there.
    expect(await page.locator('.column .card.done').count()).toBe(2);
    await page.getByRole('button', { name: 'History', exact: true }).click();
    const entries = page.locator('.history .entry');
    const count = await entries.count();
    expect(count).toBeGreaterThanOrEqual(2);
    // The newest one is Compare's short answer, which need not be right.
    await entries.filter({ hasText: sum }).last().click();
    await page.waitForSelector('main > .card.done');
    expect(await page.textContent('.card .value')).toContain('12');
    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click();
    await workbench.until('one entry less', async () =>
      (await entries.count()) === count - 1 ? true : undefined,
    );
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Clear history' }).click();
    await page.getByText('Nothing was asked').waitFor();
  });
});
