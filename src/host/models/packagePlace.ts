import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
import { knownReleaseAddress } from '../../modelkit/catalogue/releaseAddress';

/** The installed extension; whether it knows of releases follows the settings as they are when it is asked. */
export function packagePlace(
  rootDir: string,
  settings: () => { readonly releaseAddress: string },
): PackagePlace {
  return {
    rootDir,
    get hasReleases() {
      const { releaseAddress } = settings();
      return knownReleaseAddress({ env: process.env, releaseAddress }) !== '';
    },
  };
}
