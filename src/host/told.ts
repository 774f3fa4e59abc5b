import { window } from 'vscode';
import { isCancelled, toErrorData } from '../protocol/appError';

/** Does `work`; a failure is told in one message, a stop is none. */
export async function told(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isCancelled(error)) return;
    void window.showErrorMessage(toErrorData(error).message);
  }
}
