import { join } from 'node:path';
import type { PackagePlace } from '../../modelkit/catalogue/packagedModels';
import { packagedCatalogue } from '../../modelkit/catalogue/packagedModels';
import type { Machine } from '../../modelkit/catalogue/machine';
import { readMachine } from '../../modelkit/catalogue/machine';
import { installedModels } from '../../modelkit/store/installedModels';
import { storePaths } from '../../modelkit/store/storePaths';
import type { FittingUpgrade } from './upgradeFor';
import { upgradeFor } from './upgradeFor';

/** The machine of this window, read once when it is first needed, and what it may run instead. */
export class Upgrades {
  readonly #place: PackagePlace;
  #machine: Promise<Machine> | undefined;

  constructor(place: PackagePlace) {
    this.#place = place;
  }

  machine(): Promise<Machine> {
    return (this.#machine ??= readMachine());
  }

  /** As `upgradeFor` of the shipped catalogue. */
  find(currentId: string): Promise<FittingUpgrade | undefined> {
    return upgradeFor(currentId, {
      catalogue: packagedCatalogue(this.#place),
      machine: () => this.machine(),
      installed: () => installedModels(join(this.#place.rootDir, 'models'), storePaths()),
    });
  }
}
