import { formatKeepRatio } from '../../core/ratio';
import { accept } from '../../protocol/guards';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { ratioSetting } from '../../protocol/webview/ratioSetting';

/** The setting that stands for a ratio; undefined for one that the picker does not offer. */
export function ratioSettingOf(keepRatio: number): RatioSetting | undefined {
  const checked = accept(ratioSetting, formatKeepRatio(keepRatio), 'ratio');
  return checked.ok ? checked.value : undefined;
}
