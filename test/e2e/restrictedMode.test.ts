import { afterEach, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

let workbench: Workbench | undefined;

afterEach(() => workbench?.close());

describe('a folder that is not trusted', () => {
  it('neither names a model nor a program, and the rest of its settings counts', async () => {
    const settings = { 'tokenskip.model': '/somewhere/else', 'tokenskip.maxTokens': 77 };
    workbench = await openWorkbench({
      files: { '.vscode/settings.json': JSON.stringify(settings) },
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.banner': 'never',
      },
    });
    await workbench.page.locator('#status\\.workspaceTrust').waitFor();
    await workbench.runCommand('TokenSkip: Diagnose');
    await workbench.page.locator('.tab', { hasText: 'TokenSkip Diagnosis' }).waitFor();
    await workbench.page.keyboard.press('ControlOrMeta+End');
    const text = await workbench.until('the settings', async () => {
      const shown = await workbench?.editorText();
      return shown?.includes('tokenskip.maxTokens') === true ? shown : undefined;
    });
    expect(text).toContain('- tokenskip.maxTokens: 77');
    expect(text).toContain('- tokenskip.model: not set');
    await workbench.screenshot('restricted-mode');
  });
});
