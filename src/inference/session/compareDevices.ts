import type { Decoder } from '../decoder/decoder';
import { relativeDifference } from './relativeDifference';

/** Any tokens do: the two devices must agree on what follows them. */
const probe = [0, 1, 2, 3, 4, 5, 6, 7];

/** Tokens decoded to compare the speed. */
const timedSteps = 3;

/**
 * Largest difference of logits, relative to the largest logit, that int8 rounding of activations
 * on the CPU explains (1e-2 measured, engine facts 1), with room for other models.
 */
const tolerance = 0.08;

export interface DeviceVerdict {
  readonly useGpu: boolean;
  readonly reason: string;
}

/** Whether the GPU computes what the CPU computes, and faster; both decoders are left empty. */
export async function compareDevices(cpu: Decoder, gpu: Decoder): Promise<DeviceVerdict> {
  try {
    for (const decoder of [cpu, gpu]) decoder.reserve(1);
    const expected = (await cpu.prefill(0, probe)).slice();
    const difference = relativeDifference(expected, await gpu.prefill(0, probe));
    if (!(difference <= tolerance)) {
      return {
        useGpu: false,
        reason: `the GPU's results differ from the CPU's by ${(difference * 100).toFixed(1)} %`,
      };
    }
    const cpuMs = await timeSteps(cpu);
    const gpuMs = await timeSteps(gpu);
    const speeds = `${gpuMs.toFixed(1)} ms a token on the GPU, ${cpuMs.toFixed(1)} ms on the CPU`;
    return gpuMs < cpuMs
      ? { useGpu: true, reason: `right and faster: ${speeds}` }
      : { useGpu: false, reason: `the CPU is faster: ${speeds}` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { useGpu: false, reason: `the GPU failed on a first run (${message.slice(0, 200)})` };
  } finally {
    for (const decoder of [cpu, gpu]) decoder.truncate(0, 0);
  }
}

/** The fastest of a few steps, milliseconds: the first ones compile shaders. */
async function timeSteps(decoder: Decoder): Promise<number> {
  let best = Infinity;
  for (let step = 0; step < timedSteps; step++) {
    const began = performance.now();
    await decoder.decode([step]);
    best = Math.min(best, performance.now() - began);
  }
  return best;
}
