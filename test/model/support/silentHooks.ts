import type { GenerateHooks } from '../../../src/inference/modelRuntime';

/** Hooks of a caller that only wants the result. */
export const silentHooks: GenerateHooks = {
  onToken: () => undefined,
  onPrefill: () => undefined,
  onRow: () => undefined,
};
