import { l10n } from 'vscode';
import { deviceTitles } from '../../protocol/deviceTitles';

/** A device as people write it; also in `Runs on …`. */
export function deviceName(device: string): string {
  if (device === 'remote') return l10n.t('a server');
  return deviceTitles[device] ?? device;
}
