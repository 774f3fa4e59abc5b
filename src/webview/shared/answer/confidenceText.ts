import * as l10n from '@vscode/l10n';
import type { ConfidenceWord } from '../../../core/confidence/confidenceWord';
import { tenths } from '../../../core/confidence/confidenceWord';
import type { ConfidenceReport } from '../../../protocol/answerReport';

/** «Likely right, about 8 in 10»; «Not sure: …» below what the person wants. */
export function confidenceText(confidence: ConfidenceReport): string {
  const { word, probability, isSure } = confidence;
  const text = `${wordText(word)}, ${numberText(probability)}`;
  return isSure
    ? text.charAt(0).toLocaleUpperCase() + text.slice(1)
    : l10n.t('Not sure: {0}', text);
}

function wordText(word: ConfidenceWord): string {
  switch (word) {
    case 'very likely right':
      return l10n.t('very likely right');
    case 'likely right':
      return l10n.t('likely right');
    case 'may be right':
      return l10n.t('may be right');
    case 'likely wrong':
      return l10n.t('likely wrong');
    case 'very likely wrong':
      return l10n.t('very likely wrong');
  }
}

function numberText(probability: number): string {
  const count = tenths(probability);
  if (count <= 0) return l10n.t('less than 1 in 10');
  if (count >= 10) return l10n.t('more than 9 in 10');
  return l10n.t('about {0} in 10', count);
}
