// Opens our extension in VS Code's web workbench, for tests that do what a person does:
//
//   const workbench = await openWorkbench({ files: { 'a.md': 'What is $3 + 4$?' }, theme: 'dark' });
//   await workbench.openFile('a.md');
//   await workbench.selectText('What is $3 + 4$?');
//   await workbench.runCommand('TokenSkip: Solve Selection');
//   const panel = await workbench.webview('.answer');          // the frame that holds `.answer`
//   await panel.waitForSelector('.answer >> text=7');
//   await workbench.screenshot('answer-dark');
//   await workbench.close();
//
// Each call has a server, a browser, settings and a workspace of its own; everything is gone after
// `close()`, and also when the test process ends in any other way. A model is found as the extension
// finds it: by `settings`, else the one that is part of the tree. A slim `vsix` has none: it is to be named, and
// the store of whoever runs the tests kept out by `env: { TOKENSKIP_CACHE: … }`.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../../../scripts/editor/chromium.mjs';
import { createProfile } from '../../../scripts/editor/profile.mjs';
import { installVsix, startServer } from '../../../scripts/editor/server.mjs';
import { installWorkbench } from '../../../scripts/editor/workbench.mjs';
import { Workbench } from './workbench';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

const colorThemes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  hcDark: 'Default High Contrast',
  hcLight: 'Default High Contrast Light',
} as const;

export interface WorkbenchOptions {
  /** A package that is installed in the place of the working tree. */
  readonly vsix?: string;
  /** Address of a folder that lies on no disk; it is opened in the place of the workspace. */
  readonly folderUri?: string;
  /** Copied into the workspace. */
  readonly workspaceFolder?: string;
  /** Written into the workspace: path → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Written beside the user's settings: name → text. */
  readonly userFiles?: Readonly<Record<string, string>>;
  /** Folders of extensions that are installed beside ours. */
  readonly extensions?: readonly string[];
  readonly theme?: keyof typeof colorThemes;
  /** Of the window, in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** Of the texts of extensions, such as `de`; VS Code's own stay English without a language pack. */
  readonly language?: string;
  /** Added to the environment of the server, which the extension sees. */
  readonly env?: Readonly<Record<string, string>>;
  /** Scripts that run first in every process of the server. */
  readonly preload?: readonly string[];
}

/** A workbench that is drawn and has loaded the extension; it activates when it is first used. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const profile = await createProfile({
    'workbench.colorTheme': colorThemes[options.theme ?? 'light'],
    // Else a system that prefers dark or contrast would choose the theme.
    'window.autoDetectColorScheme': false,
    'window.autoDetectHighContrast': false,
    ...options.settings,
  });
  const closers: (() => Promise<void>)[] = [() => profile.remove()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    await fillWorkspace(profile.workspace, options);
    await writeFiles(join(profile.serverData, 'data', 'User'), options.userFiles);
    for (const folder of options.extensions ?? [])
      await cp(folder, join(profile.extensions, basename(folder)), { recursive: true });
    const { vsix } = options;
    const installed = await installWorkbench();
    if (vsix !== undefined) await installVsix(installed, profile, vsix);
    const server = await startServer(installed, profile, options.env, options.preload);
    closers.push(() => server.stop());
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { language } = options;
    if (language !== undefined) {
      await page.addInitScript((name) => {
        Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name });
      }, language);
    }
    const workbench = new Workbench(page, profile.workspace, server.logFile, close);
    const url = server.url(
      options.folderUri ?? profile.workspace,
      vsix === undefined ? { extensionDevelopmentPath: root } : {},
    );
    // What it loads counts into the time that a window has to be ready.
    await page.goto(url, { waitUntil: 'commit' });
    await workbench.untilReady();
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

async function fillWorkspace(folder: string, options: WorkbenchOptions): Promise<void> {
  if (options.workspaceFolder !== undefined)
    await cp(options.workspaceFolder, folder, { recursive: true });
  await writeFiles(folder, options.files);
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
