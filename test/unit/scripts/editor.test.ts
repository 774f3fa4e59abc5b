import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findCode } from '../../../scripts/editor/desktopCode.mjs';
import { followReport } from '../../../scripts/editor/hostTestReport.mjs';
import { workbenchProblem } from '../../../scripts/editor/workbench.mjs';
import recipe from '../../../scripts/editor/workbench/package.json' with { type: 'json' };
import lock from '../../../scripts/editor/workbench/package-lock.json' with { type: 'json' };
import { isAlive, untilGone } from '../../support/processes';

const folder = mkdtempSync(join(tmpdir(), 'editor-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('findCode', () => {
  const PATH = ['', join(folder, 'none'), folder].join(delimiter);
  const env = { PATH, DISPLAY: ':0' };

  it('takes the stable «code» before another, on Windows by its .cmd', () => {
    expect(findCode(env, 'linux')).toBeUndefined();
    writeFileSync(join(folder, 'code-insiders'), '');
    expect(findCode(env, 'linux')).toBe(join(folder, 'code-insiders'));
    writeFileSync(join(folder, 'code'), '');
    expect(findCode(env, 'linux')).toBe(join(folder, 'code'));
    expect(findCode({ PATH }, 'win32')).toBeUndefined();
    writeFileSync(join(folder, 'code.cmd'), '');
    expect(findCode({ Path: PATH }, 'win32')).toBe(join(folder, 'code.cmd'));
  });

  it('does not take the one of a remote window', () => {
    expect(findCode({ ...env, VSCODE_IPC_HOOK_CLI: 'socket' }, 'linux')).toBeUndefined();
  });

  it('takes none where it has no display, as over SSH', () => {
    writeFileSync(join(folder, 'code'), '');
    expect(findCode({ PATH, DISPLAY: '' }, 'linux')).toBeUndefined();
    expect(findCode({ PATH, WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(join(folder, 'code'));
    expect(findCode({ PATH }, 'darwin')).toBe(join(folder, 'code'));
  });
});

// Windows has no process groups, and no files that say by which program they are run.
describe.skipIf(process.platform === 'win32')('openInCode', () => {
  const program = `
    const { openInCode } = await import(process.argv[1]);
    const [, , code, userData] = process.argv;
    process.exitCode = await openInCode(code, { extension: 'e', folder: 'f', file: 'g', userData });`;
  const script = join(
    import.meta.dirname,
    '..',
    '..',
    '..',
    'scripts',
    'editor',
    'desktopCode.mjs',
  );

  /** Starts `openInCode` in a process of its own, with a `code` that behaves so. */
  function open(behaviour: string): { readonly child: ChildProcess; readonly userData: string } {
    const userData = mkdtempSync(join(folder, 'data-'));
    const code = join(userData, 'code');
    writeFileSync(code, `#!${process.execPath}\n${behaviour}`, { mode: 0o755 });
    const args = ['--input-type=module', '-e', program, pathToFileURL(script).href, code, userData];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    return { child, userData };
  }

  const exitOf = (child: ChildProcess): Promise<unknown> =>
    new Promise((resolve) => child.once('exit', resolve));

  // The window writes its process id into its folder.
  const startWindow = `
    const { spawn } = require('node:child_process');
    const option = process.argv.find((arg) => arg.startsWith('--user-data-dir='));
    const folder = option.slice('--user-data-dir='.length);
    const window = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });
    window.unref();
    require('node:fs').writeFileSync(folder + '/code.lock', String(window.pid));`;

  async function windowIn(userData: string): Promise<number> {
    const lock = join(userData, 'code.lock');
    await vi.waitFor(() => expect(readFileSync(lock, 'utf8')).toMatch(/^\d+$/), 10_000);
    const pid = Number(readFileSync(lock, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    return pid;
  }

  it('ends with Ctrl-C the window that «code» starts apart from itself', async () => {
    // As «code --wait» does: it stays.
    const { child, userData } = open(`${startWindow} setInterval(() => {}, 1000);`);
    const pid = await windowIn(userData);
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(130);
    await untilGone(pid, 5000);
  });

  it('stays until the window is closed when «code» ends before, with the tab of its file', async () => {
    const { child, userData } = open(startWindow);
    const pid = await windowIn(userData);
    const exit = exitOf(child);
    expect(await Promise.race([exit, sleep(2000, 'waits')])).toBe('waits');
    process.kill(pid, 'SIGKILL');
    expect(await exit).toBe(0);
  });

  it('resolves to the exit code of «code» when the window was closed', async () => {
    expect(await exitOf(open('process.exit(3)').child)).toBe(3);
  });
});

describe('workbenchProblem', () => {
  it('has none on Linux, and names what helps elsewhere', () => {
    expect(workbenchProblem('linux', 'x64')).toBeUndefined();
    expect(workbenchProblem('linux', 'arm64')).toBeUndefined();
    expect(workbenchProblem('darwin', 'arm64')).toMatch(/install VS Code/);
    expect(workbenchProblem('linux', 'riscv64')).toMatch(/linux-riscv64/);
  });
});

describe('followReport', () => {
  it('counts whole lines as they come and ends with the reason', async () => {
    const file = join(folder, 'report.ndjson');
    const lines: string[] = [];
    const report = followReport(file, (line) => lines.push(line));
    writeFileSync(file, '{"kind":"pass","title":"a b","durationMs":3}\n{"kind":"fa');
    await vi.waitFor(() => expect(report.counts).toEqual({ passed: 1, failed: 0, skipped: 0 }));
    appendFileSync(file, 'il","title":"c","message":"no\\nway"}\n{"kind":"skip","title":"d"}\n');
    appendFileSync(file, '{"kind":"end","error":"1 of the host tests failed"}\n');
    await expect(report.ended).resolves.toBe('1 of the host tests failed');
    expect(report.counts).toEqual({ passed: 1, failed: 1, skipped: 1 });
    expect(lines).toEqual(['  ✓ a b (3 ms)', '  ✗ c\n      no\n      way', '  - d (skipped)']);
  });

  it('reads what was written last when it is stopped at once', async () => {
    const file = join(folder, 'late.ndjson');
    const report = followReport(file, () => undefined);
    writeFileSync(file, '{"kind":"pass","title":"a","durationMs":1}\n{"kind":"end"}\n');
    report.stop('the editor has gone');
    await expect(report.ended).resolves.toBeUndefined();
    expect(report.counts.passed).toBe(1);
  });

  it('ends when it is stopped', async () => {
    const report = followReport(join(folder, 'never'), () => undefined);
    report.stop('not done after 1 s');
    await expect(report.ended).resolves.toBe('not done after 1 s');
  });
});

describe('the recipe of the workbench', () => {
  it('pins every package by version and digest, and names no registry', () => {
    const wanted = Object.entries({ ...recipe.dependencies, ...recipe.optionalDependencies });
    expect(
      wanted.filter(([, version]) => !/^(\d+\.\d+\.\d+(-.+)?|file:.+)$/.test(version)),
    ).toEqual([]);
    const installed = Object.entries(lock.packages).filter(([path]) =>
      path.startsWith('node_modules/'),
    );
    expect(installed.length).toBeGreaterThan(100);
    const unpinned = installed.filter(([, entry]) => !('integrity' in entry) && !('link' in entry));
    expect(unpinned.map(([path]) => path)).toEqual([]);
    expect(JSON.stringify(lock)).not.toMatch(/"resolved":"https?:/);
  });
});
