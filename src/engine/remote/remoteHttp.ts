import type { ClientRequest, IncomingMessage } from 'http';
import { request as httpRequest } from 'http';
import { request as httpsRequest } from 'https';
import { AppError, isAppError, stopped } from '../../protocol/appError';
import { errorMessage, parseJson } from '../../protocol/remote/streamEvent';
import { retryAfterMs } from '../../protocol/retryAfter';
import { whenConnected } from '../../protocol/whenConnected';
import { connectionFailure, PassingFailure, stalled, statusFailure } from './remoteFailure';
import { StallTimer } from './stallTimer';

/** Largest answer that is read whole: a list of 10,000 models has about 2 MB. */
const maxBodyBytes = 8_000_000;

export interface RemoteCall {
  readonly url: URL;
  /** JSON to send; a GET without it. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly key: string | undefined;
  /** Named in failures. */
  readonly model: string;
  readonly signal: AbortSignal;
  /** To the connection: name, TCP and TLS together. */
  readonly connectTimeoutMs: number;
  /** From the request to the head of the answer. */
  readonly answerTimeoutMs: number;
  /** Longest silence in the body; in a stream, time without text. */
  readonly stallTimeoutMs: number;
}

/**
 * The successful answer to a request; its body must be read to the end or destroyed. No redirect is
 * followed: the key belongs to the address that a person gave. Not `fetch`: see the note in
 * modelkit's `httpRequest`.
 *
 * Rejects with AppError (`remote-*`, `question-too-long`, `cancelled`) or {@link PassingFailure}.
 */
export async function remoteHttp(call: RemoteCall): Promise<IncomingMessage> {
  const response = await send(call);
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return response;
  const text = await readText(response, call, 64_000).catch(unlessStopped);
  throw statusFailure(
    {
      status,
      said: withoutKey(errorMessage(parseJson(text)), call.key),
      retryAfterMs: retryAfterMs(response.headers['retry-after']),
      location: response.headers.location,
    },
    call.url.host,
    call.model,
  );
}

/** What a server said, without the key: some repeat what they were sent. */
export function withoutKey(said: string, key: string | undefined): string;
export function withoutKey(said: string | undefined, key: string | undefined): string | undefined;
export function withoutKey(said: string | undefined, key: string | undefined): string | undefined {
  return key === undefined || key === '' ? said : said?.replaceAll(key, '…');
}

/** The JSON value of an answer; undefined where it is none. Rejects as {@link remoteHttp}. */
export async function remoteJson(call: RemoteCall): Promise<unknown> {
  const response = await remoteHttp(call);
  const text = await readText(response, call, maxBodyBytes).catch((error: unknown) => {
    if (error instanceof PassingFailure) throw error;
    return unlessStopped(error);
  });
  return parseJson(text);
}

/** The first `maxBytes` of an answer. Rejects with `cancelled`, PassingFailure, or as the connection does. */
export async function readText(
  response: IncomingMessage,
  { url, signal, stallTimeoutMs }: RemoteCall,
  maxBytes: number,
): Promise<string> {
  const stall = new StallTimer(stallTimeoutMs, () =>
    response.destroy(stalled(stallTimeoutMs, url.host)),
  );
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      stall.restart();
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) break;
    }
  } catch (error) {
    throw signal.aborted ? stopped() : error;
  } finally {
    stall.stop();
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}

/** No text where a body was lost, which says less than what came before it; a stop stays one. */
export function unlessStopped(error: unknown): string {
  if (isAppError(error, 'cancelled')) throw error;
  return '';
}

function send(call: RemoteCall): Promise<IncomingMessage> {
  const { url, key, signal, body } = call;
  const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((settle, fail) => {
    if (signal.aborted) {
      fail(stopped());
      return;
    }
    const request = (url.protocol === 'http:' ? httpRequest : httpsRequest)(url, {
      method: payload === undefined ? 'GET' : 'POST',
      headers: {
        'user-agent': 'tokenskip',
        accept: 'text/event-stream, application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': payload.length }),
      },
      // A connection that is kept may be closed by the server while the next request is under way.
      agent: false,
      signal,
    });
    const watch = watchTimes(request, call);
    request.on('error', (error) => {
      watch.stop();
      fail(signal.aborted ? stopped() : asFailure(error, url.host));
    });
    request.on('response', (response) => {
      watch.stop();
      settle(response);
    });
    request.end(payload);
  });
}

function asFailure(error: Error, host: string): AppError | PassingFailure {
  return error instanceof AppError ? error : connectionFailure(error, host);
}

/** Ends a request that is not connected, or not answered, in time. */
function watchTimes(request: ClientRequest, call: RemoteCall): { readonly stop: () => void } {
  const { host } = call.url;
  const limit = (ms: number, what: string): NodeJS.Timeout =>
    setTimeout(() => {
      const seconds = Math.ceil(ms / 1000);
      request.destroy(
        new AppError(
          'remote-unreachable',
          `${host} ${what} within ${seconds} s: see whether the server runs and is not overloaded.`,
        ),
      );
    }, ms);
  const connecting = limit(call.connectTimeoutMs, 'could not be connected');
  const answering = limit(call.answerTimeoutMs, 'did not answer');
  request.on('socket', (socket) => whenConnected(socket, () => clearTimeout(connecting)));
  return {
    stop: () => {
      clearTimeout(connecting);
      clearTimeout(answering);
    },
  };
}
