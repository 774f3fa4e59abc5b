import { afterEach, describe, expect, it } from 'vitest';
import { openWorkbench } from './support/openWorkbench';
import type { Workbench } from './support/workbench';

/** What a folder would like to say, and what is taken instead. */
const refused: readonly (readonly [key: string, wish: string | number, taken: string])[] = [
  ['model', '/somewhere/else', 'not set'],
  ['notSureBelow', 0, '50'],
  ['device', 'webgpu', 'auto'],
  ['nodePath', '/somewhere/node', 'not set'],
  ['downloadAddress', 'http://127.0.0.1:9/hub', 'not set'],
  ['releaseAddress', 'http://127.0.0.1:9/releases', 'not set'],
  ['remote.address', 'http://127.0.0.1:9/v1', 'not set'],
];

let workbench: Workbench | undefined;

afterEach(() => workbench?.close());

describe('a folder that is not trusted', () => {
  it('names no model, program, device or address, and the rest of its settings counts', async () => {
    const wishes = refused.map(([key, wish]) => [`tokenskip.${key}`, wish] as const);
    const settings = { ...Object.fromEntries(wishes), 'tokenskip.maxTokens': 77 };
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
      const isWhole = ['tokenskip.model', 'tokenskip.remote.api'].every((key) =>
        shown?.includes(`- ${key}: `),
      );
      return isWhole ? shown : undefined;
    });
    expect(text).toContain('- tokenskip.maxTokens: 77');
    const taken = refused
      .map(([key]) => `- tokenskip.${key}: `)
      .map((start) => lineOf(text, start));
    expect(taken).toEqual(refused.map(([key, , value]) => `- tokenskip.${key}: ${value}`));
    await workbench.screenshot('restricted-mode');
  });
});

function lineOf(text: string, start: string): string | undefined {
  return text.split('\n').find((line) => line.startsWith(start));
}
