import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { asFileError } from '../../files/fileErrors';

/** The digests by which the hub knows content, lower-case hex. */
export interface ContentDigest {
  readonly bytes: number;
  /** Of LFS files the hub says this one. */
  readonly sha256: string;
  /** Of a git blob: SHA-1 over `blob <bytes>`, a zero byte and the content. The hub says it of small files. */
  readonly gitSha1: string;
}

/** What is known of a file beforehand; every member that is given counts. */
export interface ExpectedDigest {
  readonly sha256?: string | undefined;
  readonly gitSha1?: string | undefined;
}

export interface DigestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that were read so far. */
  readonly onBytes?: ((doneBytes: number) => void) | undefined;
}

const pieceBytes = 1 << 20;

/** Above this size no file of the hub is a plain git blob, and a second digest would cost time. */
const maxGitBytes = 50_000_000;

/**
 * Size and digests of a file, read once; `gitSha1` is empty above 50 MB. Codes `folder-unreadable`
 * and the signal's abort; other errors of the file system as they come.
 */
export async function digestOf(path: string, options: DigestOptions = {}): Promise<ContentDigest> {
  try {
    const { size } = await stat(path);
    const sha256 = createHash('sha256');
    const git = size <= maxGitBytes ? createHash('sha1').update(`blob ${size}\0`) : undefined;
    let bytes = 0;
    const stream = createReadStream(path, { highWaterMark: pieceBytes, signal: options.signal });
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      sha256.update(piece);
      git?.update(piece);
      bytes += piece.length;
      options.onBytes?.(bytes);
    }
    return { bytes, sha256: sha256.digest('hex'), gitSha1: git?.digest('hex') ?? '' };
  } catch (error) {
    throw asFileError(error, path);
  }
}

export function isExpected(digest: ContentDigest, expected: ExpectedDigest): boolean {
  return (
    (expected.sha256 === undefined || expected.sha256 === digest.sha256) &&
    (expected.gitSha1 === undefined || expected.gitSha1 === digest.gitSha1)
  );
}
