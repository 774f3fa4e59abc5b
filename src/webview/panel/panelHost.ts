import type { RpcClient } from '../../protocol/rpc/rpcClient';
import type { PanelEvents, PanelMethods } from '../../protocol/webview/panelLink';

/** The extension host, as the page asks it. */
export type PanelHost = RpcClient<PanelMethods, PanelEvents>;
