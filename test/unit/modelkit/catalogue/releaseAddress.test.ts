import { expect, it } from 'vitest';
import { catalogue } from '../../../../src/modelkit/catalogue/catalogue';
import { knownReleaseAddress } from '../../../../src/modelkit/catalogue/releaseAddress';

const releaseAddress = 'https://setting.test';
const env = { TOKENSKIP_RELEASES: 'https://variable.test' };

it.each([
  [{ env, releaseAddress }, releaseAddress],
  [{ env, releaseAddress: '' }, env.TOKENSKIP_RELEASES],
  [{ env }, env.TOKENSKIP_RELEASES],
  [{ env: {} }, catalogue.releaseAddress ?? ''],
  [{ env: { TOKENSKIP_RELEASES: '' }, releaseAddress: '' }, catalogue.releaseAddress ?? ''],
])(
  'knows of releases by the setting, else the variable, else the catalogue: %j',
  (places, address) => {
    expect(knownReleaseAddress(places)).toBe(address);
  },
);
