import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { ratioSettings } from '../../protocol/webview/ratioSetting';

/** The setting for the shortest reasoning that a model was trained for; 0.5 where it was not. */
export function lowestRatio(trainedRatios: readonly number[]): RatioSetting {
  const lowest = trainedRatios.length === 0 ? 0.5 : Math.min(...trainedRatios);
  return ratioSettings.find((setting) => Number(setting) === lowest) ?? '0.5';
}
