// npm start: the extension in an editor, with sample questions open.
import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { readArguments } from '../readArguments.mjs';
import { findCode, hasDisplay, openInCode } from './desktopCode.mjs';
import { createProfile } from './profile.mjs';
import { startServer } from './server.mjs';
import { WORKBENCH_SIZE, findWorkbench, installWorkbench, workbenchProblem } from './workbench.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const USAGE = `npm start [-- --web] [-- --yes]
  --web   in the browser, even where there is a «code» command
  --yes   install the web workbench without asking, if it is not there`;

/** Resolves to the exit code when the editor has been closed; Ctrl-C ends all that it started. */
export async function startEditor(args) {
  const { values } = readArguments({
    args,
    options: { web: { type: 'boolean' }, yes: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const code = values.web === true ? undefined : findCode();
  return code === undefined ? startInBrowser(values.yes === true) : startInCode(code);
}

async function startInCode(code) {
  const profile = await createProfile();
  await copySamples(profile.workspace);
  // A Mac's VS Code stays when its last window is closed.
  const close = process.platform === 'darwin' ? 'Quit it' : 'Close its window';
  console.error(
    `Opening VS Code (${code}) with settings of its own. ${close}, or press Ctrl-C here, to end.`,
  );
  try {
    return await openInCode(code, {
      extension: root,
      folder: profile.workspace,
      file: join(profile.workspace, 'questions.md'),
      userData: profile.userData,
    });
  } finally {
    await profile.remove();
  }
}

async function startInBrowser(isAgreed) {
  const problem = workbenchProblem();
  if (problem !== undefined) throw new Error(problem);
  const { isInstalled, folder } = await findWorkbench();
  if (!isInstalled && !isAgreed && !(await askToInstall(folder))) return 1;
  const workbench = await installWorkbench();
  const profile = await createProfile({ 'editor.wordWrap': 'on', 'editor.minimap.enabled': false });
  await copySamples(profile.workspace);
  const server = await startServer(workbench, profile);
  const url = server.url(profile.workspace, {
    extensionDevelopmentPath: root,
    openFile: join(profile.workspace, 'questions.md'),
  });
  console.log(`TokenSkip in VS Code: ${url}`);
  console.error('Open the address in a browser on this machine. Press Ctrl-C to end.');
  openBrowser(url);
  await server.ended;
  await profile.remove();
  console.error('The VS Code server has ended.');
  return 1;
}

/** False when nobody can be asked, or the answer is no. */
async function askToInstall(folder) {
  const { downloadMb, diskMb, seconds } = WORKBENCH_SIZE;
  console.error(
    `There is no «code» command here, or no display for it. VS Code's web workbench would be installed from npm:
  ${downloadMb} MB to download, ${diskMb} MB on disk, about ${seconds} s on a fast line, once.
  Folder: ${folder} (delete it to remove the workbench)`,
  );
  if (!process.stdin.isTTY) {
    console.error('To install it without a question: npm start -- --yes');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question('Install it? [y/N] ');
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

function copySamples(workspace) {
  return cp(join(root, 'media', 'samples'), workspace, { recursive: true });
}

/** Only where there is a display; the address was printed in any case. */
function openBrowser(url) {
  if (!hasDisplay()) return;
  const child = spawn('xdg-open', [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
