import { AppError } from '../../protocol/appError';
import type {
  DeviceAttempt,
  DeviceName,
  DeviceReport,
  LoadParams,
} from '../../protocol/childProtocol';
import type { Logger } from '../../protocol/logger';
import type { Decoder } from '../decoder/decoder';
import { createCpuDecoder, createWebgpuDecoder } from './createDecoder';
import { compareDevices } from './compareDevices';
import type { ModelFolder } from './modelFolder';

export interface ChosenDevice {
  readonly decoder: Decoder;
  readonly report: DeviceReport;
}

/**
 * The decoder on the device asked for, or with `auto` on the GPU if it is there, right and faster,
 * else on the CPU. What was tried and why it was refused is in the report.
 *
 * @throws AppError `device-unavailable` when the one device asked for cannot run the model
 */
export async function chooseDevice(
  folder: ModelFolder,
  params: LoadParams,
  logger: Logger,
): Promise<ChosenDevice> {
  switch (params.device) {
    case 'cpu':
      return cpuOnly(folder, params, []);
    case 'webgpu':
      return webgpuOnly(folder);
    case 'auto':
      return fastestRight(folder, params, logger);
    case 'cuda':
    case 'dml':
      throw new AppError(
        'device-unavailable',
        `${params.device} is not supported by this version; use "auto", "webgpu" or "cpu".`,
      );
  }
}

async function cpuOnly(
  folder: ModelFolder,
  params: LoadParams,
  attempts: readonly DeviceAttempt[],
): Promise<ChosenDevice> {
  const decoder = await createCpuDecoder(folder, params);
  const reason = attempts[0]?.reason ?? 'asked for';
  return { decoder, report: report('cpu', reason, attempts) };
}

async function webgpuOnly(folder: ModelFolder): Promise<ChosenDevice> {
  try {
    const decoder = await createWebgpuDecoder(folder);
    return { decoder, report: report('webgpu', 'asked for', []) };
  } catch (cause) {
    throw new AppError(
      'device-unavailable',
      `WebGPU cannot run this model here (${firstLine(cause)}); use "--device cpu".`,
      undefined,
      { cause },
    );
  }
}

async function fastestRight(
  folder: ModelFolder,
  params: LoadParams,
  logger: Logger,
): Promise<ChosenDevice> {
  const refuse = (reason: string): readonly DeviceAttempt[] => {
    logger.log('info', 'device.choose', `webgpu refused: ${reason}`);
    return [{ device: 'webgpu', used: false, reason }];
  };
  let gpu: Decoder;
  try {
    gpu = await createWebgpuDecoder(folder);
  } catch (error) {
    return cpuOnly(folder, params, refuse(`no usable GPU adapter: ${firstLine(error)}`));
  }
  const cpu = await createCpuDecoder(folder, params);
  const verdict = await compareDevices(cpu, gpu);
  if (!verdict.useGpu) {
    await gpu.close();
    return {
      decoder: cpu,
      report: report('cpu', verdict.reason, refuse(verdict.reason)),
    };
  }
  await cpu.close();
  return { decoder: gpu, report: report('webgpu', verdict.reason, []) };
}

function report(used: DeviceName, reason: string, refused: readonly DeviceAttempt[]): DeviceReport {
  return { used, reason, attempts: [...refused, { device: used, used: true, reason }] };
}

/** The first line, without the source position and the condition that the runtime begins it with. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = (message.split('\n')[0] ?? '').trim();
  return line.replace(/^\S+:\d+ .* was false\. /, '').slice(0, 200);
}
