import type { QuickPickItem } from 'vscode';
import { l10n, window } from 'vscode';
import { checkKeepRatio } from '../../core/ratio';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { ratioSettings } from '../../protocol/webview/ratioSetting';
import { describeModel } from '../engine/describeModel';
import type { HostServices } from '../hostServices';

interface RatioItem extends QuickPickItem {
  readonly ratio: RatioSetting;
}

/** The ratio that a person picks from a list; undefined when they leave it. */
export async function pickRatio(
  services: Pick<HostServices, 'place' | 'models' | 'upgrades'>,
  current: RatioSetting,
): Promise<RatioSetting | undefined> {
  const model = await describeModel(services);
  const trained = model.kind === 'present' ? model.trainedRatios : [];
  const costs = model.kind === 'present' ? model.costs : [];
  const items = ratioSettings.flatMap((ratio): RatioItem[] => {
    const isCurrent = ratio === current;
    if (ratio === 'auto') {
      return [
        item(ratio, l10n.t('auto'), l10n.t('Short first, more if that is not sure'), isCurrent),
      ];
    }
    const keepRatio = Number(ratio);
    // A quick pick cannot disable a row: what the model was not trained for is not offered.
    if (!checkKeepRatio(keepRatio, trained).ok) return [];
    const cost = costs.find((one) => one.keepRatio === keepRatio);
    const detail =
      cost !== undefined
        ? l10n.t('≈ {0} % of the tokens', Math.round(cost.actualRatio * 100))
        : model.kind === 'present' && trained.length === 0 && keepRatio < 1
          ? l10n.t('asked for in words: this model was not trained for it')
          : '';
    return [item(ratio, l10n.t('{0} %', Math.round(keepRatio * 100)), detail, isCurrent)];
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Ask with Ratio'),
    placeHolder: l10n.t('How much of the reasoning is kept'),
  });
  return picked?.ratio;
}

function item(
  ratio: RatioSetting,
  label: string,
  description: string,
  isCurrent: boolean,
): RatioItem {
  return {
    ratio,
    label,
    description,
    ...(isCurrent ? { picked: true, detail: l10n.t('as set') } : {}),
  };
}
