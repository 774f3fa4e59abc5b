import type { RpcClient } from '../../protocol/rpc/rpcClient';
import type { ChatEvents, ChatMethods } from '../../protocol/webview/chatLink';

/** The extension host, as the page asks it. */
export type ChatHost = RpcClient<ChatMethods, ChatEvents>;

/** Sends what needs no answer: its effect is pushed, and a page that is gone needs none. */
export function send<K extends keyof ChatMethods>(
  host: ChatHost,
  method: K,
  params: ChatMethods[K]['params'],
): void {
  host.request(method, params).catch(() => undefined);
}
