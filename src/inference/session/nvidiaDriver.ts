import type { MachineView } from './machineView';

interface NvidiaDriver {
  readonly version: string;
  /** Names of the GPUs; empty when only the driver is known. */
  readonly gpus: readonly string[];
}

const procFolder = '/proc/driver/nvidia';

/**
 * The NVIDIA driver and its GPUs; undefined when there is none. The kernel's own files are asked
 * first: `nvidia-smi` wakes the GPU, which can take seconds, but knows more systems (WSL, Windows).
 */
export async function nvidiaDriver(view: MachineView): Promise<NvidiaDriver | undefined> {
  const known = view.read(`${procFolder}/version`);
  const version = /Kernel Module\D*?(\d+(?:\.\d+)+)/.exec(known ?? '')?.[1];
  if (version !== undefined) {
    const gpus = view
      .list(`${procFolder}/gpus`)
      .map((name) => view.read(`${procFolder}/gpus/${name}/information`) ?? '')
      .map((text) => /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim())
      .filter((name) => name !== undefined);
    return { version, gpus };
  }
  if (view.platform === 'darwin') return undefined;
  const query = ['--query-gpu=driver_version,name', '--format=csv,noheader'];
  const lines = ((await view.run('nvidia-smi', query)) ?? '').split('\n');
  const rows = lines.map((line) => /^(\d+(?:\.\d+)+)\s*,\s*(.+)$/.exec(line.trim()));
  const found = rows.filter((row) => row !== null);
  const first = found[0]?.[1];
  return first === undefined
    ? undefined
    : { version: first, gpus: found.flatMap((row) => row[2] ?? []) };
}
