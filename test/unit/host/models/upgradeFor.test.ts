import { describe, expect, it } from 'vitest';
import type { FittingUpgrade } from '../../../../src/host/models/upgradeFor';
import { upgradeFor } from '../../../../src/host/models/upgradeFor';
import type {
  CatalogueEntry,
  MeasuredResults,
} from '../../../../src/modelkit/catalogue/catalogueEntry';
import type { InstalledModel } from '../../../../src/modelkit/store/installedModels';
import { sampleEntry } from '../../modelkit/catalogue/sampleEntry';
import { sampleManifest } from '../../modelkit/manifest/sampleManifest';

const gib = 2 ** 30;
const sha256 = 'a'.repeat(64);
const trainedRatios = [1, 0.5];
const small = sampleEntry({ id: 'small', trainedRatios });
const large = sampleEntry({
  id: 'large',
  name: 'Large',
  shape: { ...small.shape, layers: 28, width: 1536, feedForward: 8960 },
  source: { kind: 'gguf', repository: 'a/b', revision: 'main', file: 'l.gguf', bytes: 9e8, sha256 },
  adapter: { kind: 'shipped', folder: 'tokenskip-large', sha256, configSha256: sha256 },
  trainedRatios,
});

function measured(accuracy: number): MeasuredResults {
  return { gsm8k: [{ keepRatio: 1, accuracy, questions: 319 }] };
}

/** What is offered beside `small` on a machine of 8 GiB. */
function offered(
  change: {
    readonly entries?: readonly CatalogueEntry[];
    readonly installed?: readonly InstalledModel[];
    readonly totalBytes?: number;
    readonly currentId?: string;
  } = {},
): Promise<FittingUpgrade | undefined> {
  const { entries = [small, large], installed = [], totalBytes = 8 * gib, currentId } = change;
  return upgradeFor(currentId ?? 'small', {
    catalogue: { upgradeModel: 'large', models: entries },
    machine: () => Promise.resolve({ totalBytes }),
    installed: () => Promise.resolve(installed),
  });
}

describe('upgradeFor', () => {
  it('says what the larger model takes, how much of it there is, and no numbers of its own', async () => {
    const view = (await offered())?.view;
    expect(view).toMatchObject({ name: 'Large', downloadBytes: 9e8, gain: null });
    expect(view?.hasBytes).toBe(8 * gib - 2e9);
    expect(view?.memoryBytes).toBeGreaterThan(2e9);
  });

  it('has the numbers as soon as both models have one line in the catalogue', async () => {
    const entries = [
      { ...small, measured: measured(29.2) },
      { ...large, measured: measured(54.4) },
    ];
    expect((await offered({ entries }))?.view.gain).toEqual({ right: 54, insteadOf: 29 });
  });

  it('offers nothing that this machine cannot run', async () => {
    expect(await offered({ totalBytes: 3.5 * gib })).toBeUndefined();
  });

  it('fetches nothing that is here, made with the adapter of this version', async () => {
    const model = (adapter: string): InstalledModel => ({
      folder: 'models/large',
      place: 'store',
      manifest: { ...sampleManifest, id: 'large', adapter: { bytes: 1, sha256: adapter } },
    });
    const here = await offered({ installed: [model(sha256)] });
    expect(here).toMatchObject({ isHere: true, view: { downloadBytes: null } });
    const older = await offered({ installed: [model('b'.repeat(64))] });
    expect(older).toMatchObject({ isHere: false, view: { downloadBytes: 9e8 } });
  });

  it('looks at neither machine nor disk where there is nothing to offer', async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error('asked in vain'));
    const found = await upgradeFor('large', {
      catalogue: { upgradeModel: 'large', models: [small, large] },
      machine: refuse,
      installed: refuse,
    });
    expect(found).toBeUndefined();
  });
});
