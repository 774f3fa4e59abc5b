import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { HttpFailure } from './httpFailure';

/** The hub sends one redirect, its storage none; mirrors are seen to add one. */
const maxRedirects = 5;

export interface HttpGetOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** From the start to the connection (name, TCP and TLS together). */
  readonly connectTimeoutMs: number;
  /** Longest silence, before the answer and within it. */
  readonly idleTimeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Must be read to the end or destroyed. Ends with an HttpFailure `cut` or AbortError. */
  readonly body: IncomingMessage;
}

/**
 * The answer to a GET, redirects followed. Not `fetch`: Node's has no limit on the time to connect,
 * and VS Code gives only `http` and `https` the user's proxy in every version we support.
 *
 * Rejects with HttpFailure `unreachable` or `cut`, or with the signal's reason.
 */
export async function httpGet(url: URL, options: HttpGetOptions): Promise<HttpResponse> {
  let target = url;
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await getOnce(target, options);
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) {
      return response;
    }
    response.body.destroy();
    const next = parseUrl(location, target);
    if (next === undefined || !['http:', 'https:'].includes(next.protocol)) {
      throw new HttpFailure('refused', 'it redirects to an address that cannot be read');
    }
    if (target.protocol === 'https:' && next.protocol === 'http:') {
      throw new HttpFailure('refused', 'it redirects from https to http');
    }
    target = next;
  }
  throw new HttpFailure('refused', `it redirects more than ${maxRedirects} times`);
}

function parseUrl(text: string, base: URL): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function getOnce(url: URL, options: HttpGetOptions): Promise<HttpResponse> {
  const { signal } = options;
  signal?.throwIfAborted();
  return new Promise((settle, fail) => {
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
      headers: { 'user-agent': 'tokenskip', accept: '*/*', ...options.headers },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
    });
    const connection = watchConnection(request, options.connectTimeoutMs);
    request.setTimeout(options.idleTimeoutMs, () => {
      const seconds = Math.round(options.idleTimeoutMs / 1000);
      request.destroy(new HttpFailure('cut', `silent for ${seconds} s`));
    });
    request.on('error', (error) => {
      fail(asFailure(error, connection.isMade, signal));
    });
    request.on('response', (body) => {
      settle({ status: body.statusCode ?? 0, headers: body.headers, body });
    });
    request.end();
  });
}

/** Ends the request unless it is connected in time; `isMade` tells whether it ever was. */
function watchConnection(request: ClientRequest, timeoutMs: number): { readonly isMade: boolean } {
  const connection = { isMade: false };
  const timer = setTimeout(() => {
    const seconds = Math.ceil(timeoutMs / 1000);
    request.destroy(new HttpFailure('unreachable', `no connection within ${seconds} s`));
  }, timeoutMs);
  request.on('socket', (socket) => {
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => {
      connection.isMade = true;
      clearTimeout(timer);
    });
  });
  request.on('close', () => clearTimeout(timer));
  return connection;
}

/** Once there was a connection the server is there: its loss is worth another try. */
function asFailure(error: Error, wasConnected: boolean, signal: AbortSignal | undefined): Error {
  // Node wraps the signal's reason; callers know it by its name, AbortError, which Node keeps.
  if (signal?.aborted === true) return error;
  if (error instanceof HttpFailure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  return new HttpFailure(wasConnected ? 'cut' : 'unreachable', explain(code), { cause: error });
}

function explain(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here';
  if (code === 'ECONNREFUSED') return 'it refuses the connection';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was cut';
  return code;
}
