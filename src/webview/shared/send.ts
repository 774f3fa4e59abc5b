import type { RpcClient } from '../../protocol/rpc/rpcClient';
import type { MethodMap } from '../../protocol/rpc/link';

/** Sends what needs no answer: its effect is pushed, and a page that is gone needs none. */
export function send<M extends MethodMap<M>, E, K extends keyof M & string>(
  host: RpcClient<M, E>,
  method: K,
  params: M[K]['params'],
): void {
  host.request(method, params).catch(() => undefined);
}
