import { commands, l10n, window } from 'vscode';
import type { AnswerView } from '../../protocol/webview/answerView';
import { wholeText } from '../numberText';
import { offerServer } from '../remote/serverSetting';

/**
 * Says in one message why a settled answer is none, and what helps. Resolves to what the person
 * wants: the question once more, or asked although it is no maths; undefined for neither. Nothing is
 * said of an answer that is there, or was stopped.
 */
export async function askAgain(view: AnswerView): Promise<'retry' | 'force' | undefined> {
  if (view.state === 'done') {
    if (view.report?.answer === null) await tellNoAnswer(view);
    return undefined;
  }
  const { failure } = view;
  if (failure === null) return undefined;
  const { code, message, isRetryable } = failure;
  if (code === 'not-maths-or-logic') {
    const anyway = l10n.t('Solve Anyway');
    const chosen = await window.showInformationMessage(message, anyway);
    return chosen === anyway ? 'force' : undefined;
  }
  if (code === 'model-not-found') {
    const get = l10n.t('Get a Model');
    const chosen = await window.showInformationMessage(message, get);
    if (chosen === get) await commands.executeCommand('tokenskip.downloadModel');
    return undefined;
  }
  if (code === 'engine-missing') {
    await offerServer(message);
    return undefined;
  }
  const retry = l10n.t('Retry');
  const chosen = await window.showWarningMessage(message, ...(isRetryable ? [retry] : []));
  return chosen === retry ? 'retry' : undefined;
}

async function tellNoAnswer({ report }: AnswerView): Promise<void> {
  await window.showInformationMessage(
    report?.finishReason === 'stop'
      ? l10n.t('The model ended its reasoning without an answer; nothing was inserted.')
      : l10n.t(
          'The model did not come to an answer within {0} tokens; nothing was inserted.',
          wholeText(report?.tokens ?? 0),
        ),
  );
}
