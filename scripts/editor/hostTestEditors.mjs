// The two editors that host tests run in. Each resolves, once it is open, to `{ ended, lastWords(),
// close() }`: `ended` resolves to a sentence when the editor has gone before its tests were done.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.mjs';
import { spawnGroup } from './processGroup.mjs';
import { installVsix, startServer } from './server.mjs';
import { installWorkbench } from './workbench.mjs';

const desktopHost = join(dirname(fileURLToPath(import.meta.url)), 'desktopHost.mjs');
const LAST_LINES = 40;

/** The web workbench, drawn by Chromium without a window. */
export async function startWeb({ profile, root, tests, env, vsix }) {
  const workbench = await installWorkbench();
  if (vsix !== undefined) await installVsix(workbench, profile, vsix);
  const development = vsix === undefined ? root : await emptyExtension(profile);
  const server = await startServer(workbench, profile, env);
  let browser;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    browser = await launchChromium();
    const page = await browser.newPage();
    const gone = new Promise((settle) => {
      page.on('crash', () => settle('the page of the editor crashed'));
      browser.on('disconnected', () => settle('the browser has gone'));
      void server.ended.then(() => settle('the VS Code server has gone'));
      // The extension host ends when its tests have; the report's last line came before.
      void page.exposeFunction('codeAutomationExit', (code) =>
        setTimeout(() => settle(`the extension host ended with code ${code}`), 1000),
      );
    });
    await page.exposeFunction('codeAutomationLog', () => {});
    await page.goto(
      server.url(profile.workspace, {
        extensionDevelopmentPath: development,
        extensionTestsPath: tests,
      }),
    );
    return { ended: gone, lastWords: () => lastLines(server.logFile), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A desktop VS Code: the one whose executable is named, or the newest, downloaded. */
export async function startDesktop({ profile, root, tests, env, vsix, desktop }) {
  const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } =
    await import('@vscode/test-electron');
  const executable =
    desktop === 'download'
      ? await downloadAndUnzipVSCode({ cachePath: join(root, '.vscode-test') })
      : desktop;
  const folders = [
    `--user-data-dir=${join(profile.serverData, 'data')}`,
    `--extensions-dir=${profile.extensions}`,
  ];
  if (vsix !== undefined) {
    const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
      reuseMachineInstall: true,
    });
    const all = [...args, ...folders, '--install-extension', vsix];
    const { status } = spawnSync(cli, all, {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`${vsix} was not installed.`);
  }
  const options = {
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: vsix === undefined ? root : await emptyExtension(profile),
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [profile.workspace, ...folders],
  };
  const run = spawnGroup(process.execPath, [desktopHost, JSON.stringify(options)], {
    stdio: 'inherit',
  });
  const ended = run.ended.then((code) => `VS Code ended with ${code} before its tests`);
  return { ended, lastWords: async () => '', close: run.stop };
}

/** VS Code runs tests only where an extension is developed: here one that does nothing. */
async function emptyExtension(profile) {
  const folder = join(profile.root, 'empty-extension');
  await mkdir(folder, { recursive: true });
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

async function lastLines(file) {
  const text = await readFile(file, 'utf8');
  return text.split('\n').slice(-LAST_LINES).join('\n');
}
