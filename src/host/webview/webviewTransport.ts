import type { Webview } from 'vscode';
import { AppError } from '../../protocol/appError';
import type { Transport } from '../../protocol/rpc/transport';

/** Messages between the extension host and one page, until `onDispose` says that it is gone. */
export function webviewTransport(
  webview: Webview,
  onDispose: (listener: () => void) => { dispose(): void },
): Transport {
  return {
    send: async (message) => {
      // False only means that the page is hidden; what it missed it asks for when it is back.
      await webview.postMessage(message);
    },
    onMessage: (listener) => {
      const subscription = webview.onDidReceiveMessage((message: unknown) => listener(message));
      return () => void subscription.dispose();
    },
    onClose: (listener) => {
      const subscription = onDispose(() => listener(new AppError('cancelled', 'Closed.')));
      return () => subscription.dispose();
    },
  };
}
