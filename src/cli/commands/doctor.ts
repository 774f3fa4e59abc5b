import { arch, availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { isAppError } from '../../protocol/appError';
import type { DeviceAttempt } from '../../protocol/childProtocol';
import { readManifest } from '../../modelkit/manifest/readManifest';
import { verifyModel } from '../../modelkit/manifest/verifyModel';
import { freeDiskBytes } from '../../modelkit/store/diskSpace';
import { storePaths } from '../../modelkit/store/storePaths';
import type { CliContext } from '../cliContext';
import type { Command, ExitCode } from '../command';
import { exitCodes } from '../command';
import { installedFolder } from '../installedFolder';
import { parseFlags } from '../parseFlags';
import { productVersion } from '../productVersion';
import { table } from '../terminal/table';
import { withEngine } from '../withEngine';

const help = `tokenskip doctor - what this machine has and what works

Usage: tokenskip doctor [--model M] [--json]

Prints versions, processor and memory, where models are kept, and for one model (default: the
embedded one, else the default base) whether its files are as its manifest says, and for each device
whether it is used, right but slower, wrong, or not there and what to install. The devices are
measured anew, and the result is remembered. Nothing is fetched. Exit code 1 when the model does not
work.`;

/** What one model says and does. */
interface ModelReport {
  readonly id: string;
  readonly folder: string;
  readonly format: string;
  readonly sourceSha256: string;
  readonly files: string;
  readonly device?: string;
  readonly devices?: readonly DeviceAttempt[];
  readonly versions?: Readonly<Record<string, string>>;
  readonly loadSeconds?: number;
  readonly contextLength?: number;
  readonly residentMB?: number;
  readonly problem?: string;
}

async function run(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values } = parseFlags('doctor', args, {
    model: { type: 'string' },
    json: { type: 'boolean' },
  });
  const machine = await describeMachine(context);
  const model = await describeModel(values.model, context);
  const problem = typeof model === 'string' ? model : model.problem;
  if (values.json === true) {
    const shown = typeof model === 'string' ? { problem } : model;
    context.out.write(`${JSON.stringify({ ...machine, model: shown })}\n`);
  } else {
    context.out.write(`${table([...rowsOf(machine), ...modelRows(model)])}\n`);
  }
  return problem === undefined ? exitCodes.ok : exitCodes.failed;
}

async function describeMachine(context: CliContext): Promise<Record<string, string>> {
  const { root } = storePaths(context.env);
  const free = await freeBytesAbove(root);
  return {
    tokenskip: await productVersion(context.rootDir),
    node: process.versions.node,
    system: `${platform()} ${release()} ${arch()}`,
    processor: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} threads`,
    memory: `${gigabytes(totalmem())} GB, ${gigabytes(freemem())} GB free`,
    store: `${root}, ${free === undefined ? 'free space unknown' : `${gigabytes(free)} GB free`}`,
  };
}

/** The store may not exist yet: its disk is that of the nearest folder that does. */
async function freeBytesAbove(path: string): Promise<number | undefined> {
  const free = await freeDiskBytes(path).catch(() => undefined);
  const parent = dirname(path);
  return free === undefined && parent !== path ? freeBytesAbove(parent) : free;
}

/** The report, or one sentence that says why there is none. */
async function describeModel(
  name: string | undefined,
  context: CliContext,
): Promise<ModelReport | string> {
  const folder = await installedFolder(name, context).then((path) => ({ path }), sentence);
  if (typeof folder === 'string') return folder;
  const manifest = await readManifest(folder.path).catch(sentence);
  if (typeof manifest === 'string') return manifest;
  const verified = await verifyModel(folder.path, { signal: context.signal }).catch(sentence);
  const report = {
    id: manifest.id,
    folder: folder.path,
    format: manifest.quantisation.format,
    sourceSha256: manifest.source.sha256,
    files:
      typeof verified === 'string' ? verified : `all ${verified.files.length} as the manifest says`,
  };
  if (typeof verified === 'string') return { ...report, problem: verified };
  const loaded = await tryModel({ folder: folder.path, manifest }, context).catch(sentence);
  return typeof loaded === 'string' ? { ...report, problem: loaded } : { ...report, ...loaded };
}

async function tryModel(
  model: Parameters<typeof withEngine>[0],
  context: CliContext,
): Promise<Partial<ModelReport>> {
  return withEngine(
    model,
    { device: 'auto', measureDevices: true },
    context,
    async ({ engine, loaded }) => {
      const memory = await engine.memory({ signal: context.signal });
      const { process: running } = engine.status;
      return {
        device: `${loaded.device.used} (${loaded.device.reason})`,
        devices: loaded.device.attempts,
        ...(running === undefined ? {} : { versions: running.versions }),
        loadSeconds: Math.round(loaded.loadMs) / 1000,
        contextLength: loaded.contextLength,
        residentMB: Math.round(memory.residentBytes / 1e6),
      };
    },
  );
}

/** A failure that belongs into the report; anything else goes up. */
function sentence(error: unknown): string {
  if (isAppError(error) && error.code !== 'cancelled') return error.message;
  throw error;
}

function rowsOf(values: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(values);
}

function modelRows(model: ModelReport | string): readonly (readonly string[])[] {
  if (typeof model === 'string') return [['model', model]];
  const { devices = [], versions = {}, ...rest } = model;
  const rows = [
    ['model', `${rest.id} (${rest.format}) in ${rest.folder}`],
    ['source', `sha256 ${rest.sourceSha256}`],
    ['files', rest.files],
    ...devices.map(({ device, used, reason }) => [
      `device ${device}`,
      `${used ? 'used' : 'not used'}: ${reason}`,
    ]),
    ...Object.entries(versions).filter(([name]) => name !== 'node'),
  ];
  if (rest.problem !== undefined) return [...rows, ['problem', rest.problem]];
  return [
    ...rows,
    ['load', `${rest.loadSeconds ?? 0} s, ${rest.residentMB ?? 0} MB of memory`],
    ['context', `${rest.contextLength ?? 0} tokens`],
  ];
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'what this machine has and what works',
  help,
  run,
};
