import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, release } from 'node:os';

/** Longest wait for a program that tells of the machine; a sleeping GPU takes some seconds. */
const programTimeoutMs = 10_000;

/** What is asked of the machine about its devices; nothing in it throws. */
export interface MachineView {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Release of the kernel. */
  readonly release: string;
  readonly processor: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): readonly string[];
  /** Text of a file; undefined when it cannot be read. */
  read(file: string): string | undefined;
  /** What a program writes; undefined when it is not there, fails or takes longer than 10 s. */
  run(program: string, args: readonly string[]): Promise<string | undefined>;
}

/** This machine. */
export function thisMachine(): MachineView {
  return {
    platform: process.platform,
    arch: process.arch,
    release: release(),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    env: process.env,
    list: (folder) => attempt(() => readdirSync(folder).sort()) ?? [],
    read: (file) => attempt(() => readFileSync(file, 'utf8')),
    run: (program, args) =>
      new Promise((resolve) => {
        const options = { timeout: programTimeoutMs, windowsHide: true } as const;
        execFile(program, [...args], options, (error, stdout) =>
          resolve(error === null ? stdout : undefined),
        );
      }),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
