const names: Readonly<Record<string, string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  remote: 'Server',
};

/** A device as people write it. */
export function deviceName(device: string): string {
  return names[device] ?? device;
}
