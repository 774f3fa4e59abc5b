import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { DeviceReport } from '../../../src/protocol/childProtocol';
import type { ModelManifest } from '../../../src/protocol/modelManifest';
import { sampleConfidence } from '../engine/ask/sampleConfidence';
import { sampleManifest } from '../modelkit/manifest/sampleManifest';

/** What a model says: to the first prompt the first line, and so on, then from the first again. */
export interface ModelScript {
  readonly lines: readonly string[];
  /** Time of a token, milliseconds. */
  readonly tokenMs?: number;
  /** What it runs on and why; default: the CPU, which was asked for. */
  readonly device?: DeviceReport;
}

/** A calibration by which a vote without a lead is not sure. */
export const calibrated: Partial<ModelManifest> = {
  trainedRatios: [1, 0.5],
  confidence: [sampleConfidence('greedy'), { ...sampleConfidence('vote'), bias: -1 }],
};

/**
 * The product as it is installed, with its own process for the model, but for what the model says:
 * that stands in the model's folder.
 */
export class ScriptedProduct {
  /** As of the command line and of the extension. */
  readonly rootDir: string;
  readonly cacheDir: string;

  private constructor(rootDir: string) {
    this.rootDir = rootDir;
    this.cacheDir = join(rootDir, 'cache');
  }

  static async install(): Promise<ScriptedProduct> {
    const product = new ScriptedProduct(await mkdtemp(join(tmpdir(), 'tokenskip-scripted-')));
    await build({
      entryPoints: [join(import.meta.dirname, '..', 'engine', 'fixtures', 'scriptedChild.ts')],
      outfile: join(product.rootDir, 'dist', 'inference.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
    });
    return product;
  }

  /** Puts the embedded model there, or one of the store; resolves to its folder. */
  async addModel(
    script: ModelScript,
    change: Partial<ModelManifest> = calibrated,
    place: 'embedded' | 'store' = 'embedded',
  ): Promise<string> {
    // What auto goes on with is for each test to say.
    const manifest = { ...sampleManifest, auto: undefined, ...change };
    const models = join(place === 'embedded' ? this.rootDir : this.cacheDir, 'models');
    const folder = join(models, manifest.id);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'tokenskip.json'), JSON.stringify(manifest));
    await writeFile(join(folder, 'script.json'), JSON.stringify(script));
    return folder;
  }

  remove(): Promise<void> {
    return rm(this.rootDir, { recursive: true, force: true });
  }
}
