import { window } from 'vscode';
import { isCancelled, toErrorData } from '../protocol/appError';
import { failureText } from './failureText';
import { offerServer } from './remote/serverSetting';

/** Does `work`; a failure is told in one message, a stop is none. */
export async function told(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isCancelled(error)) return;
    const failure = toErrorData(error);
    const message = failureText(failure);
    if (failure.code === 'engine-missing') void offerServer(message);
    else void window.showErrorMessage(message);
  }
}
