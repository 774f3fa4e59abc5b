import { l10n } from 'vscode';
import { downloadBytes, memoryBytes } from '../../modelkit/catalogue/entrySize';
import { packagedModel } from '../../modelkit/catalogue/packagedModels';
import { isAppError } from '../../protocol/appError';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { ModelView, RatioCost } from '../../protocol/webview/modelView';
import { failureText } from '../failureText';
import { deviceReasonText } from './deviceReasonText';
import type { HostServices } from '../hostServices';

/** What a page shows of the model that the settings name. Codes: those of `readManifest`. */
export async function describeModel({
  place,
  models,
  upgrades,
}: Pick<HostServices, 'place' | 'models' | 'upgrades'>): Promise<ModelView> {
  try {
    const { manifest, host } = await models.selected();
    const loaded = models.status?.model;
    const device =
      host !== undefined
        ? { used: 'remote', reason: l10n.t('Questions leave this machine and go to {0}.', host) }
        : loaded?.modelId === manifest.id
          ? { used: loaded.device.used, reason: deviceReasonText(loaded.device.reason) }
          : null;
    const upgrade = host === undefined ? await upgrades.find(manifest.id) : undefined;
    return {
      kind: 'present',
      id: manifest.id,
      name: manifest.name,
      trainedRatios: manifest.trainedRatios,
      costs: costsOf(manifest),
      device,
      upgrade: upgrade?.view ?? null,
    };
  } catch (error) {
    const canRunHere = isAppError(error, 'model-not-found');
    if (!canRunHere && !isAppError(error, 'engine-missing')) throw error;
    const id = error.details?.model;
    const entry = typeof id === 'string' ? packagedModel(id, place) : undefined;
    return {
      kind: 'missing',
      id: typeof id === 'string' ? id : '',
      name: entry?.name ?? '',
      downloadBytes: entry === undefined ? null : Math.round(downloadBytes(entry)),
      memoryBytes: entry === undefined ? null : Math.round(memoryBytes(entry)),
      reason: failureText(error),
      canRunHere,
    };
  }
}

function costsOf({ calibration }: ModelDescription): readonly RatioCost[] {
  return (calibration?.ratios ?? []).map((ratio) => {
    const [low, high] = ratio.questionInterval;
    const { keepRatio, actualRatio, accuracy, questions } = ratio;
    return { keepRatio, actualRatio, low, high, accuracy, questions };
  });
}
