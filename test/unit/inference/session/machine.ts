import type { MachineView } from '../../../../src/inference/session/machineView';

/** What a machine without any GPU answers, but for `known`. */
export function machine(
  known: Partial<Omit<MachineView, 'list' | 'read' | 'run'>> & {
    /** Text by path; folders follow from the paths. */
    readonly files?: Readonly<Record<string, string>>;
    /** Output by command line. */
    readonly programs?: Readonly<Record<string, string>>;
  },
): MachineView {
  const { files = {}, programs = {}, ...rest } = known;
  return {
    platform: 'linux',
    arch: 'x64',
    release: '6.8.0',
    processor: 'Some CPU',
    env: {},
    ...rest,
    read: (file) => files[file],
    list: (folder) =>
      [
        ...new Set(
          Object.keys(files)
            .filter((file) => file.startsWith(`${folder}/`))
            .map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''),
        ),
      ].sort(),
    run: (program, args) => Promise.resolve(programs[[program, ...args].join(' ')]),
  };
}

/** The driver's own file, as a kernel with an NVIDIA card has it. */
export function driverFile(version: string): Readonly<Record<string, string>> {
  return {
    '/proc/driver/nvidia/version': `NVRM version: NVIDIA UNIX x86_64 Kernel Module  ${version}  Tue Jan 1\nGCC version: 12.3.0`,
    '/proc/driver/nvidia/gpus/0000:01:00.0/information':
      'Model: \t\t NVIDIA GeForce RTX 4070\nIRQ: 1',
  };
}
