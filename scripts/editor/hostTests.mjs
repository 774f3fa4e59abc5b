import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearTimeout } from 'node:timers';
import { bundleHostTests } from './hostTestBundle.mjs';
import { followReport } from './hostTestReport.mjs';
import { startDesktop, startWeb } from './hostTestEditors.mjs';
import { embeddedModelDir } from '../embeddedModel.mjs';
import { createProfile } from './profile.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Runs test/host inside VS Code and prints each test; resolves to `{ passed, failed, skipped,
 * isGood }`. A run that does not end well without a failed test counts as one failed.
 *
 * - `vsix`: run them against this installed package instead of the working tree.
 * - `desktop`: the executable of a desktop VS Code, or `download`; else the web workbench.
 * - `files`: only test files whose path holds one of these.
 * - `grep`: only tests whose full name holds it. - `limitMs`: the whole run's hard limit.
 */
export async function runHostTests({ vsix, desktop, files, grep, limitMs = 900_000 }) {
  // A slim package brings no model along.
  const profile = await createProfile(
    vsix === undefined ? {} : { 'tokenskip.model': embeddedModelDir },
  );
  const reportFile = join(profile.root, 'report.ndjson');
  const report = followReport(reportFile, (line) => console.error(line));
  const timer = setTimeout(() => report.stop(`not done after ${limitMs / 1000} s`), limitMs);
  let close = async () => {};
  try {
    const tests = await bundleHostTests(join(profile.root, 'tests'), files);
    const testEnv = {
      TOKENSKIP_HOST_TEST_REPORT: reportFile,
      TOKENSKIP_TEST_MODEL_DIR: embeddedModelDir,
    };
    if (grep !== undefined) testEnv.TOKENSKIP_HOST_TEST_GREP = grep;
    const start = desktop === undefined ? startWeb : startDesktop;
    const editor = await start({ profile, root, tests, env: testEnv, vsix, desktop });
    close = editor.close;
    void editor.ended.then((reason) => report.stop(reason));
    const problem = await report.ended;
    const { counts } = report;
    if (problem !== undefined && counts.failed === 0) {
      console.error(`  The host tests did not end well: ${problem}\n${await editor.lastWords()}`);
      return { ...counts, failed: 1, isGood: false };
    }
    return { ...counts, isGood: counts.failed === 0 && counts.passed > 0 };
  } finally {
    clearTimeout(timer);
    report.stop();
    await close();
    await profile.remove();
  }
}
