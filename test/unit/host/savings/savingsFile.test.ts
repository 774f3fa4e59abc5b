import { appendFile, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavingsEntry } from '../../../../src/core/savingsLedger';
import { SavingsFile } from '../../../../src/host/savings/savingsFile';
import { workspaceKey } from '../../../../src/host/savings/workspaceKey';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tokenskip-savings-')), 'storage');
  path = join(folder, 'savings.jsonl');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

function entry(id: string): SavingsEntry {
  return {
    id,
    day: '2026-11-24',
    workspace: 'a',
    kind: 'estimated',
    tokens: 1.5,
    seconds: 0.25,
    tokensInterval: { low: 1, high: 2 },
  };
}

describe('SavingsFile', () => {
  it('is empty before anything was written', async () => {
    expect(await new SavingsFile(folder).read()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is read by its owner alone', async () => {
    await new SavingsFile(folder).append(entry('a'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('loses nothing when two windows write and read at once', async () => {
    const windows = [new SavingsFile(folder), new SavingsFile(folder)];
    const ids = windows.flatMap((_, w) => Array.from({ length: 200 }, (__, i) => `${w}-${i}`));
    await Promise.all(
      windows.flatMap((window, w) =>
        Array.from({ length: 200 }, async (_, i) => {
          await window.append(entry(`${w}-${i}`));
          await window.read();
        }),
      ),
    );
    for (const window of windows) {
      const records = await window.read();
      expect(records).toHaveLength(400);
      expect(records.map((it) => ('id' in it ? it.id : '')).sort()).toEqual([...ids].sort());
    }
  });

  it('keeps the model that answered', async () => {
    const named = { ...entry('1'), model: 'coder-1.5b' };
    await new SavingsFile(folder).append(named);
    expect(await new SavingsFile(folder).read()).toEqual([named]);
  });

  it('gives back what was written, to the window that was there and to a new one', async () => {
    const first = new SavingsFile(folder);
    await first.append(entry('1'));
    expect(await first.read()).toEqual([entry('1')]);
    const second = new SavingsFile(folder);
    await second.append({ reset: { workspace: 'a' } });
    const both = [entry('1'), { reset: { workspace: 'a' } }];
    expect(await first.read()).toEqual(both);
    expect(await new SavingsFile(folder).read()).toEqual(both);
  });

  it('reads over damaged lines and what a crash left half written', async () => {
    const file = new SavingsFile(folder);
    await file.append(entry('1'));
    await appendFile(path, '{"id":"2","day":"yesterday"}\nnull\n{"reset":"some"}\n{"id":"3","da');
    expect(await file.read()).toEqual([entry('1')]);
    await file.append(entry('4'));
    expect(await file.read()).toEqual([entry('1'), entry('4')]);
  });

  it('shows what could not be written, and writes it with the next', async () => {
    // A file where the folder should be: nothing can be written there.
    await writeFile(folder, '');
    const file = new SavingsFile(folder);
    await expect(file.append(entry('1'))).rejects.toThrow();
    await rm(folder);
    expect(await file.read()).toEqual([entry('1')]);
    await file.append(entry('2'));
    expect(await file.read()).toEqual([entry('1'), entry('2')]);
    expect(await new SavingsFile(folder).read()).toEqual([entry('1'), entry('2')]);
  });

  it('starts again when the file was replaced by a shorter one', async () => {
    const file = new SavingsFile(folder);
    await file.append(entry('1'));
    await file.append(entry('2'));
    await file.read();
    await truncate(path);
    await writeFile(path, `${JSON.stringify(entry('3'))}\n`);
    expect(await file.read()).toEqual([entry('3')]);
  });

  it('tells when another window has written', async () => {
    const file = new SavingsFile(folder);
    let stop: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      void file.watch(resolve).then((end) => {
        stop = end;
        void new SavingsFile(folder).append(entry('1'));
      });
    });
    await told;
    stop();
    expect(await file.read()).toEqual([entry('1')]);
  });
});

describe('workspaceKey', () => {
  it('is the same for the same folders, says nothing of them, and differs for others', () => {
    const key = workspaceKey(['file:///home/a', 'file:///home/b']);
    expect(workspaceKey(['file:///home/b', 'file:///home/a'])).toBe(key);
    expect(key).not.toContain('home');
    expect(workspaceKey(['file:///home/a'])).not.toBe(key);
    expect(workspaceKey([])).toBe('none');
  });
});
