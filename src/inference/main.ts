import { runChild } from './server/runChild';
import { runtimePackage } from './session/runtimePackage';

runChild(
  async (params, logger) => {
    const { loadModelRuntime } = await import('./loadModelRuntime');
    return loadModelRuntime(params, logger);
  },
  { 'onnxruntime-node': runtimePackage().version },
);
