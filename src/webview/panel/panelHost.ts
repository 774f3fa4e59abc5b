import type { RpcClient } from '../../protocol/rpc/rpcClient';
import type { PanelEvents, PanelMethods } from '../../protocol/webview/panelLink';

/** The extension host, as the page asks it. */
export type PanelHost = RpcClient<PanelMethods, PanelEvents>;

/** Sends what needs no answer: its effect is pushed, and a page that is gone needs none. */
export function send<K extends keyof PanelMethods>(
  host: PanelHost,
  method: K,
  params: PanelMethods[K]['params'],
): void {
  host.request(method, params).catch(() => undefined);
}
