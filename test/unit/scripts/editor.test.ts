import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findCode } from '../../../scripts/editor/desktopCode.mjs';
import { followReport } from '../../../scripts/editor/hostTestReport.mjs';
import { workbenchProblem } from '../../../scripts/editor/workbench.mjs';
import recipe from '../../../scripts/editor/workbench/package.json' with { type: 'json' };
import lock from '../../../scripts/editor/workbench/package-lock.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'editor-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('findCode', () => {
  const PATH = ['', join(folder, 'none'), folder].join(delimiter);

  it('takes the stable «code» before another, on Windows by its .cmd', () => {
    expect(findCode({ PATH }, 'linux')).toBeUndefined();
    writeFileSync(join(folder, 'code-insiders'), '');
    expect(findCode({ PATH }, 'linux')).toBe(join(folder, 'code-insiders'));
    writeFileSync(join(folder, 'code'), '');
    expect(findCode({ PATH }, 'linux')).toBe(join(folder, 'code'));
    expect(findCode({ PATH }, 'win32')).toBeUndefined();
    writeFileSync(join(folder, 'code.cmd'), '');
    expect(findCode({ Path: PATH }, 'win32')).toBe(join(folder, 'code.cmd'));
  });

  it('does not take the one of a remote window', () => {
    expect(findCode({ PATH, VSCODE_IPC_HOOK_CLI: 'socket' }, 'linux')).toBeUndefined();
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
