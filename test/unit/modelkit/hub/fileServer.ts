import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does to one request, in the order of requests; then it serves properly. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  /** Sends so many bytes of the answer and closes the connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Sends so many bytes and nothing more, the connection stays open. */
  | { readonly kind: 'silence'; readonly afterBytes: number }
  /** Closes the connection instead of an answer. */
  | { readonly kind: 'reset' }
  /** Never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'redirect'; readonly location: string }
  /** Answers a range request with the whole file. */
  | { readonly kind: 'ignore-range' }
  | { readonly kind: 'wrong-range' };

export interface SeenRequest {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

/** A server for one file that speaks ranges and ETags, and misbehaves as told. */
export class FileServer {
  content: Buffer;
  etag = '"v1"';
  faults: Fault[] = [];
  /** Bytes written at once and the pause after them. */
  drip: { readonly bytes: number; readonly pauseMs: number } | undefined;
  readonly seen: SeenRequest[] = [];
  readonly #server = createServer((request, response) => this.#answer(request, response));

  constructor(content: Buffer) {
    this.content = content;
  }

  /** Starts listening; returns the address of the file. */
  async start(): Promise<URL> {
    await new Promise<void>((settle) => this.#server.listen(0, '127.0.0.1', settle));
    const { port } = this.#server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}/file.bin`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { range, 'if-range': ifRange } = request.headers;
    this.seen.push({
      path: request.url ?? '',
      range,
      ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    });
    const fault = this.faults.shift();
    switch (fault?.kind) {
      case 'hang':
        return;
      case 'reset':
        request.socket.destroy();
        return;
      case 'redirect':
        response.writeHead(302, { location: fault.location }).end();
        return;
      case 'status':
        response.writeHead(fault.status, fault.headers).end();
        return;
      case 'cut':
      case 'silence':
      case 'ignore-range':
      case 'wrong-range':
      case undefined:
        void this.#send(request, response, fault);
    }
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    const start = this.#startOffset(request, fault);
    const body = this.content.subarray(start);
    const total = this.content.length;
    if (start > 0 && body.length === 0) {
      response.writeHead(416, { 'content-range': `bytes */${total}` }).end();
      return;
    }
    const shown = fault?.kind === 'wrong-range' ? start + 1 : start;
    response.writeHead(start > 0 ? 206 : 200, {
      etag: this.etag,
      'content-length': String(body.length),
      ...(start > 0 ? { 'content-range': `bytes ${shown}-${total - 1}/${total}` } : {}),
    });
    if (fault?.kind === 'cut' || fault?.kind === 'silence') {
      response.flushHeaders();
      response.write(body.subarray(0, fault.afterBytes), () => {
        if (fault.kind === 'cut') request.socket.destroySoon();
      });
      return;
    }
    const { bytes, pauseMs } = this.drip ?? { bytes: body.length, pauseMs: 0 };
    for (let at = 0; at < body.length; at += bytes) {
      response.write(body.subarray(at, at + bytes));
      if (pauseMs > 0) await new Promise((settle) => setTimeout(settle, pauseMs));
    }
    response.end();
  }

  #startOffset(request: IncomingMessage, fault: Fault | undefined): number {
    if (fault?.kind === 'ignore-range') return 0;
    const ifRange = request.headers['if-range'];
    if (ifRange !== undefined && ifRange !== this.etag) return 0;
    return Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  }
}
