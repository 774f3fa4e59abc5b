// Bundles what the benchmark takes from the product's sources into dist/bench/.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const benchDir = dirname(fileURLToPath(import.meta.url));
export const rootDir = dirname(benchDir);

/** Paths of the bundles; onnxruntime-node is resolved from the root, as in the product. */
export const bundles = {
  ours: join(rootDir, 'dist', 'bench', 'ours.js'),
  answersOurs: join(rootDir, 'dist', 'bench', 'answersOurs.js'),
  batchOurs: join(rootDir, 'dist', 'bench', 'batchOurs.js'),
  profileOurs: join(rootDir, 'dist', 'bench', 'profileOurs.js'),
  product: join(rootDir, 'dist', 'bench', 'product.js'),
  inference: join(rootDir, 'dist', 'bench', 'inference.js'),
};

/** Builds all bundles; a fraction of a second, so that nothing has to tell whether they are old. */
export async function buildBundles() {
  // From the root's packages: the bundler is no dependency of this folder.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: rootDir,
    entryPoints: {
      ours: 'bench/children/ours.mjs',
      answersOurs: 'bench/children/answersOurs.mjs',
      batchOurs: 'bench/children/batchOurs.mjs',
      profileOurs: 'bench/children/profileOurs.mjs',
      product: 'bench/product.mjs',
      inference: 'src/inference/main.ts',
    },
    outdir: 'dist/bench',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['onnxruntime-node'],
    logLevel: 'warning',
  });
}
