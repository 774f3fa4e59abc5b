import { checkKeepRatio } from '../../../core/ratio';
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
      refusal: check.ok ? undefined : check.reason,
      cost: costs.find((cost) => cost.keepRatio === keepRatio),
    };
  });
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
