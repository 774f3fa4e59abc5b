import type { QuickPickItem } from 'vscode';
import { l10n, window } from 'vscode';
import { formatKeepRatio } from '../../core/ratio';
import type { InstalledModel } from '../../modelkit/store/installedModels';
import type { HostServices } from '../hostServices';
import { leaveRemote } from '../remote/remoteCommands';
import { fileBytes } from './memoryNeed';
import { readCatalogue } from './modelCatalogue';
import type { ModelsParts } from './modelsParts';
import { downloadModel } from './pullModel';
import { remoteRows } from './remoteRows';
import { settingFor } from './settingFor';
import { sizeText } from './sizeText';

interface ModelPick extends QuickPickItem {
  /** Undefined: get another one. */
  readonly model?: InstalledModel;
  /** Name of a model on the server. */
  readonly remote?: string;
}

/** Lets the person choose which model answers. Code `engine-missing` where none can. */
export async function selectModel(services: HostServices, parts: ModelsParts): Promise<void> {
  if (services.remote.server === undefined) services.models.requireEngine();
  const { embedded, stored } = await readCatalogue(parts.place);
  const selected = await services.models.selected().catch(() => undefined);
  const all = [...embedded, ...stored];
  const items = all.map((model): ModelPick => ({
    model,
    label: model.manifest.name,
    description: [
      ...(selected?.folder === model.folder ? [l10n.t('default')] : []),
      sizeText(fileBytes(model.manifest)),
      model.manifest.quantisation.format,
    ].join(' · '),
    detail:
      model.manifest.trainedRatios.length === 0
        ? l10n.t('not trained for ratios')
        : l10n.t(
            'trained for ratios {0}',
            model.manifest.trainedRatios.map(formatKeepRatio).join(', '),
          ),
  }));
  const remotes = (await remoteRows(services.remote)).flatMap((row): ModelPick[] =>
    row.kind === 'remote'
      ? [
          {
            remote: row.name,
            label: row.name,
            description: [...(row.isDefault ? [l10n.t('default')] : []), row.host].join(' · '),
            detail: l10n.t('questions leave this machine and go to {0}', row.host),
          },
        ]
      : [],
  );
  const { engineProblem } = services.models;
  const another = { label: `$(cloud-download) ${l10n.t('Get another model…')}` };
  const chosen = await window.showQuickPick<ModelPick>(
    [...items, ...remotes, ...(engineProblem === undefined ? [another] : [])],
    { title: l10n.t('Select Model'), placeHolder: l10n.t('Which model should answer?') },
  );
  if (chosen === undefined) return;
  if (chosen.remote !== undefined) await services.settings.set('remote.model', chosen.remote);
  else if (chosen.model === undefined) await downloadModel(parts, services, undefined);
  else {
    await services.settings.set('model', settingFor(chosen.model, all));
    await leaveRemote(services);
  }
  parts.tree.refresh();
}
