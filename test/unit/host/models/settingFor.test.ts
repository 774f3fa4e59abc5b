import { expect, it } from 'vitest';
import { settingFor } from '../../../../src/host/models/settingFor';
import type { InstalledModel } from '../../../../src/modelkit/store/installedModels';
import { sampleManifest } from '../../cli/sampleManifest';

const model = (place: InstalledModel['place'], folder: string, id: string): InstalledModel => {
  return { place, folder, manifest: sampleManifest({ id }) };
};

it('names a model by its id, and by its folder where the id means another one', () => {
  const own = model('embedded', '/extension-1.0/models/own', 'coder-0.5b');
  const copy = model('store', '/store/copy', 'coder-0.5b');
  const other = model('store', '/store/other', 'coder-1.5b');
  const all = [own, copy, other];
  expect(all.map((each) => settingFor(each, all))).toEqual([
    'coder-0.5b',
    '/store/copy',
    'coder-1.5b',
  ]);
});
