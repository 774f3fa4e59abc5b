import type { Link, MethodMap } from '../../protocol/rpc/link';
import { RpcClient } from '../../protocol/rpc/rpcClient';
import type { VscodeApi } from './vscodeApi';
import { webviewTransport } from './webviewTransport';

/** From giving a request up to the host's answer. */
const graceMs = 5_000;

/** The page's end of its link to the extension host. */
export function connect<M extends MethodMap<M>, E>(
  api: VscodeApi,
  link: Link<M, E>,
): RpcClient<M, E> {
  return new RpcClient(webviewTransport(api), link, {
    graceMs,
    startTimer: (delayMs, task) => {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
}
