import type { SavingsEntry, SavingsSum, SavingsTotals } from './savingsLedger';
import { combinedSavings } from './savingsLedger';

/**
 * A whole number for people: `138`, `1.2k`, `3.4M`; negative ones with a minus sign. `language` is a
 * BCP 47 tag, as everywhere here: German writes `1,2k`.
 */
export function formatTokens(tokens: number, language: string): string {
  const size = Math.abs(Math.round(tokens));
  const sign = tokens < 0 && size > 0 ? '−' : '';
  if (size < 1_000) return `${sign}${size}`;
  // 999,950 rounds to 1000.0 thousands.
  if (size < 999_950) return `${sign}${trimZero(size / 1_000, language)}k`;
  return `${sign}${trimZero(size / 1_000_000, language)}M`;
}

function trimZero(value: number, language: string): string {
  return value.toLocaleString(language, { maximumFractionDigits: 1, useGrouping: false });
}

/** A duration for people: `3.1 s`, `34 s`, `2 min 5 s`, `1 h 4 min`. */
export function formatSeconds(seconds: number, language: string): string {
  const size = Math.abs(seconds);
  const text = unsigned(size, language);
  return seconds < 0 && text !== '0 s' ? `−${text}` : text;
}

function unsigned(seconds: number, language: string): string {
  if (seconds < 0.05) return '0 s';
  if (seconds < 9.95) return `${trimZero(seconds, language)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(seconds / 60);
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(first: number, unit: string, second: number, smaller: string): string {
  return second === 0 ? `${first} ${unit}` : `${first} ${unit} ${second} ${smaller}`;
}

/** `≈ ` for what is estimated, nothing for what is measured. */
export function aboutSign(isEstimate: boolean): string {
  return isEstimate ? '≈ ' : '';
}

/** Numbers of a sum as people read them. */
export interface SumText {
  readonly tokens: string;
  readonly seconds: string;
}

export function sumText(sum: SavingsSum, isEstimate: boolean, language: string): SumText {
  const sign = aboutSign(isEstimate);
  return {
    tokens: sign + formatTokens(sum.tokens, language),
    seconds: sign + formatSeconds(sum.seconds, language),
  };
}

/** Measured and estimated together, with ≈ if any of it is estimated. */
export function combinedText(totals: SavingsTotals, language: string): SumText {
  const combined = combinedSavings(totals);
  return sumText(combined, combined.isEstimate, language);
}

/** Low and high end of an estimate's interval, in whole tokens. */
export function intervalText(
  { tokensInterval }: SavingsEntry,
  language: string,
): readonly [string, string] | undefined {
  if (tokensInterval === undefined) return undefined;
  return [formatTokens(tokensInterval.low, language), formatTokens(tokensInterval.high, language)];
}
