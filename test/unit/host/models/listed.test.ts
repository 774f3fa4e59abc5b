import { describe, expect, it } from 'vitest';
import { listed } from '../../../../src/host/models/modelCatalogue';
import type { InstalledModel } from '../../../../src/modelkit/store/installedModels';
import { sampleManifest } from '../../modelkit/manifest/sampleManifest';

const manifest = sampleManifest;

function model(folder: string, change: Partial<InstalledModel['manifest']> = {}): InstalledModel {
  return { folder, place: 'store', manifest: { ...manifest, ...change } };
}

describe('listed', () => {
  it('shows one entry for what several versions of the product made of one source', () => {
    const all = listed([model('/m/v3'), model('/m/v2'), model('/m/v1')]);
    expect(all.map(({ folder, older }) => [folder, older])).toEqual([
      ['/m/v3', ['/m/v2', '/m/v1']],
    ]);
  });

  it('keeps models apart that differ in id, source or format, in the order of ids', () => {
    const source = { ...manifest.source, sha256: '0'.repeat(64) };
    const all = listed([
      model('/m/b', { id: 'b' }),
      model('/m/a', { id: 'a' }),
      model('/m/a-other', { id: 'a', source }),
      model('/m/a-int8', {
        id: 'a',
        quantisation: { ...manifest.quantisation, format: 'other' },
      }),
    ]);
    expect(all.map(({ folder }) => folder)).toEqual(['/m/a', '/m/a-other', '/m/a-int8', '/m/b']);
    expect(all.every(({ older }) => older.length === 0)).toBe(true);
  });
});
