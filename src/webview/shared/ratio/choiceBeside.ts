import type { RatioSetting } from '../../../protocol/webview/ratioSetting';

/** What a page keeps of a chosen ratio: the one that is `set` is no choice of its own, and follows the setting. */
export function choiceBeside(chosen: RatioSetting, set: RatioSetting): RatioSetting | null {
  return chosen === set ? null : chosen;
}
