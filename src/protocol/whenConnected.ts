/** What is needed of a socket, plain or TLS. */
interface ConnectingSocket {
  readonly connecting: boolean;
  once(event: 'connect' | 'secureConnect', listener: () => void): unknown;
}

/**
 * Calls `done` when the socket of a request is connected, TLS included. A plain one may be that already
 * and tell nothing more: the proxy agents of VS Code hand over connected sockets.
 */
export function whenConnected(socket: ConnectingSocket, done: () => void): void {
  if ('encrypted' in socket) socket.once('secureConnect', done);
  else if (socket.connecting) socket.once('connect', done);
  else done();
}
