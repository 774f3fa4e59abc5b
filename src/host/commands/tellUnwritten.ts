import { env, l10n, window } from 'vscode';
import type { AnswerText } from '../../core/editorText/answerText';
import { plainAnswer } from '../../core/editorText/answerText';

/** Says why answers could not be written, if there are any, and offers them. Does not wait for the person. */
export function tellUnwritten(reason: string, lost: readonly AnswerText[]): void {
  if (lost.length === 0) return;
  const copy = l10n.t('Copy Answer');
  void window
    .showInformationMessage(reason, copy)
    .then((chosen) =>
      chosen === copy ? env.clipboard.writeText(lost.map(plainAnswer).join('\n')) : undefined,
    );
}
