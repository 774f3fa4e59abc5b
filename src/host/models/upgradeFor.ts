import { adviseModels } from '../../modelkit/catalogue/adviseModels';
import type { Catalogue, CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import { downloadBytes } from '../../modelkit/catalogue/entrySize';
import { findUpgrade } from '../../modelkit/catalogue/findUpgrade';
import { isMadeFrom } from '../../modelkit/catalogue/isMadeFrom';
import type { Machine } from '../../modelkit/catalogue/machine';
import type { InstalledModel } from '../../modelkit/store/installedModels';
import type { UpgradeView } from '../../protocol/webview/modelView';

/** What decides whether there is an upgrade; each is asked only if it matters. */
export interface UpgradeSources {
  readonly catalogue: Pick<Catalogue, 'upgradeModel' | 'models'>;
  readonly machine: () => Promise<Machine>;
  readonly installed: () => Promise<readonly InstalledModel[]>;
}

export interface FittingUpgrade {
  readonly entry: CatalogueEntry;
  readonly isHere: boolean;
  readonly view: UpgradeView;
}

/**
 * The larger model that is offered to who uses `currentId`: undefined where there is none, or where
 * it does not fit into this machine's memory. Code `folder-unreadable`.
 */
export async function upgradeFor(
  currentId: string,
  { catalogue, machine, installed }: UpgradeSources,
): Promise<FittingUpgrade | undefined> {
  const upgrade = findUpgrade(catalogue, currentId);
  if (upgrade === undefined) return undefined;
  const { entry, gain = null } = upgrade;
  const [advice] = adviseModels([entry], await machine());
  if (advice?.fits !== true) return undefined;
  const isHere = (await installed()).some(({ manifest }) => isMadeFrom(entry, manifest));
  return {
    entry,
    isHere,
    view: {
      name: entry.name,
      downloadBytes: isHere ? null : Math.round(downloadBytes(entry)),
      memoryBytes: Math.round(advice.needBytes),
      hasBytes: Math.round(advice.hasBytes),
      gain,
    },
  };
}
