import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sourceState } from '../../../scripts/sourceState.mjs';

const root = mkdtempSync(join(tmpdir(), 'source-state-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('differs once a file is another, also an older one, and not else', async () => {
  const file = join(root, 'src', 'main.ts');
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'package.json'), '{}');
  const seen = new Set<string>();
  const look = async (): Promise<number> =>
    seen.add(await sourceState(root, ['src', 'package.json'])).size;
  expect(await look()).toBe(1);
  writeFileSync(file, 'one');
  expect(await look()).toBe(2);
  utimesSync(file, 1_000, 1_000);
  expect(await look()).toBe(3);
  expect(await look()).toBe(3);
  writeFileSync(file, 'three');
  utimesSync(file, 1_000, 1_000);
  expect(await look()).toBe(4);
});
