import { listSupportedBackends } from 'onnxruntime-node';
import type { DeviceName, LoadParams } from '../../protocol/childProtocol';
import type { Decoder } from '../decoder/decoder';
import { createCpuDecoder, createSliceDecoder, createWebgpuDecoder } from './createDecoder';
import { cudaProblem } from './cudaProblem';
import { machineIdentity } from './machineIdentity';
import { thisMachine } from './machineView';
import type { ModelFolder } from './modelFolder';
import { physicalCores } from './physicalCores';
import { runtimePackage } from './runtimePackage';

/** The devices of a machine, as far as choosing one needs them. */
export interface Devices {
  /** Why a device cannot be here and what would have to be installed; undefined: it can be tried. */
  missing(device: DeviceName): Promise<string | undefined>;
  /** A decoder of the model there. Rejects when the device cannot run it. */
  create(device: DeviceName): Promise<Decoder>;
  /** Runtime, threads, processor and drivers: what a comparison of the devices holds for. */
  identity(): Promise<string>;
  /** Milliseconds, for differences. */
  now(): number;
  /** The day, `2026-11-24`. */
  today(): string;
}

/** The devices of this machine for the model in `folder`. */
export function machineDevices(folder: ModelFolder, params: LoadParams): Devices {
  const view = thisMachine();
  const runtime = runtimePackage();
  const supported = new Set(listSupportedBackends().map(({ name }) => name));
  return {
    missing: async (device) => {
      if (device === 'cuda') return cudaProblem(view, runtime);
      if (supported.has(device)) return undefined;
      return device === 'dml'
        ? 'DirectML is a part of Windows; use WebGPU'
        : `the runtime has no ${device} on ${view.platform} ${view.arch}`;
    },
    create: (device) => {
      switch (device) {
        case 'cpu':
          return createCpuDecoder(folder, params);
        case 'webgpu':
          return createWebgpuDecoder(folder);
        case 'cuda':
        case 'dml':
          return createSliceDecoder(folder, params, device);
      }
    },
    identity: async () => {
      const threads = params.threads ?? physicalCores();
      const machine = await machineIdentity(view);
      return `onnxruntime-node ${runtime.version}, ${threads} threads, ${machine}`;
    },
    now: () => performance.now(),
    today: () => new Date().toISOString().slice(0, 10),
  };
}
