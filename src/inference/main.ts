import { createRequire } from 'node:module';
import { accept, object, text } from '../protocol/guards';
import { runChild } from './server/runChild';

/** Version of the native runtime, without loading it: that takes longer than the handshake may. */
function runtimeVersion(): string {
  const check = object<{ readonly version: string }>({ version: text(64) });
  try {
    const found: unknown = createRequire(__filename)('onnxruntime-node/package.json');
    const checked = accept(check, found, 'package.json');
    return checked.ok ? checked.value.version : 'unknown';
  } catch {
    return 'not installed';
  }
}

runChild(
  async (params, logger) => {
    const { loadModelRuntime } = await import('./loadModelRuntime');
    return loadModelRuntime(params, logger);
  },
  { 'onnxruntime-node': runtimeVersion() },
);
