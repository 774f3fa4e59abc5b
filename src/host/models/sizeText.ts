import { l10n } from 'vscode';
import { decimalText } from '../numberText';

/** A size for people: `412 MB`, `1.1 GB`; decimal, as disks and downloads are sold. */
export function sizeText(bytes: number): string {
  const megabytes = bytes / 1e6;
  if (megabytes < 999.5) return l10n.t('{0} MB', Math.max(1, Math.round(megabytes)));
  return l10n.t('{0} GB', decimalText(bytes / 1e9));
}
