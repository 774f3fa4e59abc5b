import type { RpcClient } from '../../protocol/rpc/rpcClient';
import type { ChatEvents, ChatMethods } from '../../protocol/webview/chatLink';

/** The extension host, as the page asks it. */
export type ChatHost = RpcClient<ChatMethods, ChatEvents>;
