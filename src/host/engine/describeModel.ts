import { findBaseModel } from '../../modelkit/store/baseModels';
import { isAppError } from '../../protocol/appError';
import type { ModelManifest } from '../../protocol/modelManifest';
import type { ModelView, RatioCost } from '../../protocol/webview/modelView';
import type { ModelService } from './modelService';

/**
 * Memory of a running model over the bytes of its published weights: 864 MB for 491 MB, see
 * docs/performance.md.
 */
const memoryPerByte = 1.75;

/** What a page shows of the model that the settings name. Codes: those of `readManifest`. */
export async function describeModel(models: ModelService): Promise<ModelView> {
  try {
    const { manifest } = await models.selected();
    const loaded = models.status?.model;
    const device =
      loaded?.modelId === manifest.id
        ? { used: loaded.device.used, reason: loaded.device.reason }
        : null;
    return {
      kind: 'present',
      id: manifest.id,
      name: manifest.name,
      trainedRatios: manifest.trainedRatios,
      costs: costsOf(manifest),
      device,
    };
  } catch (error) {
    if (!isAppError(error, 'model-not-found')) throw error;
    const id = error.details?.model;
    const base = typeof id === 'string' ? findBaseModel(id) : undefined;
    return {
      kind: 'missing',
      id: typeof id === 'string' ? id : '',
      name: base?.name ?? '',
      downloadBytes: base?.bytes ?? null,
      memoryBytes: base === undefined ? null : Math.round(base.bytes * memoryPerByte),
      reason: error.message,
    };
  }
}

function costsOf({ calibration }: ModelManifest): readonly RatioCost[] {
  return (calibration?.ratios ?? []).map((ratio) => {
    const [low, high] = ratio.questionInterval;
    const { keepRatio, actualRatio, accuracy, questions } = ratio;
    return { keepRatio, actualRatio, low, high, accuracy, questions };
  });
}
