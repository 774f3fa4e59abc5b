// Bundles what the benchmark takes from the product's sources into dist/bench/.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const benchDir = dirname(fileURLToPath(import.meta.url));
export const rootDir = dirname(benchDir);

/** Bundles of the code here that measures, and of what is measured in the tree `treeDir`. */
const entries = (treeDir) => ({
  ours: join(benchDir, 'children', 'ours.mjs'),
  answersOurs: join(benchDir, 'children', 'answersOurs.mjs'),
  batchOurs: join(benchDir, 'children', 'batchOurs.mjs'),
  profileOurs: join(benchDir, 'children', 'profileOurs.mjs'),
  panel: join(benchDir, 'children', 'panel.mjs'),
  product: join(treeDir, 'bench', 'product.mjs'),
  inference: join(treeDir, 'src', 'inference', 'main.ts'),
});

/** Paths of the bundles of a tree; onnxruntime-node is resolved from its root, as in the product. */
export function bundlesOf(treeDir) {
  const names = Object.keys(entries(treeDir));
  return Object.fromEntries(
    names.map((name) => [name, join(treeDir, 'dist', 'bench', `${name}.js`)]),
  );
}

export const bundles = bundlesOf(rootDir);

/** How an engine is opened is known where its sources are; how it is measured, here. */
const openedIn = (treeDir) => ({
  name: 'opened-in',
  setup({ onResolve }) {
    const path = join(treeDir, 'bench', 'children', 'openOurs.mjs');
    onResolve({ filter: /\/openOurs\.mjs$/ }, () => ({ path }));
  },
});

/** Builds the bundles; a fraction of a second, so that nothing has to tell whether they are old. */
export async function buildBundles(treeDir = rootDir, names = Object.keys(bundles)) {
  // From the root's packages: the bundler is no dependency of this folder.
  const { build } = await import('esbuild');
  const all = entries(treeDir);
  await build({
    absWorkingDir: treeDir,
    entryPoints: Object.fromEntries(names.map((name) => [name, all[name]])),
    outdir: join('dist', 'bench'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['onnxruntime-node', 'playwright-core'],
    plugins: [openedIn(treeDir)],
    logLevel: 'warning',
  });
}
