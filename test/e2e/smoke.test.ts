import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

const question = 'A train covers 180 km in 2.5 hours.\nWhat is its average speed?';

describe('the workbench', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await openWorkbench({
      files: { 'question.md': `# Trains\n\n${question}\n` },
      // A list draws only the rows that are in sight.
      height: 1900,
    });
  });
  afterAll(() => workbench.close());

  it('shows the log of the extension when its command is run', async () => {
    await workbench.runCommand('TokenSkip: Show Log');
    const channel = workbench.page.locator('.part.panel .monaco-select-box').first();
    await workbench.until('the TokenSkip channel', async () =>
      (await channel.inputValue()) === 'TokenSkip' ? true : undefined,
    );
    await workbench.screenshot('smoke-log');
  });

  it('opens a file and selects text that spans lines', async () => {
    await workbench.openFile('question.md');
    await workbench.selectText(question, 'question.md');
    expect(await workbench.editorText()).toContain('What is its average speed?');
    await workbench.screenshot('smoke-selection');
  });

  it('finds the inner frame of a webview', async () => {
    await workbench.runCommand('Markdown: Open Preview to the Side');
    const preview = await workbench.webview('h1');
    expect(await preview.textContent('h1')).toBe('Trains');
    await workbench.screenshot('smoke-webview');
  });

  it('starts the extension by itself once the window is there', async () => {
    const { page } = workbench;
    await page.locator('#tokenskip\\.tokenskip\\.tokenskip\\.status').waitFor();
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = page.locator('.runtime-extensions-editor .monaco-list-row', {
      hasText: 'TokenSkip',
    });
    const shown = await row.locator('.activation-time').textContent();
    // How long is noted by the host tests: here it shares two cores with everything that starts.
    expect(shown).toMatch(/Activation: \d+ms/);
    await workbench.screenshot('smoke-activation');
  });
});
