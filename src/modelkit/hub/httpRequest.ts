// Not `node:http` and `node:https`: VS Code puts its own in place of `http` and `https` by these
// names only (1.139: workbench/api/node/proxyResolver, configureModuleLoading), and with them the
// user's proxy and certificates.
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'http';
import { request as httpRequestOnce } from 'http';
import { request as httpsRequestOnce } from 'https';
import { whenConnected } from '../../protocol/whenConnected';
import { HttpFailure } from './httpFailure';
import { openTunnel } from './openTunnel';
import { proxyAuthorization, proxyFor, proxyRefusal, proxyUnreachable } from './proxyFor';

/** The hub sends one redirect, its storage none; mirrors are seen to add one. */
const maxRedirects = 5;

/** Headers that are for the first host alone. */
const ownHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie']);

export interface HttpRequestOptions {
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as POST; without it the request is a GET. */
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** From the start to the connection (name, TCP, proxy and TLS together). */
  readonly connectTimeoutMs: number;
  /** Longest silence, before the answer and within it. */
  readonly idleTimeoutMs: number;
  /** Variables that name proxies; undefined: none of ours (see `HubConnection.proxyEnv`). */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>> | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** True for an answer from another origin than the one that was asked. */
  readonly isElsewhere: boolean;
  /** Must be read to the end or destroyed. Ends with an HttpFailure `cut` or AbortError. */
  readonly body: IncomingMessage;
}

/**
 * The answer to a request, redirects followed; an `authorization` is not taken along to another
 * origin. Not `fetch`: Node's has no limit on the time to connect, and no proxy in the versions we
 * support.
 *
 * Rejects with HttpFailure, or with the signal's reason.
 */
export async function httpRequest(url: URL, options: HttpRequestOptions): Promise<HttpResponse> {
  let target = url;
  let headers = options.headers ?? {};
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await requestOnce(target, { ...options, headers });
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) {
      return { ...response, isElsewhere: target.origin !== url.origin };
    }
    response.body.destroy();
    const next = URL.canParse(location, target.href) ? new URL(location, target) : undefined;
    if (next === undefined || !['http:', 'https:'].includes(next.protocol)) {
      throw new HttpFailure('refused', 'it redirects to an address that cannot be read');
    }
    if (target.protocol === 'https:' && next.protocol === 'http:') {
      throw new HttpFailure('refused', 'it redirects from https to http');
    }
    if (next.origin !== target.origin) {
      headers = Object.fromEntries(Object.entries(headers).filter(([key]) => !ownHeaders.has(key)));
    }
    target = next;
  }
  throw new HttpFailure('refused', `it redirects more than ${maxRedirects} times`);
}

type Answer = Omit<HttpResponse, 'isElsewhere'>;

async function requestOnce(url: URL, options: HttpRequestOptions): Promise<Answer> {
  const { signal, body, proxyEnv } = options;
  signal?.throwIfAborted();
  const proxy = proxyEnv === undefined ? undefined : proxyFor(url, proxyEnv);
  const headers = {
    'user-agent': 'tokenskip',
    accept: '*/*',
    ...options.headers,
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const shared = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(signal && { signal }),
  };
  if (proxy === undefined) {
    const request = url.protocol === 'http:' ? httpRequestOnce : httpsRequestOnce;
    return answerTo(() => request(url, { ...shared, agent: false }), options, false);
  }
  if (url.protocol === 'http:') return throughProxy(url, proxy, shared, options);
  const socket = await tunnel(url, proxy, options);
  return answerTo(
    () => httpsRequestOnce(url, { ...shared, createConnection: () => socket }),
    options,
    true,
  );
}

/** Plain HTTP is asked of the proxy itself, with the whole address (RFC 9112, section 3.2.2). */
async function throughProxy(
  url: URL,
  proxy: URL,
  shared: { readonly method: string; readonly headers: Readonly<Record<string, string>> },
  options: HttpRequestOptions,
): Promise<Answer> {
  const request = proxy.protocol === 'http:' ? httpRequestOnce : httpsRequestOnce;
  const login = proxyAuthorization(proxy);
  // Node.js would make them the login of the other end, and refuses a % that begins no escape.
  const bare = new URL(proxy);
  bare.username = bare.password = '';
  const headers = {
    ...shared.headers,
    host: url.host,
    ...(login === undefined ? {} : { 'proxy-authorization': login }),
  };
  const answer = await answerTo(
    () => request(bare, { ...shared, headers, path: url.href, agent: false }),
    options,
    false,
  ).catch((error: unknown) => {
    const isAway = error instanceof HttpFailure && error.kind === 'unreachable';
    throw isAway ? proxyUnreachable(proxy, url, error) : error;
  });
  if (answer.status !== 407) return answer;
  answer.body.destroy();
  throw proxyRefusal(proxy, url.host, 407);
}

async function tunnel(
  url: URL,
  proxy: URL,
  { signal, connectTimeoutMs }: HttpRequestOptions,
): ReturnType<typeof openTunnel> {
  const timeout = AbortSignal.timeout(connectTimeoutMs);
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    return await openTunnel(url, proxy, either);
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.aborted) throw notConnected(connectTimeoutMs);
    throw error instanceof Error ? asFailure(error, false, signal) : error;
  }
}

function answerTo(
  start: () => ClientRequest,
  options: HttpRequestOptions,
  isConnected: boolean,
): Promise<Answer> {
  return new Promise((settle, fail) => {
    const request = start();
    const connection = watchConnection(request, options.connectTimeoutMs, isConnected);
    request.setTimeout(options.idleTimeoutMs, () => {
      const seconds = Math.round(options.idleTimeoutMs / 1000);
      request.destroy(new HttpFailure('cut', `silent for ${seconds} s`));
    });
    request.on('error', (error) => {
      fail(asFailure(error, connection.isMade, options.signal));
    });
    request.on('response', (body) => {
      settle({ status: body.statusCode ?? 0, headers: body.headers, body });
    });
    request.end(options.body);
  });
}

/** Ends the request unless it is connected in time; `isMade` tells whether it ever was. */
function watchConnection(
  request: ClientRequest,
  timeoutMs: number,
  isConnected: boolean,
): { readonly isMade: boolean } {
  const connection = { isMade: isConnected };
  if (isConnected) return connection;
  const timer = setTimeout(() => request.destroy(notConnected(timeoutMs)), timeoutMs);
  request.on('socket', (socket) => {
    whenConnected(socket, () => {
      connection.isMade = true;
      clearTimeout(timer);
    });
  });
  request.on('close', () => clearTimeout(timer));
  return connection;
}

function notConnected(timeoutMs: number): HttpFailure {
  return new HttpFailure('unreachable', `no connection within ${Math.ceil(timeoutMs / 1000)} s`);
}

/** Once there was a connection the server is there: its loss is worth another try. */
function asFailure(error: Error, wasConnected: boolean, signal: AbortSignal | undefined): Error {
  // Node wraps the signal's reason; callers know it by its name, AbortError, which Node keeps.
  if (signal?.aborted === true) return error;
  if (error instanceof HttpFailure) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  if (isUntrusted(code)) {
    return new HttpFailure('refused', code, { code: 'download-certificate', cause: error });
  }
  return new HttpFailure(wasConnected ? 'cut' : 'unreachable', explain(code), { cause: error });
}

/** OpenSSL's words for a certificate that was not accepted, as Node gives them. */
function isUntrusted(code: string): boolean {
  return /SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|^CERT_|ALTNAME_INVALID/.test(code);
}

function explain(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here';
  if (code === 'ECONNREFUSED') return 'it refuses the connection';
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'the connection was cut';
  return code;
}
