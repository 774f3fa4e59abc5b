import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../src/files/replaceFile';

describe('replaceFile', () => {
  let folder = '';
  const path = (): string => join(folder, 'note.json');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replace-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('shows the old content until the new one is complete', async () => {
    await replaceFile(path(), 'old and long');
    await replaceFile(path(), async (file) => {
      await file.write('ne');
      expect(await readFile(path(), 'utf8')).toBe('old and long');
      await file.write('w');
    });
    expect(await readFile(path(), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['note.json']);
  });

  it('leaves the old content, and nothing else, when writing fails', async () => {
    await replaceFile(path(), 'old');
    const failing = replaceFile(path(), async (file) => {
      await file.write('half');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(await readFile(path(), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['note.json']);
  });

  it('removes what a killed process left, once it is a day old', async () => {
    const hours = (count: number): Date => new Date(Date.now() - count * 3_600_000);
    const left = [
      ['.note.json.partial-7', 25],
      ['.note.json.partial-8', 23],
      ['note.json.partial-9', 25],
      ['.other', 25],
    ] as const;
    for (const [name, age] of left) {
      await writeFile(join(folder, name), 'half');
      await utimes(join(folder, name), hours(age), hours(age));
    }
    await replaceFile(path(), 'whole');
    const names = await readdir(folder);
    expect(names.toSorted()).toEqual([
      '.note.json.partial-8',
      '.other',
      'note.json',
      'note.json.partial-9',
    ]);
  });

  it('names the remedy where it may not write', async () => {
    await writeFile(path(), '');
    await expect(replaceFile(join(path(), 'below'), 'x')).rejects.toMatchObject({
      code: 'folder-unreadable',
    });
  });
});
