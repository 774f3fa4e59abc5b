import type { Socket } from 'node:net';
import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { proxyAuthorization, proxyRefusal, proxyUnreachable } from './proxyFor';

/** A proxy's answer to CONNECT is a few lines. */
const maxHeadBytes = 16_384;

/**
 * A TLS connection to the host of `url` through a proxy (CONNECT, RFC 9110 section 9.3.6), ready to
 * write to; the caller ends it. Nothing but host and port is shown to the proxy.
 *
 * Rejects with HttpFailure `download-proxy`, with the errors of the sockets, or with the signal's
 * reason.
 */
export async function openTunnel(url: URL, proxy: URL, signal: AbortSignal): Promise<Socket> {
  const plain = await connectTo(proxy, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw proxyUnreachable(proxy, url, error);
  });
  const status = await askForTunnel(plain, url, proxy, signal).catch((error: unknown) => {
    plain.destroy();
    throw error;
  });
  if (status !== 200) {
    plain.destroy();
    throw proxyRefusal(proxy, url.host, status);
  }
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const secure = connectTls({ socket: plain, ...(isIP(name) === 0 ? { servername: name } : {}) });
  return ready(secure, 'secureConnect', signal);
}

function connectTo(proxy: URL, signal: AbortSignal): Promise<Socket> {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  if (proxy.protocol === 'http:') {
    return ready(connect(Number(proxy.port || 80), host), 'connect', signal);
  }
  const names = isIP(host) === 0 ? { servername: host } : {};
  const secure = connectTls({ port: Number(proxy.port || 443), host, ...names });
  return ready(secure, 'secureConnect', signal);
}

function ready<T extends Socket>(socket: T, event: string, signal: AbortSignal): Promise<T> {
  return new Promise((settle, fail) => {
    const stop = (): void => {
      socket.destroy();
      fail(asError(signal.reason));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const end = (): void => signal.removeEventListener('abort', stop);
    socket.once('error', (error) => {
      end();
      fail(error);
    });
    socket.once(event, () => {
      end();
      settle(socket);
    });
  });
}

/** Status of the proxy's answer. */
function askForTunnel(socket: Socket, url: URL, proxy: URL, signal: AbortSignal): Promise<number> {
  const target = `${url.hostname}:${url.port || '443'}`;
  const login = proxyAuthorization(proxy);
  socket.write(
    `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login === undefined ? '' : `Proxy-Authorization: ${login}\r\n`}\r\n`,
  );
  return new Promise((settle, fail) => {
    let head = Buffer.alloc(0);
    const end = (): void => {
      signal.removeEventListener('abort', stop);
      socket.off('data', read).off('close', lost);
      socket.pause();
    };
    const stop = (): void => {
      end();
      fail(asError(signal.reason));
    };
    const lost = (): void => {
      end();
      fail(proxyRefusal(proxy, url.host, 0));
    };
    const read = (piece: Buffer): void => {
      head = Buffer.concat([head, piece]);
      const length = head.indexOf('\r\n\r\n');
      if (length < 0 && head.length < maxHeadBytes) return;
      end();
      // What follows the head is the other end's: servers that speak first would lose it.
      if (length >= 0) socket.unshift(head.subarray(length + 4));
      settle(Number(/^HTTP\/1\.\d (\d{3})/.exec(head.toString('latin1'))?.[1] ?? 0));
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.on('data', read).once('close', lost);
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
