// Everything that must hold: static checks, unit tests, tests on real weights, tests inside a real
// VS Code; and a short comparison of speed, which only warns. The last line is "N passed, N failed",
// the sum over all tests.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runNpm } from './dependencies.mjs';
import { runHostTests } from './editor/hostTests.mjs';
import { missingWeights, prepareEditor, prepareSoftwareGpu } from './testMachine.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

const headline = (text) => console.error(`\n== ${text}`);

/** Thrown where Ctrl-C has ended a stage: none comes after it. */
class Stopped extends Error {}

/** Runs all; resolves to the exit code, 130 after Ctrl-C. */
export async function test() {
  try {
    return await runStages();
  } catch (error) {
    if (error instanceof Stopped) return 130;
    throw error;
  }
}

async function runStages() {
  let isGood = true;
  const skipReasons = [];
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const add = (counts) => {
    for (const key of Object.keys(totals)) totals[key] += counts[key];
    isGood &&= counts.isGood;
  };

  headline('Checks');
  const checked = await runNpm(['run', '--silent', 'check'], { cwd: root });
  if (checked === 130) throw new Stopped();
  isGood &&= checked === 0;

  headline('Unit tests');
  add(await runVitest('unit'));

  headline('Tests on real weights');
  if (!(await prepareSoftwareGpu())) skipReasons.push('WebGPU: no software Vulkan driver');
  skipReasons.push(...(await missingWeights()));
  add(await runVitest('model'));

  headline('Speed beside the commit before (warns only)');
  const comparison = [join(root, 'bench', 'main.mjs'), '--compare', 'HEAD^', '--short'];
  if ((await run(process.execPath, comparison, { cwd: root })) === 130) throw new Stopped();

  const desktop = process.env.VSCODE_EXECUTABLE || undefined;
  const editorProblem = await prepareEditor();
  if (desktop !== undefined || editorProblem === undefined) {
    headline(`Tests inside VS Code (${desktop ?? 'web workbench'})`);
    add(await guarded(() => runHostTests({ desktop })));
  }
  if (editorProblem === undefined) {
    headline('Tests of what a user does, in the web workbench');
    add(await runVitest('e2e'));
  } else {
    console.error(`\nThe tests in the web workbench are SKIPPED: ${editorProblem}`);
    skipReasons.push('all tests in the web workbench');
  }

  if (checked !== 0) console.error('\nThe checks failed (see the top).');
  if (totals.skipped > 0) console.error(`\n${totals.skipped} skipped`);
  for (const reason of skipReasons) console.error(`Skipped (see above): ${reason}`);
  if (totals.passed + totals.failed === 0) console.error('\nNo test was run.');
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return isGood && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** The counts of `runTests`; when it cannot even start, one failed. */
async function guarded(runTests) {
  try {
    return await runTests();
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0, isGood: false };
  }
}

/** Runs one project of vitest.config.mts; a run that ends badly without a failed test counts as one. */
async function runVitest(project) {
  const folder = await mkdtemp(join(tmpdir(), 'tokenskip-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(
      process.execPath,
      [
        vitest,
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      { cwd: root },
    );
    if (code === 130) throw new Stopped();
    const result = await readFile(report, 'utf8').then(JSON.parse, () => ({}));
    const passed = result.numPassedTests ?? 0;
    const failed = result.numFailedTests ?? 0;
    const skipped = (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
    if (passed + failed === 0) console.error(`No ${project} test was run.`);
    const isGood = code === 0 && failed === 0 && passed > 0;
    return { passed, failed: isGood ? 0 : Math.max(failed, 1), skipped, isGood };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
