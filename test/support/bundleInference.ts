import path from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the inference process as the product has it, into `outdir`/inference.js. The native runtime
 * stays outside: `node_modules` must be found from there.
 */
export async function bundleInference(outdir: string): Promise<void> {
  await build({
    entryPoints: { inference: path.join(import.meta.dirname, '../../src/inference/main.ts') },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['onnxruntime-node'],
  });
}
