// Bundles each process of the product into dist/, one entry file per process.
//
//   node scripts/build.mjs [--force]
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sourceState } from './sourceState.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'dist', '.built');

/** Bundle → entry file. */
const entries = {
  inference: 'src/inference/main.ts',
  modelJob: 'src/modelkit/worker/main.ts',
  cli: 'src/cli/main.ts',
};

/** Bundles that the extension host loads. VS Code reads their source maps while it activates. */
const hostEntries = { extension: 'src/host/extension.ts' };

/** Pages of the editor: script and style sheet each, in dist/webview/. */
const pages = { panel: 'src/webview/panel/main.tsx', chat: 'src/webview/chat/main.tsx' };

/** What a bundle is made from. */
const inputs = [
  'src',
  'package.json',
  'package-lock.json',
  'models/catalogue.json',
  'tsconfig.base.json',
  'scripts/build.mjs',
];

/**
 * The hub's library brings a protocol for uploads that nothing here calls, in packages that do not
 * say that they can be left out: 52 kB of each bundle.
 */
const withoutUnused = {
  name: 'without-unused',
  setup(builder) {
    const filter = /^(@huggingface\/(xetchunk-wasm|blake3-jit)|gearhash-jit)$/;
    builder.onResolve({ filter }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'found') return undefined;
      const found = await builder.resolve(path, { ...from, pluginData: 'found' });
      return { ...found, sideEffects: false };
    });
  },
};

/** Builds what is out of date; returns false when everything was up to date. */
export async function build({ force = false } = {}) {
  // Taken before the build begins: what is edited while it runs counts as changed.
  const state = await sourceState(root, inputs);
  if (!force && (await isBuiltFrom(state))) return false;
  const { build: bundle } = await import('esbuild');
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The last ones are the pipeline's alone: loaded from node_modules when a command needs them.
    external: ['vscode', 'onnxruntime-node', '@huggingface/transformers', 'js-tiktoken'],
    plugins: [withoutUnused],
    outdir: 'dist',
    sourcemap: true,
    minify: false,
    logLevel: 'warning',
  };
  await bundle({ ...shared, entryPoints: entries });
  // Small, and without the line that names its map: both are time that every window waits for.
  await bundle({ ...shared, entryPoints: hostEntries, minify: true, sourcemap: 'external' });
  await bundle({
    ...shared,
    entryPoints: pages,
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'iife',
    target: 'chrome120',
    external: [],
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // KaTeX names each font three times; every browser that VS Code runs in reads the first.
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
    assetNames: 'fonts/[name]',
  });
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, state);
  return true;
}

async function isBuiltFrom(state) {
  if ((await readFile(stampFile, 'utf8').catch(() => '')) !== state) return false;
  const names = [
    ...Object.keys({ ...entries, ...hostEntries }).map((name) => `${name}.js`),
    ...Object.keys(pages).flatMap((name) => [`webview/${name}.js`, `webview/${name}.css`]),
  ];
  const outputs = names.map((name) => join(root, 'dist', name));
  return outputs.every((file) => existsSync(file));
}

if (
  process.argv[1] !== undefined &&
  import.meta.url === pathToFileURL(resolve(process.argv[1])).href
) {
  try {
    const built = await build({ force: process.argv.includes('--force') });
    console.error(built ? 'Built dist/.' : 'dist/ is up to date.');
  } catch (error) {
    // The bundler has said what and where.
    console.error(`The build failed: ${error.message.split('\n')[0]}`);
    process.exitCode = 1;
  }
}
