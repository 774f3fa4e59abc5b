import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childrenOf } from '../support/processes';
import { listeningSockets } from '../support/sockets';
import { buildCli, runCli } from './support/runCli';

const source = path.join(import.meta.dirname, 'tiny', 'qwen2');
/** A socket that is opened stays open: this is far below the time that a process lives. */
const sampleMs = 10;

// What a process has open can be read in /proc, which only Linux has.
describe.runIf(process.platform === 'linux')('sockets that others could reach', () => {
  let root: string;
  let model: string;

  beforeAll(async () => {
    buildCli();
    root = await mkdtemp(path.join(tmpdir(), 'tokenskip-sockets-'));
    model = path.join(root, 'tiny');
    const flags = ['--out', model, '--format', 'exact', '--id', 'tiny'];
    expect(await runCli(['model', 'convert', source, ...flags])).toMatchObject({ code: 0 });
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('are never open in the process that asks or in the one that answers', async () => {
    const seen = new Map<string, number>();
    const found = new Set<string>();
    let watch: NodeJS.Timeout | undefined;
    const look = (role: string, pid: number): void => {
      seen.set(role, (seen.get(role) ?? 0) + 1);
      for (const socket of listeningSockets(pid)) found.add(`${role}: ${socket}`);
    };
    const { code, stdout } = await runCli(
      ['ask', '--model', model, '--device', 'cpu', '--max-tokens', '200', 'What is 12 * 7?'],
      {
        env: { TOKENSKIP_CACHE: path.join(root, 'cache') },
        onStart: (pid) => {
          watch = setInterval(() => {
            look('asks', pid);
            for (const child of childrenOf(pid)) look('answers', child);
          }, sampleMs);
        },
      },
    ).finally(() => clearInterval(watch));
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    expect([...found]).toEqual([]);
    for (const role of ['asks', 'answers']) expect(seen.get(role), role).toBeGreaterThan(5);
  });

  it.each([
    ['tcp', "require('net').createServer().listen(0, '127.0.0.1', ready)"],
    ['tcp6', "require('net').createServer().listen(0, '::', ready)"],
    ['udp', "require('dgram').createSocket('udp4').bind(0, ready)"],
    ['unix', "require('net').createServer().listen('\\0tokenskip-test-' + process.pid, ready)"],
  ])('would be found: %s', async (name, open) => {
    const code = `const ready = () => console.log('open'); ${open}`;
    const opener = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(opener.stdout, 'data');
      expect(listeningSockets(opener.pid ?? 0)).toEqual([expect.stringMatching(`^${name} `)]);
    } finally {
      opener.kill('SIGKILL');
    }
  });
});
