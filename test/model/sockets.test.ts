import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runModelJob } from '../../src/host/models/runModelJob';
import type { ModelJob } from '../../src/protocol/modelJob';
import { childrenOf } from '../support/processes';
import { smallModel, withSmallModel } from '../support/smallModel';
import { listeningSockets } from '../support/sockets';
import { SocketWatch } from '../support/socketWatch';
import { RepositoryServer } from '../unit/modelkit/store/repositoryServer';
import { buildCli, runCli } from './support/runCli';

const root = path.join(import.meta.dirname, '..', '..');
const source = path.join(import.meta.dirname, 'tiny', 'qwen2');

// What a process has open can be read in /proc, which only Linux has.
describe.runIf(process.platform === 'linux')('sockets that others could reach', () => {
  let folder: string;
  let model: string;

  beforeAll(async () => {
    buildCli();
    folder = await mkdtemp(path.join(tmpdir(), 'tokenskip-sockets-'));
    model = path.join(folder, 'tiny');
    const flags = ['--out', model, '--format', 'exact', '--id', 'tiny'];
    expect(await runCli(['model', 'convert', source, ...flags])).toMatchObject({ code: 0 });
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('are never open in the process that asks or in the one that answers', async () => {
    let watch: SocketWatch | undefined;
    const { code, stdout } = await runCli(
      ['ask', '--model', model, '--device', 'cpu', '--max-tokens', '200', 'What is 12 * 7?'],
      {
        env: { TOKENSKIP_CACHE: path.join(folder, 'cache') },
        onStart: (pid) => {
          watch = new SocketWatch(() => [
            { role: 'asks', pid },
            ...childrenOf(pid).map((child) => ({ role: 'answers', pid: child })),
          ]);
        },
      },
    ).finally(() => expect(watch?.stop()).toEqual([]));
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    for (const role of ['asks', 'answers']) expect(watch?.looks.get(role), role).toBeGreaterThan(5);
  });

  it('are never open in the process that fetches and converts a model, or that verifies it', async () => {
    const childPath = path.join(folder, 'modelJob.js');
    await build({
      entryPoints: [path.join(root, 'src', 'modelkit', 'worker', 'main.ts')],
      outfile: childPath,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      plugins: [withSmallModel],
    });
    const hub = RepositoryServer.ofTinyModels();
    hub.repository('someone/llama').storage.drip = { bytes: 8_000, pauseMs: 10 };
    vi.stubEnv('HF_ENDPOINT', await hub.start());
    vi.stubEnv('HF_HOME', path.join(folder, 'hf'));
    vi.stubEnv('TOKENSKIP_CACHE', path.join(folder, 'pulled'));
    const others = childrenOf(process.pid);
    const run = async (job: ModelJob): Promise<string> => {
      const watch = new SocketWatch(() =>
        childrenOf(process.pid)
          .filter((pid) => !others.includes(pid))
          .map((pid) => ({ role: job.kind, pid })),
      );
      const stages = new Set<string>();
      const done = await runModelJob(job, {
        childPath,
        nodePath: '',
        signal: new AbortController().signal,
        onNote: () => undefined,
        onProgress: ({ stage }) => stages.add(stage),
      }).finally(() => expect(watch.stop()).toEqual([]));
      expect(watch.looks.get(job.kind)).toBeGreaterThan(2);
      if (job.kind === 'pull') expect([...stages]).toContain('download');
      return done;
    };
    try {
      const pulled = await run({
        kind: 'pull',
        id: smallModel.id,
        rootDir: root,
        hasReleases: false,
        fetched: null,
      });
      expect(await run({ kind: 'verify', folder: pulled })).toBe(pulled);
    } finally {
      await hub.stop();
    }
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
