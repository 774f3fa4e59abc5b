import { expect, it, onTestFinished, vi } from 'vitest';
import { catalogue } from '../../../../src/modelkit/catalogue/catalogue';
import { packagePlace } from '../../../../src/host/models/packagePlace';

it('knows of releases as soon as a setting names their address', () => {
  vi.stubEnv('TOKENSKIP_RELEASES', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const settings = { releaseAddress: '' };
  const place = packagePlace('/extension', () => settings);
  const before = place.hasReleases;
  settings.releaseAddress = 'https://mirror.test';
  expect(before).toBe(catalogue.releaseAddress !== undefined);
  expect([place.rootDir, place.hasReleases]).toEqual(['/extension', true]);
});
