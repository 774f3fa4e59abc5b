import type { DeviceName } from '../../protocol/childProtocol';
import { devicePhrase } from '../../protocol/deviceReasons';

const names: Readonly<Record<DeviceName, string>> = {
  cpu: 'the CPU',
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
};

/** A device as a sentence names it. */
export function deviceText(device: DeviceName): string {
  return names[device];
}

/** `3.1 ms a token, 12.0 ms on WebGPU`: the device's own speed, then those of the others. */
export function speedText(device: DeviceName, speeds: ReadonlyMap<DeviceName, number>): string {
  const others = [...speeds].filter(([name]) => name !== device);
  return [
    devicePhrase('speed', (speeds.get(device) ?? 0).toFixed(1)),
    ...others.map(([name, stepMs]) => devicePhrase('speedOn', stepMs.toFixed(1), names[name])),
  ].join(', ');
}

/**
 * The first line of a failure, without the source position and the condition that the runtime begins
 * it with, and without folders: they may name a person.
 */
export function failureText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (message.split('\n')[0] ?? '').trim();
  return line
    .replace(/^\S+:\d+ .* was false\. /, '')
    .replaceAll(/(?:[A-Za-z]:)?(?:[\\/][^\s\\/:"']+)+[\\/](?=[^\s\\/])/g, '')
    .slice(0, 200);
}
