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
export async function createCpuDecoder(folder: ModelFolder, params: LoadParams): Promise<Decoder> {
  const session = await InferenceSession.create(path.join(folder.directory, graphFiles.cpu), {
    executionProviders: ['cpu'],
    intraOpNumThreads: params.threads ?? physicalCores(),
    // Its plan of reused memory saves no time here and costs 28 MB (engine facts, 4).
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
  const decoder = new WebgpuDecoder(session, await GpuTensors.create(options), folder.shape);
  try {
    decoder.maxPrefillTokens = await safePrefillTokens(decoder);
    return decoder;
  } catch (error) {
    await decoder.close();
    throw error;
  }
}
