import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterMs } from '../../protocol/retryAfter';
import type { ByteRange } from './byteRanges';
import { HttpFailure } from './httpFailure';

/** Where the bytes of an answer belong. */
export interface RangeAnswer {
  /** True when the server sends the whole file instead of what was asked for. */
  readonly isWhole: boolean;
  /** Bytes of the whole file, where the server says so. */
  readonly totalBytes: number | undefined;
  /** Strong ETag, where there is one: a weak one does not promise equal bytes (RFC 9110, 8.8.1). */
  readonly etag: string | undefined;
}

/**
 * Reads an answer to a request for `asked`, RFC 9110 section 14.
 *
 * Throws HttpFailure: `busy` (429, 5xx), `cut` (416 or a range that was not asked for: start
 * again), `refused`.
 */
export function readRangeAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  asked: ByteRange,
): RangeAnswer {
  const etag = headers.etag?.startsWith('"') === true ? headers.etag : undefined;
  if (status === 200) {
    return { isWhole: true, totalBytes: wholeNumber(headers['content-length']), etag };
  }
  if (status === 206) {
    const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
    if (match === null || Number(match[1]) !== asked[0] || Number(match[2]) >= asked[1]) {
      throw new HttpFailure('cut', 'it sent another range than was asked for', { status });
    }
    return { isWhole: false, totalBytes: wholeNumber(match[3]), etag };
  }
  if (status === 416) throw new HttpFailure('cut', 'it has no such range', { status });
  throw statusFailure(status, headers);
}

/** What an answer that brings nothing means: `busy` or `refused`. */
export function statusFailure(status: number, headers: IncomingHttpHeaders): HttpFailure {
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const waitMs = retryAfterMs(headers['retry-after']);
    return new HttpFailure('busy', `it answers ${status}, busy`, {
      status,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    });
  }
  if (status === 407) {
    return new HttpFailure(
      'refused',
      'The proxy asks for a name and a password: put them in its address, in HTTPS_PROXY or in the setting http.proxy of VS Code',
      { status, code: 'download-proxy' },
    );
  }
  const meaning =
    status === 404 ? 'not found' : status === 401 || status === 403 ? 'no access' : '';
  const hubCode = headers['x-error-code'];
  return new HttpFailure('refused', `it answers ${status}${meaning && `, ${meaning}`}`, {
    status,
    ...(typeof hubCode === 'string' ? { hubCode } : {}),
  });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
