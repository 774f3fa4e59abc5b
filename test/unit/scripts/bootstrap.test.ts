import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

describe('a fresh clone', () => {
  const root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join(import.meta.dirname, '..', '..', '..', 'scripts'), join(root, 'scripts'), {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  });
  writeFileSync(join(root, 'package.json'), '{ "devDependencies": { "esbuild": "1.0.0" } }');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  const asked = join(root, 'asked');
  const npm = join(root, 'npm.js');
  writeFileSync(
    npm,
    `require('node:fs').writeFileSync('asked', process.argv.slice(2).join(' ')); process.exit(7);`,
  );

  /** Runs a task; what npm was asked for, once that has failed. */
  function installFor(task: string): string {
    rmSync(asked, { force: true });
    const script = join(root, 'scripts', 'bootstrap.mjs');
    const env = { ...process.env, npm_execpath: npm };
    const { status, stderr } = spawnSync(process.execPath, [script, task], { cwd: root, env });
    expect(stderr.toString()).toMatch(/npm ci failed/);
    expect(status).toBe(7);
    return readFileSync(asked, 'utf8');
  }

  it('gets its packages first, those that build and test whatever NODE_ENV says', () => {
    expect(installFor('package')).toMatch(/^ci --include=dev /);
  });

  it('gets them again where half of them are missing', () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{}');
    expect(installFor('ask')).toMatch(/^ci /);
  });
});
