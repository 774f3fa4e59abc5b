import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibratedModel } from './support/calibratedModel';
import { engineOf, markVariable } from './support/engineOf';
import { fixtureExtension } from './support/fixtureExtension';
import { madeUpConfidence } from './support/madeUpConfidence';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** From a cold start on busy cores: the agent starts, the model is loaded and writes. */
const answerLimitMs = 180_000;

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

describe('the agent of the editor', () => {
  const mark = randomUUID();
  let workbench: Workbench;

  beforeAll(async () => {
    const model = await calibratedModel({ confidence: [madeUpConfidence('greedy')] });
    closers.push(model.remove);
    const caller = await fixtureExtension('callingModel');
    closers.push(caller.remove);
    workbench = await openWorkbench({
      settings: {
        'tokenskip.model': model.folder,
        'tokenskip.maxTokens': 160,
        'tokenskip.ratio': '0.5',
      },
      // Nobody is signed in: the agent works where a provider of models was added.
      userFiles: { 'chatLanguageModels.json': '[{ "name": "Fixture", "vendor": "fixture" }]' },
      extensions: [caller.folder],
      env: { [markVariable]: mark },
    });
    closers.push(() => workbench.close());
    await workbench.runCommand('Chat: Open Chat');
  });

  it('offers a model of another extension, with nobody signed in', async () => {
    const { page } = workbench;
    // Starts the editor's own agent, which is off until someone uses it.
    await workbench.runCommand('Chat: Manage Language Models');
    const models = page.locator('.models-widget');
    await models.waitFor();
    await page.keyboard.press('Escape');
    await models.waitFor({ state: 'hidden' });
    await page.locator('.model-picker-split', { hasText: 'Calling Model' }).waitFor();
    await page.locator('.interactive-input-part').getByText('Agent', { exact: true }).waitFor();
  });

  it(
    'asks whether solve_math may run, lets it, and gives its result to the model',
    async () => {
      const { page } = workbench;
      await page.locator('.interactive-input-part .monaco-editor').first().click();
      await page.keyboard.type('How much is it?', { delay: 20 });
      await page.keyboard.press('Enter');

      const consent = page.locator('.chat-tool-confirmation-carousel', {
        hasText: 'Solve with TokenSkip?',
      });
      await consent.getByText('Nothing is sent.').first().waitFor({ timeout: answerLimitMs });
      await consent.getByText('What is 12 * 8?').first().waitFor();
      await workbench.screenshot('agent-consent-light');
      expect(await engineOf(mark)).toBeUndefined();
      await consent.getByText('Allow in this Session', { exact: true }).click();

      const said = page.locator('.interactive-response p', { hasText: 'The tool said:' });
      await said.waitFor({ timeout: answerLimitMs });
      await workbench.screenshot('agent-answer-light');
      const text = await said.innerText();
      expect(text).toContain('Answer (LaTeX): 96');
      expect(text).toContain('Chance of being right: 0.27 (likely wrong), measured on 600 answers');
      expect(text).toMatch(/Checks: (?:the reasoning has no equation|[1-9]\d* of \d+ equations)/);
      expect(text).toContain('Reliance: do not rely on this; by its own measurement');
      expect(text).toMatch(/Source: \S+ on this machine, ratio 0\.5, \d+ tokens/);
      expect(await engineOf(mark)).toBeDefined();
    },
    2 * answerLimitMs,
  );
});
