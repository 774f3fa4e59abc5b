import { env, l10n, window } from 'vscode';
import type { AnswerText } from '../../core/editorText/answerText';
import { plainAnswer } from '../../core/editorText/answerText';

/** Offers answers whose place in the document is gone. Does not wait for the person. */
export function tellUnwritten(lost: readonly AnswerText[]): void {
  const copy = l10n.t('Copy Answer');
  const answers = lost.map(plainAnswer).join('\n');
  const message =
    answers === ''
      ? l10n.t('This document cannot be changed: nothing was inserted.')
      : l10n.t('The question was changed while it was solved: nothing was inserted.');
  void window
    .showInformationMessage(message, ...(answers === '' ? [] : [copy]))
    .then((chosen) => (chosen === copy ? env.clipboard.writeText(answers) : undefined));
}
