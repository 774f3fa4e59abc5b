import { l10n } from 'vscode';
import type { ConfidenceWord } from '../../core/confidence/confidenceWord';
import type { OutOfTen } from '../../core/confidence/tellChance';
import { tellChance } from '../../core/confidence/tellChance';
import type { ConfidenceReport } from '../../protocol/answerReport';

/** «Likely right, about 8 in 10»; «Not sure: …» below what the person wants. */
export function chanceText(confidence: ConfidenceReport): string {
  const { kind, word, number } = tellChance(confidence);
  const text = `${wordText(word)}, ${numberText(number)}`;
  return kind === 'sure'
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

function numberText(number: OutOfTen): string {
  switch (number.kind) {
    case 'lessThanOne':
      return l10n.t('less than 1 in 10');
    case 'about':
      return l10n.t('about {0} in 10', number.inTen);
    case 'moreThanNine':
      return l10n.t('more than 9 in 10');
  }
}
