import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** From a cold start on busy cores: the model is loaded and writes all of its reasoning. */
const answerLimitMs = 180_000;

describe('the chat of the editor', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      // Agents are offered models with tools only, and the chat wants some model to be chosen.
      settings: { 'tokenskip.maxTokens': 200, 'chat.agent.enabled': false },
    });
    await workbench.runCommand('Chat: Open Chat');
  });
  afterAll(() => workbench.close());

  it('offers the model in its picker', async () => {
    await workbench.page.locator('.model-picker-split', { hasText: 'Qwen2.5-Coder' }).waitFor();
  });

  it(
    'lets @tokenskip answer, with a formula and what may be asked next',
    async () => {
      const { page } = workbench;
      await page.locator('.interactive-input-part .monaco-editor').first().click();
      await page.keyboard.type('@tokenskip What is 6 * 7?', { delay: 20 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      const response = page.locator('.interactive-response').last();
      await response.getByText(/\d+ tokens · /).waitFor({ timeout: answerLimitMs });
      expect(await response.locator('strong', { hasText: 'Answer:' }).count()).toBe(1);
      expect(await response.locator('.katex').first().textContent()).toContain('42');
      await page.getByText('Compare ratios').first().waitFor();
      await workbench.screenshot('native-answer-light');
    },
    answerLimitMs,
  );

  it(
    'says what it was made for, and offers to ask anyway',
    async () => {
      const { page } = workbench;
      await page.locator('.interactive-input-part .monaco-editor').first().click();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('@tokenskip What is the capital of France?', { delay: 20 });
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      const response = page.locator('.interactive-response').last();
      await response.getByText('made for maths and logic').waitFor({ timeout: answerLimitMs });
      await page.getByText('Ask anyway').first().waitFor();
      await workbench.screenshot('native-refused-light');
    },
    answerLimitMs,
  );
});
