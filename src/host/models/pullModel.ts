import type { QuickPickItem } from 'vscode';
import { l10n, ProgressLocation, window } from 'vscode';
import type { BaseModel } from '../../modelkit/store/baseModels';
import { findBaseModel } from '../../modelkit/store/baseModels';
import type { HostServices } from '../hostServices';
import { expectedMemoryNeed } from './memoryNeed';
import { readCatalogue } from './modelCatalogue';
import type { ModelsParts } from './modelsParts';
import { progressText } from './pullText';
import { sizeText } from './sizeText';

/** Shares of the whole that the stages take, as they were on two cores and a fast line. */
const stageStart = { download: 0, verify: 0.6, convert: 0.65 } as const;
const stageShare = { download: 0.6, verify: 0.05, convert: 0.35 } as const;

/**
 * Gets a model with progress and a way to stop, which pauses it. Resolves to its folder, or to
 * undefined when it was paused. Codes: those of `ModelPulls.start`.
 */
export async function pullModel(
  { pulls, modelFiles }: ModelsParts,
  base: BaseModel,
): Promise<string | undefined> {
  const folder = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Getting {0}', base.name),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(() => void pulls.pause(base));
      let told = 0;
      return pulls.start(base, (step) => {
        const share = step.total === 0 ? 0 : step.done / step.total;
        const percent = 100 * (stageStart[step.stage] + stageShare[step.stage] * share);
        progress.report({ message: progressText(step), increment: Math.max(0, percent - told) });
        told = Math.max(told, percent);
      });
    },
  );
  modelFiles.fire();
  return folder;
}

interface BaseItem extends QuickPickItem {
  readonly base: BaseModel;
}

/** Gets the model of this id, or the one that the person picks from the catalogue. */
export async function downloadModel(
  parts: ModelsParts,
  { settings }: HostServices,
  id: string | undefined,
): Promise<void> {
  const base = id === undefined ? await pickBase(parts) : findBaseModel(id);
  if (base === undefined) return;
  const folder = await pullModel(parts, base);
  // The first model is the one that answers; a later one has to be chosen.
  const { embedded, stored } = await readCatalogue(parts.extensionRoot);
  const isOnly = embedded.length + stored.length === 1;
  if (folder !== undefined && isOnly) await settings.set('model', base.id);
}

async function pickBase({ extensionRoot }: ModelsParts): Promise<BaseModel | undefined> {
  const { available } = await readCatalogue(extensionRoot);
  if (available.length === 0) {
    void window.showInformationMessage(l10n.t('All models of the catalogue are on this machine.'));
    return undefined;
  }
  const items = available.map((base): BaseItem => ({
    base,
    label: base.name,
    description: base.licence,
    detail: l10n.t(
      '{0} to fetch · needs about {1} of memory',
      sizeText(base.bytes),
      sizeText(expectedMemoryNeed(base)),
    ),
  }));
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Download Model'),
    placeHolder: l10n.t('It is fetched once and runs on this machine'),
  });
  return chosen?.base;
}
