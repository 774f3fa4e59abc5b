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
  | { readonly kind: 'wrong-range' }
  /** No fault, and no wait for others. */
  | { readonly kind: 'none' };

export interface SeenRequest {
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

/** A server for files that speaks ranges and ETags, and misbehaves as told. */
export class FileServer {
  /** Of every path that has none of its own. */
  content: Buffer;
  readonly contents = new Map<string, Buffer>();
  etag = '"v1"';
  faults: Fault[] = [];
  /** Answers every range request with the whole file. */
  ignoresRanges = false;
  /** Bytes written at once and the pause after them. */
  drip: { readonly bytes: number; readonly pauseMs: number } | undefined;
  /** Answers 429 to whoever asks while another answer is under way, and forgets it. */
  oneAtATime = false;
  #isBusy = false;
  /** Answers wait until so many requests are there; then this is over. */
  waitsFor = 0;
  readonly seen: SeenRequest[] = [];
  #waiting: (() => void)[] = [];
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
    if (this.oneAtATime && this.#isBusy) {
      response.writeHead(429).end();
      return;
    }
    this.#isBusy = true;
    const done = (): void => void (this.#isBusy = false);
    response.once('finish', done).once('close', done);
    const { range, 'if-range': ifRange, authorization } = request.headers;
    this.seen.push({
      path: request.url ?? '',
      range,
      ifRange: typeof ifRange === 'string' ? ifRange : undefined,
      authorization,
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
      case 'none':
      case undefined:
        void this.#gate(fault).then(() => this.#send(request, response, fault));
    }
  }

  async #gate(fault: Fault | undefined): Promise<void> {
    if (this.waitsFor === 0 || fault !== undefined) return;
    await new Promise<void>((settle) => {
      this.#waiting.push(settle);
      if (this.#waiting.length < this.waitsFor) return;
      this.waitsFor = 0;
      for (const go of this.#waiting.splice(0)) go();
    });
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    fault: Fault | undefined,
  ): Promise<void> {
    const content = this.contents.get(request.url ?? '') ?? this.content;
    const total = content.length;
    const asked = fault?.kind === 'ignore-range' ? undefined : this.#askedRange(request, total);
    if (asked !== undefined && asked[0] >= total) {
      response.writeHead(416, { 'content-range': `bytes */${total}` }).end();
      return;
    }
    const [start, end] = asked ?? [0, total];
    const body = content.subarray(start, end);
    const shown = fault?.kind === 'wrong-range' ? start + 1 : start;
    response.writeHead(asked === undefined ? 200 : 206, {
      etag: this.etag,
      'content-length': String(body.length),
      ...(asked === undefined ? {} : { 'content-range': `bytes ${shown}-${end - 1}/${total}` }),
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

  /** Undefined when the whole file is the answer. */
  #askedRange(request: IncomingMessage, total: number): readonly [number, number] | undefined {
    if (this.ignoresRanges) return undefined;
    const ifRange = request.headers['if-range'];
    if (ifRange !== undefined && ifRange !== this.etag) return undefined;
    const [, start, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (start === undefined) return undefined;
    return [Number(start), last === '' ? total : Math.min(Number(last) + 1, total)];
  }
}
