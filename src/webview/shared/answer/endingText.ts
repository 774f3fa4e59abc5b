import * as l10n from '@vscode/l10n';
import type { AnswerReport } from '../../../protocol/answerReport';

/** Why the text ended where it did, where that was not its own end. */
export function endingText(reason: AnswerReport['finishReason']): string | undefined {
  switch (reason) {
    case 'stop':
      return undefined;
    case 'length':
      // Without a number: the tokens of a report are those of all attempts and chains.
      return l10n.t('Ended at the limit of tokens (setting tokenskip.maxTokens).');
    case 'context':
      return l10n.t('Ended because the model can read no more.');
    case 'loop':
      return l10n.t('Ended because the model began to repeat itself.');
    case 'deadline':
      return l10n.t('Ended because the time was up.');
  }
}
