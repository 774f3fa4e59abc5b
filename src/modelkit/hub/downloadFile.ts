import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../protocol/appError';
import { freeDiskBytes, requireDiskSpace } from '../store/diskSpace';
import { asFileError } from '../../files/fileErrors';
import type { ContentDigest, ExpectedDigest } from './contentDigest';
import { digestOf, isExpected } from './contentDigest';
import type { RangeLimits } from './fetchRanges';
import { fetchRanges } from './fetchRanges';
import type { HubSubject } from './httpFailure';
import { asDownloadError, HttpFailure } from './httpFailure';
import { PartFile } from './partFile';

/** The defaults are for people, tests take shorter ones. */
export type DownloadLimits = RangeLimits;

export const defaultDownloadLimits: DownloadLimits = {
  connectTimeoutMs: 5_000,
  idleTimeoutMs: 30_000,
  tries: 6,
  delayMs: 500,
  maxDelayMs: 15_000,
  progressBytes: 1_000_000,
  connections: 4,
  segmentBytes: 32 * 1024 * 1024,
};

/** What the file must be is checked: its size, and each digest that is given. */
export interface DownloadRequest extends ExpectedDigest {
  readonly url: URL;
  readonly targetPath: string;
  readonly bytes: number;
  /** For the first host alone: not taken along when it redirects to another one. */
  readonly token?: string | undefined;
  /** See `HubConnection.proxyEnv`. */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>> | undefined;
  /** What is fetched, for the sentences that name it. */
  readonly subject?: HubSubject;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are there, after each piece. */
  readonly onProgress?: ((doneBytes: number) => void) | undefined;
  /** Bytes of the complete file whose digest is known. */
  readonly onVerify?: ((doneBytes: number) => void) | undefined;
  readonly limits?: Partial<DownloadLimits> | undefined;
  /** Free bytes of a folder's disk. */
  readonly freeBytes?: ((directory: string) => Promise<number>) | undefined;
}

/**
 * Fetches a file whose size and digest are known; resolves to its digest. What has arrived stays
 * beside the target (`PartFile`) and is continued, also by a later process; the target appears in
 * one step, when its digest is right. Only one process may fetch the same target at once (see
 * `withLock`).
 *
 * The hub's own library (`@huggingface/hub`) lists and describes; the bytes are fetched here because
 * it can neither resume nor check a digest, and holds what it fetches in no order that could.
 *
 * Codes: those of `asDownloadError`, `model-digest-mismatch`, `disk-full`, `folder-unreadable`; the
 * signal's abort passes through.
 */
export async function downloadFile(request: DownloadRequest): Promise<ContentDigest> {
  const { targetPath, bytes } = request;
  const folder = dirname(targetPath);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, folder);
  });
  const part = new PartFile(targetPath, bytes);
  await part.open();
  let digest: ContentDigest;
  try {
    const resumedBytes = part.doneBytes;
    await requireDiskSpace(folder, bytes - resumedBytes, request.freeBytes ?? freeDiskBytes);
    digest = await fetchAndCheck(request, part);
    if (!isExpected(digest, request) && resumedBytes > 0) {
      // What an earlier run left may be damaged; only bytes of this run prove the server wrong.
      await part.restart(undefined);
      digest = await fetchAndCheck(request, part);
    }
    if (!isExpected(digest, request)) {
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
  return digest;
}

async function fetchAndCheck(request: DownloadRequest, part: PartFile): Promise<ContentDigest> {
  const { url, bytes, signal, token, subject } = request;
  try {
    await fetchRanges({
      url,
      bytes,
      part,
      signal,
      limits: { ...defaultDownloadLimits, ...request.limits },
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      proxyEnv: request.proxyEnv,
      onProgress: request.onProgress,
      wrongFile: (what) => wrongFile(request, what),
    });
  } catch (error) {
    if (error instanceof HttpFailure) throw asDownloadError(error, url, subject);
    throw error;
  }
  return digestOf(part.path, { signal, onBytes: request.onVerify });
}

function wrongFile(request: DownloadRequest, what: string): AppError {
  const expected = request.sha256 ?? request.gitSha1;
  return new AppError(
    'model-digest-mismatch',
    `${request.subject?.file ?? basename(request.targetPath)} from ${request.url.host} is not the expected file (${what}): set HF_ENDPOINT to another mirror, or report this if it stays.`,
    expected === undefined
      ? {}
      : { [request.sha256 === undefined ? 'gitSha1' : 'sha256']: expected },
  );
}
