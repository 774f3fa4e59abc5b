import * as l10n from '@vscode/l10n';
import { isFullRatio } from '../../core/ratio';

/** «3.1 s», «48 s», «2 min 5 s». */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return l10n.t('{0} s', decimal(seconds));
  const whole = Math.round(seconds);
  if (whole < 120) return l10n.t('{0} s', whole);
  return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
}

/** «1,234». */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString(language());
}

/** «71 tokens». */
export function formatTokens(count: number): string {
  return count === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', formatCount(count));
}

/** «kept 50 %»; the full chain is «full reasoning». */
export function formatKept(keepRatio: number): string {
  return isFullRatio(keepRatio)
    ? l10n.t('full reasoning')
    : l10n.t('kept {0} %', Math.round(keepRatio * 100));
}

/** «491 MB», «1.1 GB»: powers of ten, as downloads are counted. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e9) return l10n.t('{0} MB', Math.round(bytes / 1e6));
  return l10n.t('{0} GB', decimal(bytes / 1e9));
}

function decimal(value: number): string {
  return value.toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** That of the page, which is that of the editor. */
function language(): string | undefined {
  return typeof document === 'undefined' ? 'en' : document.documentElement.lang || undefined;
}
