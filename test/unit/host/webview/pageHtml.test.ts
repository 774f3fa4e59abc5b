import { env, l10n } from 'vscode';
import { afterEach, expect, it, vi } from 'vitest';
import { pageHtml } from '../../../../src/host/webview/pageHtml';
import { ScriptedPanel } from '../panel/panelVscode';

vi.mock('vscode', () => import('../panel/panelVscode'));

const editor = { env, l10n } as { readonly env: { language: string }; readonly l10n: Bundled };

interface Bundled {
  bundle: Readonly<Record<string, string>> | undefined;
}

afterEach(() => {
  editor.env.language = 'en';
  editor.l10n.bundle = undefined;
});

it.each([
  ['fr', undefined, 'en'],
  ['de', { Stop: 'Anhalten' }, 'de'],
] as const)('a page in an editor in %s, with the texts %j, is in %s', (editorIn, bundle, lang) => {
  editor.env.language = editorIn;
  editor.l10n.bundle = bundle;
  const html = pageHtml(new ScriptedPanel().webview as never, 'extension' as never, 'panel');
  expect(html).toContain(`<html lang="${lang}">`);
});
