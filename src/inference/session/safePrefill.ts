import type { Decoder } from '../decoder/decoder';
import { relativeDifference } from './relativeDifference';

/** Pieces of up to this many tokens take another attention kernel, which is right everywhere. */
const shortPiece = 16;

/** Long enough for the kernel of long pieces, which starts above 16 and up to 32 tokens. */
const longPiece = 48;

/** Slower than this a device is hardly one: the check of long pieces would take a minute there. */
const slowStepMs = 250;

/** Float32 sums in another order differ by less; the fault below by a tenth. */
const tolerance = 1e-3;

/**
 * Most tokens the device may read at once. onnxruntime's attention kernel for long pieces assumes
 * that at least 8 lanes run together; on a device with 4 (SwiftShader) it counts keys twice, and
 * short pieces must do. They do too where a token takes so long that nobody would want the device.
 *
 * Source: microsoft/onnxruntime contrib_ops/webgpu/bert/flash_attention.wgsl.template (8 keys are
 * summed for each step of `min(sg_size, 16)`).
 */
export async function safePrefillTokens(decoder: Decoder): Promise<number> {
  if ((await secondStepMs(decoder)) > slowStepMs) return shortPiece;
  const ids = Array.from({ length: longPiece }, (_, index) => (index * 7) % 97);
  const whole = (await decoder.prefill(0, ids)).slice();
  decoder.truncate(0, 0);
  let pieces: Float32Array = whole;
  for (let start = 0; start < longPiece; start += shortPiece) {
    pieces = await decoder.prefill(0, ids.slice(start, start + shortPiece));
  }
  decoder.truncate(0, 0);
  return relativeDifference(whole, pieces) < tolerance ? Infinity : shortPiece;
}

/** Milliseconds of a token after the first one, which compiles kernels; row 0 is left empty. */
async function secondStepMs(decoder: Decoder): Promise<number> {
  decoder.reserve(1);
  await decoder.decode([0]);
  const began = performance.now();
  await decoder.decode([1]);
  decoder.truncate(0, 0);
  return performance.now() - began;
}
