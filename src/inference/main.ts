import { runChild } from './server/runChild';
import { runtimePackage } from './session/runtimePackage';

runChild(
  {
    loadRuntime: async (params, logger) => {
      const { loadModelRuntime } = await import('./loadModelRuntime');
      return loadModelRuntime(params, logger);
    },
    compareModels: async (params, hooks, signal) => {
      const { compareModels } = await import('./compare/compareModels');
      return compareModels(params, hooks, signal);
    },
  },
  { 'onnxruntime-node': runtimePackage().version },
);
