import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../protocol/appError';
import { freeDiskBytes, requireDiskSpace } from '../store/diskSpace';
import { asFileError } from '../store/fileErrors';
import { asDownloadError, HttpFailure } from './httpFailure';
import { httpGet } from './httpGet';
import { PartFile } from './partFile';
import { readRangeAnswer } from './rangeAnswer';

/** Times and counts of a download; the defaults are for people, tests take shorter ones. */
export interface DownloadLimits {
  /** To a connection: with no network a person is told within this time. */
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** Failures in a row, without {@link progressBytes} between them, after which it gives up. */
  readonly tries: number;
  /** First wait before another try; it doubles up to {@link maxDelayMs}. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
  /** New bytes that make a try count as a success, so that a server that sends a trickle and cuts ends. */
  readonly progressBytes: number;
}

const defaultDownloadLimits: DownloadLimits = {
  connectTimeoutMs: 5_000,
  idleTimeoutMs: 30_000,
  tries: 6,
  delayMs: 500,
  maxDelayMs: 15_000,
  progressBytes: 1_000_000,
};

export interface DownloadRequest {
  readonly url: URL;
  readonly targetPath: string;
  /** What the file must be; both are checked. */
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  /** Bytes that are there, after each piece. */
  readonly onProgress?: (doneBytes: number) => void;
  readonly limits?: Partial<DownloadLimits>;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: (directory: string) => Promise<number>;
}

/**
 * Fetches a file whose size and digest are known. What has arrived stays in `<target>.part` and is
 * continued, also by a later process; the target appears in one step, when its digest is right.
 * Only one process may fetch the same target at once (see `withLock`).
 *
 * Codes: `download-failed` (`details.unreachable`: there was no answer at all),
 * `model-digest-mismatch`, `disk-full`, `folder-unreadable`; the signal's abort passes through.
 */
export async function downloadFile(request: DownloadRequest): Promise<void> {
  const { targetPath, bytes, signal } = request;
  const folder = dirname(targetPath);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, folder);
  });
  const part = new PartFile(targetPath);
  await part.open(bytes, signal);
  try {
    await requireDiskSpace(folder, bytes - part.size, request.freeBytes ?? freeDiskBytes);
    const resumedBytes = part.size;
    await fetchAll(request, part);
    if (part.digest() !== request.sha256 && resumedBytes > 0) {
      // What an earlier run left may be damaged; only bytes of this run prove the server wrong.
      await part.restart(undefined);
      await fetchAll(request, part);
    }
    if (part.digest() !== request.sha256) {
      await part.close();
      await part.remove();
      throw wrongFile(request, 'its content is not the pinned one');
    }
    await part.flush();
  } finally {
    await part.close();
  }
  await rename(part.path, targetPath).catch((error: unknown) => {
    throw asFileError(error, targetPath);
  });
  await part.removeNote();
}

async function fetchAll(request: DownloadRequest, part: PartFile): Promise<void> {
  const limits = { ...defaultDownloadLimits, ...request.limits };
  let failures = 0;
  let hadAnswer = false;
  while (part.size < request.bytes) {
    const before = part.size;
    try {
      await fetchOnce(request, part, limits);
      if (part.size < request.bytes) throw new HttpFailure('cut', 'the connection was cut');
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      hadAnswer ||= error.kind !== 'unreachable';
      failures = part.size - before >= limits.progressBytes ? 1 : failures + 1;
      const isFinal = error.kind === 'refused' || !hadAnswer || failures >= limits.tries;
      if (isFinal) throw asDownloadError(error, request.url);
      const backOffMs = Math.min(limits.delayMs * 2 ** (failures - 1), limits.maxDelayMs);
      const waitMs = error.retryAfterMs ?? backOffMs;
      await sleep(waitMs, undefined, request.signal && { signal: request.signal });
    }
  }
}

/** One request: adds to the part what the server sends of what is missing. */
async function fetchOnce(
  request: DownloadRequest,
  part: PartFile,
  limits: DownloadLimits,
): Promise<void> {
  const offset = part.size;
  const response = await httpGet(request.url, {
    connectTimeoutMs: limits.connectTimeoutMs,
    idleTimeoutMs: limits.idleTimeoutMs,
    headers: rangeHeaders(offset, part.etag),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  const { body } = response;
  try {
    const answer = await startOver(part, () =>
      readRangeAnswer(response.status, response.headers, offset),
    );
    if (answer.totalBytes !== undefined && answer.totalBytes !== request.bytes) {
      throw wrongFile(
        request,
        `it has ${answer.totalBytes} bytes there instead of ${request.bytes}`,
      );
    }
    if (answer.startOffset === 0) await part.restart(answer.etag);
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      if (part.size + piece.length > request.bytes) {
        await part.restart(undefined);
        throw wrongFile(request, `it has more than ${request.bytes} bytes there`);
      }
      await part.append(piece);
      request.onProgress?.(part.size);
    }
  } catch (error) {
    if (error instanceof HttpFailure || error instanceof AppError) throw error;
    request.signal?.throwIfAborted();
    throw new HttpFailure('cut', 'the connection was cut', { cause: error });
  } finally {
    body.destroy();
  }
}

/** An answer that says `cut` before any byte means that the part is of no use: it is dropped. */
async function startOver<T>(part: PartFile, read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof HttpFailure && error.kind === 'cut') await part.restart(undefined);
    throw error;
  }
}

function rangeHeaders(offset: number, etag: string | undefined): Record<string, string> {
  // Compressed bytes would not be those of the digest.
  if (offset === 0) return { 'accept-encoding': 'identity' };
  return {
    'accept-encoding': 'identity',
    range: `bytes=${offset}-`,
    // Another version answers with the whole file; without an ETag the digest finds it.
    ...(etag === undefined ? {} : { 'if-range': etag }),
  };
}

function wrongFile(request: DownloadRequest, what: string): AppError {
  return new AppError(
    'model-digest-mismatch',
    `${basename(request.targetPath)} from ${request.url.host} is not the expected file (${what}): set HF_ENDPOINT to another mirror, or report this if it stays.`,
    { sha256: request.sha256 },
  );
}
