import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostTestEvent } from './hostTestEvent';

/** The extension host's own limit is none: a test that hangs must end by itself. */
const testLimitMs = 60_000;

/**
 * Called by VS Code in the extension host: runs every `*.test.js` under `tests` beside this bundle with mocha and
 * appends what happens to the file that `TOKENSKIP_HOST_TEST_REPORT` names, one JSON event a line.
 * `TOKENSKIP_HOST_TEST_GREP` picks tests by name. Rejects when a test failed or none was run.
 */
export async function run(): Promise<void> {
  const reportFile = process.env.TOKENSKIP_HOST_TEST_REPORT;
  if (reportFile === undefined) throw new Error('TOKENSKIP_HOST_TEST_REPORT is not set');
  const report = (event: HostTestEvent): void =>
    appendFileSync(reportFile, `${JSON.stringify(event)}\n`);
  try {
    const failed = await runMocha(report);
    if (failed > 0) throw new Error(`${failed} of the host tests failed`);
  } catch (error) {
    report({ kind: 'end', error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
  report({ kind: 'end' });
}

/** Resolves to the number of failed tests; rejects when none was run. */
async function runMocha(report: (event: HostTestEvent) => void): Promise<number> {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import('mocha');
  const grep = process.env.TOKENSKIP_HOST_TEST_GREP;
  // The base of all reporters prints nothing: the events below are the report.
  const reporter = Mocha.reporters.Base;
  const mocha = new Mocha({ ui: 'bdd', timeout: testLimitMs, reporter, ...(grep && { grep }) });
  const folder = join(__dirname, 'tests');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.test.js')).sort();
  for (const file of files) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  let count = 0;
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => {
      count += 1;
      report({ kind: 'pass', title: test.fullTitle(), durationMs: test.duration ?? 0 });
    });
    runner.on('pending', (test) => report({ kind: 'skip', title: test.fullTitle() }));
    runner.on('fail', (test, error: unknown) => {
      count += 1;
      report({ kind: 'fail', title: test.fullTitle(), message: describeFailure(error) });
    });
  });
  if (count === 0) throw new Error(`no host test was run (${files.length} files)`);
  return failed;
}

function describeFailure(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
