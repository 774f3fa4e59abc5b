// Runs test/host inside a real VS Code: the web workbench, or a desktop VS Code where
// VSCODE_EXECUTABLE names one.
//
//   node scripts/testHost.mjs [--vsix FILE] [--grep TEXT] [--download] [PART OF A FILE NAME]...
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { runHostTests } from './editor/hostTests.mjs';
import { readArguments } from './readArguments.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
const { values, positionals } = readArguments({
  allowPositionals: true,
  options: {
    vsix: { type: 'string' },
    grep: { type: 'string' },
    download: { type: 'boolean', default: false },
  },
});
const invoked = process.env.INIT_CWD ?? process.cwd();

try {
  await build();
  const desktop = values.download ? 'download' : process.env.VSCODE_EXECUTABLE || undefined;
  const { passed, failed, skipped, isGood } = await runHostTests({
    vsix: values.vsix === undefined ? undefined : resolve(invoked, values.vsix),
    files: positionals,
    grep: values.grep,
    desktop,
  });
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
