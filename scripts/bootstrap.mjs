// From a fresh clone to a running command, with Node.js and npm only: installs packages when
// package-lock.json is newer, builds when a source has changed, then does what was asked.
//
//   node scripts/bootstrap.mjs ask [flags] QUESTION   tokenskip ask
//   node scripts/bootstrap.mjs cli [arguments]        tokenskip, any command
//   node scripts/bootstrap.mjs start [--web] [--yes]  the extension in VS Code, with sample questions
//   node scripts/bootstrap.mjs bench [arguments]      the comparison of bench/
//   node scripts/bootstrap.mjs screenshots [TEST …]   the pictures of docs/screenshots/
//   node scripts/bootstrap.mjs package [arguments]    VSIX files into dist/vsix/
//   node scripts/bootstrap.mjs test                   all checks and tests
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installIfNeeded, run } from './dependencies.mjs';
import { nodeVersionProblem } from './nodeVersion.mjs';
import { readArguments } from './readArguments.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

const tasks = {
  ask: () => runCli(['ask', ...args]),
  cli: () => runCli(args),
  start: startEditor,
  bench: () => runScript('bench', 'main.mjs'),
  screenshots: () => runScript('scripts', 'screenshots.mjs'),
  package: () => runScript('scripts', 'package.mjs'),
  test: runTests,
};

/** In this process, not a child: one Ctrl-C then reaches the command once, and its code is ours. */
async function runCli(cliArgs) {
  const cli = join(root, 'dist', 'cli.js');
  process.argv = [process.argv[0], cli, ...cliArgs];
  await import(pathToFileURL(cli).href);
}

async function runScript(...path) {
  process.exitCode = await run(process.execPath, [join(root, ...path), ...args]);
}

async function startEditor() {
  const { startEditor: start } = await import('./editor/start.mjs');
  try {
    process.exitCode = await start(args);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

async function runTests() {
  readArguments({ args, options: {} });
  const { test } = await import('./test.mjs');
  process.exitCode = await test();
}

async function main() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem !== undefined) {
    console.error(problem);
    return 1;
  }
  const chosen = Object.hasOwn(tasks, task ?? '') ? tasks[task] : undefined;
  if (chosen === undefined) {
    console.error(`Usage: node scripts/bootstrap.mjs ${Object.keys(tasks).join('|')} [arguments]`);
    return 2;
  }
  const installed = await installIfNeeded(root);
  if (installed !== 0) {
    if (installed !== 130)
      console.error('npm ci failed (see above): run the command again when that is solved.');
    return installed;
  }
  // Imported only now: on a fresh clone its bundler was not there before.
  const { build } = await import('./build.mjs');
  try {
    await build();
  } catch (error) {
    console.error(`The build failed: ${error.message.split('\n')[0]}`);
    return 1;
  }
  await chosen();
  return process.exitCode;
}

process.exitCode = await main();
