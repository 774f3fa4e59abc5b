import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { limits } from '../../protocol/limits';
import type { ManifestFile, ManifestGraphs } from '../../protocol/modelManifest';
import type { ModelConfig } from '../source/modelConfig';
import { graphVariants, type GraphVariant } from './attention';
import { decoderGraph } from './decoderGraph';
import type { DecoderWeights, RotaryLocations } from './decoderWeights';
import type { AccuracyLevel } from './linear';
import { encodeOnnxModel } from '../../core/onnx/onnxModel';
import { rotaryTables } from './rotaryTables';
import type { ShardedDataWriter } from './shardedDataWriter';

/** Where the graphs lie in a model folder. */
export const graphPaths: ManifestGraphs = {
  cpu: 'onnx/decoder_cpu.onnx',
  webgpu: 'onnx/decoder_webgpu.onnx',
  transformers: 'onnx/model_q4.onnx',
};

/**
 * Rounding activations to int8 is what makes the CPU fast; WebGPU computes in float32, so that a
 * difference from the CPU beyond that rounding means a broken driver.
 */
const accuracyLevels: Readonly<Record<GraphVariant, AccuracyLevel>> = {
  cpu: 4,
  webgpu: 0,
  transformers: 4,
};

/** Writes the rotary tables of a model as two tensors of its data files. */
export async function writeRotaryTables(
  writer: ShardedDataWriter,
  config: ModelConfig,
): Promise<RotaryLocations> {
  const positions = Math.min(config.contextLength, limits.graphContext);
  const { cos, sin } = rotaryTables(config, positions);
  return {
    positions,
    cos: await writer.writeTensor(new Uint8Array(cos.buffer)),
    sin: await writer.writeTensor(new Uint8Array(sin.buffer)),
  };
}

/**
 * Writes the three graphs over one set of data files into `directory/onnx` and returns them.
 * `accuracyLevel` overrides the levels of all three: 0 for comparisons with a reference.
 */
export async function writeDecoderGraphs(
  directory: string,
  config: ModelConfig,
  weights: DecoderWeights,
  rotary: RotaryLocations,
  accuracyLevel?: AccuracyLevel,
): Promise<readonly ManifestFile[]> {
  await mkdir(path.join(directory, 'onnx'), { recursive: true });
  const files: ManifestFile[] = [];
  for (const variant of graphVariants) {
    const level = accuracyLevel ?? accuracyLevels[variant];
    const graph = decoderGraph(config, weights, rotary, { variant, accuracyLevel: level });
    const bytes = encodeOnnxModel(graph);
    const relative = graphPaths[variant];
    await writeFile(path.join(directory, relative), bytes, { flush: true });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ path: relative, bytes: bytes.length, sha256 });
  }
  return files;
}
