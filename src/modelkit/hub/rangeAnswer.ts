import type { IncomingHttpHeaders } from 'node:http';
import { HttpFailure } from './httpFailure';
import { retryAfterMs } from '../../protocol/retryAfter';

/** Where the bytes of an answer belong. */
export interface RangeAnswer {
  /** 0 when the server sends the file from its beginning. */
  readonly startOffset: number;
  /** Bytes of the whole file, where the server says so. */
  readonly totalBytes: number | undefined;
  /** Strong ETag, where there is one: a weak one does not promise equal bytes (RFC 9110, 8.8.1). */
  readonly etag: string | undefined;
}

/**
 * Reads an answer to a request for everything from `offset`, RFC 9110 section 14.
 *
 * Throws HttpFailure: `busy` (429, 5xx), `cut` (416 or a range that was not asked for: start
 * again), `refused`.
 */
export function readRangeAnswer(
  status: number,
  headers: IncomingHttpHeaders,
  offset: number,
): RangeAnswer {
  const etag = headers.etag?.startsWith('"') === true ? headers.etag : undefined;
  if (status === 200) {
    return { startOffset: 0, totalBytes: wholeNumber(headers['content-length']), etag };
  }
  if (status === 206) {
    const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
    if (match === null || Number(match[1]) !== offset) {
      throw new HttpFailure('cut', 'it sent another range than was asked for', { status });
    }
    return { startOffset: offset, totalBytes: wholeNumber(match[3]), etag };
  }
  throw statusFailure(status, headers);
}

function statusFailure(status: number, headers: IncomingHttpHeaders): HttpFailure {
  if (status === 416) return new HttpFailure('cut', 'it has no such range', { status });
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const waitMs = retryAfterMs(headers['retry-after']);
    return new HttpFailure('busy', `it answers ${status}, busy`, {
      status,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    });
  }
  const meaning =
    status === 404 ? 'not found' : status === 401 || status === 403 ? 'no access' : '';
  return new HttpFailure('refused', `it answers ${status}${meaning && `, ${meaning}`}`, { status });
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
