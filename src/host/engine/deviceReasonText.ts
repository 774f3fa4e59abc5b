import { l10n } from 'vscode';
import type { DevicePhrase } from '../../protocol/deviceReasons';
import { readDevicePhrase } from '../../protocol/deviceReasons';
import { deviceTitles } from '../../protocol/deviceTitles';
import { decimalText } from '../numberText';

/**
 * Why a device is used or not, in the language of the editor. What a driver says in its own words
 * stays as it is.
 */
export function deviceReasonText(reason: string): string {
  const phrases = reason.split(', ');
  return phrases.every((phrase) => readDevicePhrase(phrase) !== undefined)
    ? phrases.map(phraseText).join(', ')
    : phraseText(reason);
}

function phraseText(text: string): string {
  const phrase = readDevicePhrase(text);
  if (phrase !== undefined) return translations[phrase.name](...phrase.parts.map(deviceReasonText));
  if (/^\d+\.\d$/.test(text)) return decimalText(Number(text));
  if (text === 'the CPU') return l10n.t('the CPU');
  const refused = Object.values(deviceTitles).find((title) => text.startsWith(`${title} `));
  return refused === undefined
    ? text
    : `${refused} ${deviceReasonText(text.slice(refused.length + 1))}`;
}

/** One for each phrase of the engine. */
const translations: Readonly<Record<DevicePhrase, (...parts: string[]) => string>> = {
  remembered: (...parts) => l10n.t('remembered from {0}: {1}', ...parts),
  askedFor: () => l10n.t('asked for'),
  alone: () => l10n.t('no other device is there'),
  fastest: (...parts) => l10n.t('the fastest: {0}', ...parts),
  rightAndFastest: (...parts) => l10n.t('right and the fastest: {0}', ...parts),
  right: (...parts) => l10n.t('right: {0}', ...parts),
  slower: (...parts) => l10n.t('right but slower: {0}', ...parts),
  muchSlower: (...parts) => l10n.t('much slower, not compared any further: {0}', ...parts),
  endedEngine: (...parts) =>
    l10n.t(
      'ended the engine when it was tried on {0}; "tokenskip doctor" tries it again',
      ...parts,
    ),
  notStarted: (...parts) => l10n.t('could not be started ({0})', ...parts),
  failedAtOnce: (...parts) => l10n.t('failed on its first run ({0})', ...parts),
  noNumbers: () => l10n.t('computes no numbers'),
  differs: (...parts) =>
    l10n.t("computes something else: its results differ from the CPU's by {0} %", ...parts),
  speed: (...parts) => l10n.t('{0} ms a token', ...parts),
  speedOn: (...parts) => l10n.t('{0} ms on {1}', ...parts),
};
