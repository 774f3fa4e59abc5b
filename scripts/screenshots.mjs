// Takes the pictures of docs/screenshots/ by running the tests that drive the web workbench: what is
// shown was asked and answered on this machine, nothing is drawn. Pictures that were not taken anew
// stay as they are.
//
//   node scripts/screenshots.mjs [TEST NAME …]
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './dependencies.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const docs = join(root, 'docs', 'screenshots');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

const folder = await mkdtemp(join(tmpdir(), 'tokenskip-screenshots-'));
try {
  const env = { ...process.env, TOKENSKIP_SCREENSHOTS: folder };
  const tests = process.argv.slice(2);
  process.exitCode = await run(process.execPath, [vitest, 'run', '--project=e2e', ...tests], {
    cwd: root,
    env,
  });
  // The tests take more than the documents show; a new picture begins as an empty file of its name.
  const shown = await readdir(docs);
  const taken = (await readdir(folder)).filter((name) => shown.includes(name));
  for (const name of taken) await copyFile(join(folder, name), join(docs, name));
  console.error(`${taken.length} pictures are in docs/screenshots/.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
