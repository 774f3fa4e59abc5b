import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { isProcessAlive } from '../../../../src/modelkit/store/isProcessAlive';

describe('isProcessAlive', () => {
  it('is true of a process that runs, and of one of another user', () => {
    expect(isProcessAlive(process.pid)).toBe(true);
    expect(isProcessAlive(1)).toBe(true);
  });

  it('is false of one that has ended, and of no number of a process', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(child.pid).toBeDefined();
    expect(isProcessAlive(child.pid ?? 0)).toBe(false);
    for (const pid of [0, -1, 1.5, Number.NaN]) expect(isProcessAlive(pid)).toBe(false);
  });

  it.runIf(process.platform === 'linux')(
    'is false of one that has ended and that nobody waited for',
    async () => {
      // The shell becomes `sleep`, which waits for no child.
      const parent = spawn('sh', ['-c', '(exit 0) & echo $!; exec sleep 30']);
      try {
        parent.stdout.setEncoding('utf8');
        const [line] = (await once(parent.stdout, 'data')) as [string];
        const pid = Number(line);
        for (;;) {
          const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
          if (stat.includes(') Z ')) break;
        }
        expect(isProcessAlive(pid)).toBe(false);
      } finally {
        parent.kill();
      }
    },
  );
});
