import { execFile } from 'node:child_process';
import { freemem, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** What decides which models a machine can run. */
export interface Machine {
  readonly totalBytes: number;
  /** Absent: none whose memory is known. */
  readonly gpu?: Gpu;
}

export interface Gpu {
  readonly name: string;
  readonly memoryBytes: number;
  /** True where it is a part of the machine's own memory. */
  readonly isShared?: boolean;
}

/** Longest wait for the driver's program; a sleeping card takes a second. */
const queryTimeoutMs = 5_000;

/** Share of the memory of an Apple machine that its graphics processor may take (Metal's limit). */
const appleGpuShare = 2 / 3;

/**
 * Bytes of memory that a new process can have. macOS counts what it would give back at once as
 * used, and says a few hundred MB on any machine: there half of all memory is taken instead.
 */
export function availableMemory(
  platform: NodeJS.Platform = process.platform,
  free: number = freemem(),
  total: number = totalmem(),
): number {
  return platform === 'darwin' ? Math.max(free, total / 2) : free;
}

/** This machine as it is now; never rejects. */
export async function readMachine(): Promise<Machine> {
  const totalBytes = totalmem();
  const gpu = await findGpu(process.platform, process.arch, totalBytes);
  return { totalBytes, ...(gpu === undefined ? {} : { gpu }) };
}

async function findGpu(
  platform: NodeJS.Platform,
  architecture: string,
  totalBytes: number,
): Promise<Gpu | undefined> {
  if (platform === 'darwin') {
    return architecture === 'arm64'
      ? {
          name: 'Apple GPU',
          memoryBytes: Math.floor(totalBytes * appleGpuShare),
          isShared: true,
        }
      : undefined;
  }
  try {
    const { stdout } = await promisify(execFile)(
      'nvidia-smi',
      ['--query-gpu=memory.total,name', '--format=csv,noheader,nounits'],
      { timeout: queryTimeoutMs, windowsHide: true },
    );
    return largestGpu(stdout);
  } catch {
    return undefined; // no such card, or no driver for it
  }
}

/** The card with the most memory in lines such as `81559, NVIDIA H100 80GB HBM3` (MiB). */
export function largestGpu(listing: string): Gpu | undefined {
  const found = listing.split('\n').flatMap((line): Gpu[] => {
    const match = /^\s*(\d{1,9})\s*,\s*(\S.{0,199}?)\s*$/.exec(line);
    return match?.[1] === undefined || match[2] === undefined
      ? []
      : [{ name: match[2], memoryBytes: Number(match[1]) * 2 ** 20 }];
  });
  return found.sort((a, b) => b.memoryBytes - a.memoryBytes)[0];
}
