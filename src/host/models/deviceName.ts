import { l10n } from 'vscode';

const names: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
};

/** A device as people write it; also in `Runs on …`. */
export function deviceName(device: string): string {
  if (device === 'remote') return l10n.t('a server');
  return names[device] ?? device;
}
