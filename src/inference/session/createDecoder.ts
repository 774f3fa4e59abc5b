import path from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import type { LoadParams } from '../../protocol/childProtocol';
import { CpuDecoder } from '../decoder/cpuDecoder';
import type { Decoder } from '../decoder/decoder';
import { GpuTensors } from '../decoder/gpuTensors';
import { WebgpuDecoder } from '../decoder/webgpuDecoder';
import { graphFiles, type ModelFolder } from './modelFolder';
import { physicalCores } from './physicalCores';
import { safePrefillTokens } from './safePrefill';

/** ONNX Runtime writes errors to stderr; warnings there tell a person nothing. */
const logErrorsOnly = 3;

/** The CPU graph; weights are read by path, so that the system maps the files instead of copying. */
export function createCpuDecoder(folder: ModelFolder, params: LoadParams): Promise<Decoder> {
  return createSliceDecoder(folder, params, 'cpu');
}

/**
 * The CPU graph on the CPU, CUDA or DirectML.
 *
 * Keys and values stay in this process there too: the binding keeps tensors on the device for WebGPU
 * only (engine facts, 2), so each step sends the past again. The WebGPU graph is no choice, since
 * CUDA's GroupQueryAttention takes half precision only; the plain operators of this graph have
 * float32 kernels there, and what has none the runtime runs on the CPU.
 */
export async function createSliceDecoder(
  folder: ModelFolder,
  params: LoadParams,
  provider: 'cpu' | 'cuda' | 'dml',
): Promise<Decoder> {
  const session = await InferenceSession.create(path.join(folder.directory, graphFiles.cpu), {
    executionProviders: [provider],
    intraOpNumThreads: params.threads ?? physicalCores(),
    // Its plan of reused memory saves no time here and costs 28 MB (engine facts, 4); DirectML wants
    // it off.
    enableMemPattern: false,
    logSeverityLevel: logErrorsOnly,
  });
  return new CpuDecoder(session, folder.shape);
}

/**
 * The WebGPU graph, checked by a first run. Rejects when there is no adapter or it cannot run the
 * graph.
 */
export async function createWebgpuDecoder(folder: ModelFolder): Promise<Decoder> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['webgpu'],
    logSeverityLevel: logErrorsOnly,
  };
  const graph = path.join(folder.directory, graphFiles.webgpu);
  const session = await InferenceSession.create(graph, options);
  const tensors = await GpuTensors.create(options).catch(async (error: unknown) => {
    await session.release();
    throw error;
  });
  const decoder = new WebgpuDecoder(session, tensors, folder.shape);
  try {
    decoder.maxPrefillTokens = await safePrefillTokens(decoder);
    return decoder;
  } catch (error) {
    await decoder.close();
    throw error;
  }
}
