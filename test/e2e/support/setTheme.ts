import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from './workbench';

/** The themes that every page is looked at in, with the class that VS Code gives its windows. */
export const themes = {
  light: { label: 'Light Modern', css: 'vs' },
  dark: { label: 'Dark Modern', css: 'vs-dark' },
  'high-contrast': { label: 'Default High Contrast', css: 'hc-black' },
  'high-contrast-light': { label: 'Default High Contrast Light', css: 'hc-light' },
} as const;

/** Changes the theme of an open window through the settings of its workspace. */
export async function setTheme(workbench: Workbench, theme: keyof typeof themes): Promise<void> {
  const { label, css } = themes[theme];
  const folder = join(workbench.folder, '.vscode');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': label }));
  await workbench.page.locator(`.monaco-workbench.${css}`).waitFor();
}
