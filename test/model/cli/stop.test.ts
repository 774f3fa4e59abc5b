import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedModelDir } from '../../support/embeddedModel';
import { childrenOf } from '../../support/processes';
import { buildCli, runCli } from '../support/runCli';

const question =
  'A robe takes 2 bolts of blue fiber and half that much white fiber. How many in total?';

// A stop in the middle of an answer needs a model that takes seconds for one.
describe('an answer that is stopped', () => {
  beforeAll(buildCli);

  const args = (...more: string[]): string[] => [
    ...['ask', '--model', embeddedModelDir, '--device', 'cpu', ...more],
    question,
  ];

  it('keeps what was written and ends with 130', async () => {
    let stoppedAt = 0;
    const { code, stdout, stderr } = await runCli(args(), {
      onFirstText: (pid) => {
        stoppedAt = Date.now();
        process.kill(pid, 'SIGINT');
      },
    });
    expect(code).toBe(130);
    expect(stdout.trim()).not.toBe('');
    expect(stdout).not.toContain('Answer:');
    expect(stderr).toMatch(/Stopped\.\n$/);
    expect(Date.now() - stoppedAt).toBeLessThan(5_000);
  });

  it('ends the same when the whole group is signalled, as a terminal does', async () => {
    const { code, stderr } = await runCli(args(), {
      detached: true,
      onFirstText: (pid) => process.kill(-pid, 'SIGINT'),
    });
    expect(code).toBe(130);
    expect(stderr).toMatch(/Stopped\.\n$/);
  });

  it('is said in one sentence when the engine dies', async () => {
    const { code, stderr } = await runCli(args(), {
      onFirstText: (pid) => {
        for (const child of childrenOf(pid)) process.kill(child, 'SIGKILL');
      },
    });
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^tokenskip: .*engine/i);
  });

  it('takes the engine with it when it is killed itself', async () => {
    let children: readonly number[] = [];
    const { code } = await runCli(args(), {
      onFirstText: (pid) => {
        children = childrenOf(pid);
        process.kill(pid, 'SIGKILL');
      },
    });
    expect(code).toBeNull();
    expect(children.length).toBeGreaterThan(0);
    const isAlive = (pid: number): boolean => {
      try {
        process.kill(pid, 0);
        return true;
      } catch {
        return false;
      }
    };
    for (let waits = 0; waits < 50 && children.some(isAlive); waits += 1) await sleep(100);
    expect(children.filter(isAlive)).toEqual([]);
  });
});
