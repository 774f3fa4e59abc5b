import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { sizeText } from '../../../src/host/models/sizeText';
import { defaultModelId } from '../../../src/modelkit/catalogue/catalogue';
import { downloadBytes, memoryBytes } from '../../../src/modelkit/catalogue/entrySize';
import { packagedModel } from '../../../src/modelkit/catalogue/packagedModels';

vi.mock('vscode', () => import('../../support/vscodeStub'));

describe.each([
  ['package.nls.json', /ratios\. The full package/],
  ['package.nls.de.json', /nicht für Anteile trainiert\. Das volle Paket/],
])('what the empty Models view says in %s', (path, untrained) => {
  const words = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;

  it.each([
    ['welcome.models', true],
    ['welcome.base', false],
  ])('is true of the model that its button gets: %s', (key, hasReleases) => {
    const entry = packagedModel(defaultModelId, { rootDir: tmpdir(), hasReleases });
    if (entry === undefined) throw new Error('the catalogue has no default model');
    // Decimals as English has them.
    const text = (words[key] ?? '').replaceAll(/(\d),(\d)/g, '$1.$2');
    expect(text).toContain(` ${sizeText(downloadBytes(entry))}`);
    expect(text).toContain(` ${(memoryBytes(entry) / 1e9).toFixed(1)} GB`);
    expect(text).toContain(encodeURIComponent(JSON.stringify([defaultModelId])));
    expect(untrained.test(text)).toBe(entry.trainedRatios.length === 0);
  });
});

it('is one of two texts, by whether releases are known', () => {
  expect(readFileSync('package.json', 'utf8')).toMatch(
    /"%welcome\.models%",\s+"when": "tokenskip\.hasReleases"[^]*"%welcome\.base%",\s+"when": "!tokenskip\.hasReleases"/,
  );
});
