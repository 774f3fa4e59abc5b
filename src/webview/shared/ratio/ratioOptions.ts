import * as l10n from '@vscode/l10n';
import type { RatioCheck } from '../../../core/ratio';
import { checkKeepRatio, formatKeepRatio } from '../../../core/ratio';
import type { ModelView, RatioCost } from '../../../protocol/webview/modelView';
import type { RatioSetting } from '../../../protocol/webview/ratioSetting';
import { ratioSettings } from '../../../protocol/webview/ratioSetting';

/** One value of the ratio picker. */
export interface RatioOption {
  readonly setting: RatioSetting;
  /** Percent kept; undefined for `auto`. */
  readonly percent: number | undefined;
  /** Why it cannot be chosen with this model; undefined when it can. */
  readonly refusal: string | undefined;
  /** Undefined without a calibration. */
  readonly cost: RatioCost | undefined;
}

/** What the picker offers for a model, in its order. A missing model refuses nothing. */
export function ratioOptions(model: ModelView): readonly RatioOption[] {
  const trained = model.kind === 'present' ? model.trainedRatios : [];
  const costs = model.kind === 'present' ? model.costs : [];
  return ratioSettings.map((setting) => {
    if (setting === 'auto') {
      return { setting, percent: undefined, refusal: undefined, cost: undefined };
    }
    const keepRatio = Number(setting);
    const check = checkKeepRatio(keepRatio, trained);
    return {
      setting,
      percent: Math.round(keepRatio * 100),
      refusal: refusalText(keepRatio, check),
      cost: costs.find((cost) => cost.keepRatio === keepRatio),
    };
  });
}

/** Why a model refuses a ratio, in the language of the page; undefined where it does not. */
function refusalText(keepRatio: number, check: RatioCheck): string | undefined {
  if (check.ok) return undefined;
  // What the picker offers is always a ratio, so there is another one to ask for.
  const instead = formatKeepRatio(check.instead ?? 1);
  const asked = formatKeepRatio(keepRatio);
  return check.isBelowFloor
    ? l10n.t(
        'This model was trained down to a ratio of {0}, and its control does not reach further: asking for {1} gives longer reasoning, not shorter. Ask for {0}.',
        instead,
        asked,
      )
    : l10n.t(
        'This model was not trained on a ratio of {0}; the nearest it knows is {1}.',
        asked,
        instead,
      );
}

/** `wanted` if it can be chosen, else the lowest value above it that can. */
export function allowedSetting(
  wanted: RatioSetting,
  options: readonly RatioOption[],
): RatioSetting {
  const at = options.findIndex(({ setting }) => setting === wanted);
  // The options run from the highest ratio to the lowest: what is before keeps more.
  const allowed = options.slice(0, at + 1).findLast(({ refusal }) => refusal === undefined);
  return allowed?.setting ?? 'auto';
}
