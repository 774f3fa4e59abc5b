import type { Transport } from '../../protocol/rpc/transport';
import type { VscodeApi } from './vscodeApi';

/** Messages between this page and the extension host. VS Code ends the page, never the link. */
export function webviewTransport(api: VscodeApi): Transport {
  return {
    send: async (message) => {
      await Promise.resolve();
      api.postMessage(message);
    },
    onMessage: (listener) => {
      const onMessage = (event: MessageEvent<unknown>): void => listener(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
    onClose: () => () => undefined,
  };
}
