import { qwen2Template } from '../../../src/core/prompt/familyTemplates';
import type { ModelManifest } from '../../../src/protocol/modelManifest';

/** A manifest that passes the reader, with some fields changed. */
export function sampleManifest(change: Partial<ModelManifest> = {}): ModelManifest {
  return {
    formatVersion: 1,
    id: 'sample',
    name: 'Sample',
    family: 'qwen2',
    licence: 'Apache-2.0',
    source: { bytes: 10, sha256: 'a'.repeat(64) },
    quantisation: { format: 'balanced', description: 'four bits' },
    contextLength: 128,
    trainedRatios: [],
    prompt: qwen2Template,
    graphs: { cpu: 'onnx/cpu.onnx', webgpu: 'onnx/gpu.onnx', transformers: 'onnx/model_q4.onnx' },
    files: [],
    ...change,
  };
}
