import { env, l10n } from 'vscode';

/** «3,1» in German: one decimal as the language of the editor writes it. */
export function decimalText(value: number): string {
  return value.toLocaleString(env.language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/** «1,234», «−12»: a whole number as the language of the editor writes it. */
export function wholeText(value: number): string {
  return (Math.round(value) || 0).toLocaleString(env.language).replace('-', '−');
}

/** «71 tokens», «1,234 tokens». */
export function tokensText(count: number): string {
  if (count === 1) return l10n.t('1 token');
  return l10n.t('{0} tokens', wholeText(count));
}

/** «3.1 s», «48 s», «2 min 5 s», as pages write it. */
export function secondsText(seconds: number): string {
  if (seconds < 10) return l10n.t('{0} s', decimalText(seconds));
  const whole = Math.round(seconds);
  if (whole < 120) return l10n.t('{0} s', whole);
  return l10n.t('{0} min {1} s', Math.floor(whole / 60), whole % 60);
}

/** As {@link secondsText}, of an estimate, which has no tenths: «3 s». */
export function estimatedSecondsText(seconds: number): string {
  if (seconds >= 10) return secondsText(seconds);
  return l10n.t('{0} s', Math.max(1, Math.round(seconds)));
}
