import type { IncomingMessage, Server } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';

export interface SeenByProxy {
  readonly method: string;
  /** `host:port` of a tunnel, else the whole address. */
  readonly target: string;
  readonly login: string | undefined;
  readonly authorization: string | undefined;
}

/** An HTTP proxy that tunnels and forwards, all to ports of this machine, or refuses. */
export class ProxyServer {
  readonly seen: SeenByProxy[] = [];
  /** Answers every request with this status. */
  refusesWith: number | undefined;
  /** Closes the connection in the middle of its answer. */
  cutsItsAnswer = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((request, response) => {
    this.#note(request);
    if (this.refusesWith !== undefined) {
      response.writeHead(this.refusesWith).end();
      return;
    }
    const { port, pathname } = new URL(request.url ?? '');
    const onward = httpRequest({
      host: '127.0.0.1',
      port,
      path: pathname,
      headers: request.headers,
    });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.end();
  });

  constructor() {
    this.#server.on('connection', (socket) => this.#sockets.add(socket));
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => {
      this.#note(request);
      socket.on('error', () => undefined);
      if (this.cutsItsAnswer) {
        socket.end('HTTP/1.1 200');
        return;
      }
      if (this.refusesWith !== undefined) {
        socket.end(`HTTP/1.1 ${this.refusesWith} No\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const port = Number(request.url?.split(':').at(-1));
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
    });
  }

  /** Connections that nobody has closed. */
  get openCount(): number {
    return [...this.#sockets].filter((socket) => !socket.destroyed).length;
  }

  /** Starts listening; returns its address. */
  async start(): Promise<string> {
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((settle) => this.#server.close(settle));
  }

  #note({ method = '', url = '', headers }: IncomingMessage): void {
    this.seen.push({
      method,
      target: url,
      login: headers['proxy-authorization'],
      authorization: headers.authorization,
    });
  }
}
