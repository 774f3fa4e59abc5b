import type { DownloadLimits } from './downloadFile';
import type { HubConnection } from './hubConnection';
import type { HubSubject } from './httpFailure';
import { asDownloadError, HttpFailure } from './httpFailure';
import type { HttpResponse } from './httpRequest';
import { httpRequest } from './httpRequest';
import { statusFailure } from './rangeAnswer';
import { Tries } from './tries';

/** Largest answer of the hub's API that is read: a page of 1,000 files has about 0.5 MB. */
const maxAnswerBytes = 16_000_000;

export interface HubFetchOptions {
  readonly hub: HubConnection;
  readonly limits: DownloadLimits;
  readonly subject: HubSubject;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` for the hub's library: over our own requests, for their time limits, proxies and tries,
 * with the token for the hub's own origin only (a page may name another one as the next).
 *
 * It answers with successes alone and rejects with AppError for all else: the library's errors lack
 * the hub's own word for what is wrong. The token is added here because the library takes none but
 * those of the public hub.
 */
export function hubFetch({ hub, limits, subject, signal }: HubFetchOptions): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isOwn = url.origin === new URL(hub.endpoint).origin;
    const headers = {
      accept: 'application/json',
      ...(typeof init?.body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...(isOwn && hub.token !== undefined ? { authorization: `Bearer ${hub.token}` } : {}),
    };
    const ask = (): Promise<Response> =>
      answer(
        httpRequest(url, {
          headers,
          proxyEnv: hub.proxyEnv,
          connectTimeoutMs: limits.connectTimeoutMs,
          idleTimeoutMs: limits.idleTimeoutMs,
          ...(typeof init?.body === 'string' ? { body: init.body } : {}),
          ...(signal === undefined ? {} : { signal }),
        }),
        signal,
      );
    return withTries(ask, { url, limits, subject, signal });
  };
}

async function withTries(
  ask: () => Promise<Response>,
  { url, limits, subject, signal }: Omit<HubFetchOptions, 'hub'> & { readonly url: URL },
): Promise<Response> {
  const tries = new Tries(limits, 0, signal);
  let hadAnswer = false;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      hadAnswer ||= error.kind !== 'unreachable';
      await tries.again(error, 0, hadAnswer).catch((final: unknown) => {
        throw final instanceof HttpFailure ? asDownloadError(final, url, subject) : final;
      });
    }
  }
}

async function answer(
  request: Promise<HttpResponse>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { status, headers, body } = await request;
  try {
    if (status !== 200) throw statusFailure(status, headers);
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      bytes += piece.length;
      if (bytes > maxAnswerBytes) throw new HttpFailure('refused', 'its answer has no end');
      pieces.push(piece);
    }
    const { link } = headers;
    return new Response(Buffer.concat(pieces), {
      status,
      headers: typeof link === 'string' ? { link } : {},
    });
  } catch (error) {
    if (error instanceof HttpFailure) throw error;
    signal?.throwIfAborted();
    throw new HttpFailure('cut', 'the connection was cut', { cause: error });
  } finally {
    body.destroy();
  }
}
