import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Instruction sets that decide how fast quantised weights are multiplied. */
const tellingFlags = [
  'avx',
  'avx2',
  'fma',
  'f16c',
  'avx512f',
  'avx512_vnni',
  'avx_vnni',
  'amx_int8',
];

/** Share of the processors that others may take before a measurement is called disturbed. */
export const quietShare = 0.05;

/** What the numbers depend on. */
export async function describeMachine(cores) {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    physicalCores: cores,
    logicalCores: os.availableParallelism(),
    flags: await cpuFlags(),
    memoryBytes: os.totalmem(),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
  };
}

async function cpuFlags() {
  const text = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  // "flags" on x86, "Features" on Arm.
  const line = /^(?:flags|Features)\s*:(.*)$/m.exec(text)?.[1];
  if (line === undefined) return undefined;
  const flags = line.trim().split(/\s+/);
  return os.arch() === 'x64'
    ? tellingFlags.filter((flag) => flags.includes(flag))
    : flags.filter((flag) => /dot|i8mm|sve|fp16|hp$/.test(flag));
}

/** Times of all processors together, milliseconds; `stolen` is what the hypervisor gave others. */
export async function processorTimes() {
  const text = await readFile('/proc/stat', 'utf8').catch(() => undefined);
  if (text !== undefined) {
    const [user, nice, system, idle, wait, interrupt, softInterrupt, stolen] = text
      .split('\n')[0]
      .split(/\s+/)
      .slice(1)
      .map((ticks) => Number(ticks) * 10);
    return {
      busy: user + nice + system + interrupt + softInterrupt,
      idle: idle + wait,
      stolen,
    };
  }
  const times = { busy: 0, idle: 0, stolen: 0 };
  for (const cpu of os.cpus()) {
    times.busy += cpu.times.user + cpu.times.nice + cpu.times.sys + cpu.times.irq;
    times.idle += cpu.times.idle;
  }
  return times;
}

/** Processor time of the process `pid` so far, milliseconds; undefined where the system does not say. */
export async function processMs(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // After the name in parentheses, which may hold blanks: user and system ticks are fields 14 and 15.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Bytes of the largest cache of the first processor; undefined where the system does not say. */
export async function cacheBytes() {
  const folder = '/sys/devices/system/cpu/cpu0/cache';
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names
      .filter((name) => name.startsWith('index'))
      .map((name) => readFile(`${folder}/${name}/size`, 'utf8')),
  );
  const kibibytes = sizes.map((text) => parseInt(text, 10)).filter((size) => size > 0);
  return kibibytes.length === 0 ? undefined : Math.max(...kibibytes) * 1024;
}

/**
 * Shares of all processors' time between two {@link processorTimes} that others took, `ownMs` being
 * what the measured processes took, and that the hypervisor took.
 */
export function shareOfOthers(before, after, ownMs) {
  const total =
    after.busy - before.busy + (after.idle - before.idle) + (after.stolen - before.stolen);
  if (total <= 0) return { others: 0, stolen: 0 };
  return {
    others: Math.max(0, after.busy - before.busy - ownMs) / total,
    stolen: (after.stolen - before.stolen) / total,
  };
}

/** What `describeMachine` tells, as the last line below a table. */
export function machineLine({ cpu, physicalCores, system, node }) {
  return `- ${cpu}, ${physicalCores} cores; ${system}; Node.js ${node}`;
}

/** A line that warns of other work on this machine, or undefined when it is quiet. */
export async function loadWarning() {
  const before = await processorTimes();
  const own = process.cpuUsage();
  await sleep(1000);
  const { user, system } = process.cpuUsage(own);
  const { others, stolen } = shareOfOthers(before, await processorTimes(), (user + system) / 1000);
  if (others + stolen <= quietShare) return undefined;
  const load = os.loadavg().map((value) => value.toFixed(1));
  return (
    `Warning: other work takes ${Math.round((others + stolen) * 100)} % of this machine's processors ` +
    `(load average ${load.join(', ')}); end it, or these numbers say little.`
  );
}
