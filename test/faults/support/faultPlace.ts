import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { convertModel } from '../../../src/modelkit/convert/convertModel';
import { manifestName } from '../../../src/modelkit/manifest/readManifest';
import type { ManifestCalibration, ModelManifest } from '../../../src/protocol/modelManifest';
import { bundleInference } from '../../support/bundleInference';
import { withSmallModel } from '../../support/smallModel';

const root = path.join(import.meta.dirname, '..', '..', '..');
const programs = ['ledgerWriter', 'lockUser', 'diskUser'] as const;
type Program = (typeof programs)[number] | 'window';

/**
 * A folder of its own with the bundled child, the bundled jobs on models, a small model and the programs
 * of these tests.
 */
export interface FaultPlace {
  /** Laid out as an installed extension is: `dist/inference.js`, `dist/modelJob.js`, `node_modules`. */
  readonly root: string;
  readonly modelDir: string;
  /** A Hugging Face folder of the same model, to convert. */
  readonly sourceDir: string;
  program(name: Program): string;
  remove(): Promise<void>;
}

export async function openFaultPlace(): Promise<FaultPlace> {
  const place = await mkdtemp(path.join(tmpdir(), 'tokenskip-faults-'));
  const outdir = path.join(place, 'dist');
  await bundleInference(outdir);
  await build({
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    entryPoints: programs.map((name) => path.join(root, `test/faults/programs/${name}.ts`)),
  });
  await bundleWindow(outdir);
  await symlink(path.join(root, 'node_modules'), path.join(place, 'node_modules'), 'junction');
  const sourceDir = path.join(place, 'source');
  const modelDir = path.join(place, 'model');
  await makeModel(sourceDir, modelDir);
  return {
    root: place,
    modelDir,
    sourceDir,
    program: (name) => path.join(outdir, name === 'window' ? 'window.js' : `${name}.mjs`),
    remove: () => rm(place, { recursive: true, force: true }),
  };
}

/** What a window in a process of its own consists of; both find the small model in their catalogue. */
async function bundleWindow(outdir: string): Promise<void> {
  await build({
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    alias: { vscode: path.join(root, 'test/support/vscodeStub.ts') },
    plugins: [withSmallModel],
    entryPoints: {
      window: path.join(root, 'test/faults/programs/window.ts'),
      modelJob: path.join(root, 'src/modelkit/worker/main.ts'),
    },
  });
}

/**
 * The committed tiny Llama with room for 4,096 tokens instead of 512, so that a prompt takes time to
 * read, and a calibration, so that every answer saves something. What it writes means nothing; it is
 * the same each time.
 */
async function makeModel(sourceDir: string, modelDir: string): Promise<void> {
  await cp(path.join(root, 'test', 'model', 'tiny', 'llama'), sourceDir, { recursive: true });
  const configFile = path.join(sourceDir, 'config.json');
  const config = JSON.parse(await readFile(configFile, 'utf8')) as Record<string, unknown>;
  await writeFile(configFile, JSON.stringify({ ...config, max_position_embeddings: 4096 }));
  const made = await convertModel({ source: sourceDir, outDir: modelDir, format: 'balanced' });
  const manifest: ModelManifest = { ...made, trainedRatios: [1, 0.5], calibration };
  await writeFile(path.join(modelDir, manifestName), JSON.stringify(manifest));
}

const calibration: ManifestCalibration = {
  benchmark: 'none',
  date: '2026-11-24',
  command: 'none',
  ratios: [
    {
      keepRatio: 0.5,
      actualRatio: 0.5,
      interval: [0.4, 0.6],
      questionInterval: [0.3, 0.7],
      accuracy: 0.5,
      accuracyInterval: [0.4, 0.6],
      questions: 100,
    },
  ],
};
