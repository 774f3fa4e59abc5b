import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { hashFile, type FileDigest } from '../manifest/hashFile';

export interface DigestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: ((done: number, total: number) => void) | undefined;
}

/**
 * Total size and one digest of the files that a model was read from. Of one file it is the file's
 * SHA-256; of several it is the SHA-256 of their listing as `sha256sum` prints it
 * (`<digest>  <name>\n`, in the given order).
 */
export async function digestFiles(
  paths: readonly string[],
  options: DigestOptions = {},
): Promise<FileDigest> {
  let total = 0;
  for (const path of paths) total += (await stat(path)).size;
  let done = 0;
  const onBytes = (bytes: number): void => {
    done += bytes;
    options.onBytes?.(done, total);
  };
  const digests: FileDigest[] = [];
  for (const path of paths) {
    digests.push(await hashFile(path, { signal: options.signal, onBytes }));
  }
  return combineDigests(digests.map((digest, index) => ({ ...digest, path: paths[index]! })));
}

/** The same for files whose digests are known, in the given order. */
export function combineDigests(
  digests: readonly (FileDigest & { readonly path: string })[],
): FileDigest {
  const [only] = digests;
  if (only !== undefined && digests.length === 1) return { bytes: only.bytes, sha256: only.sha256 };
  const listing = digests.map(({ sha256, path }) => `${sha256}  ${basename(path)}\n`);
  return {
    bytes: digests.reduce((sum, digest) => sum + digest.bytes, 0),
    sha256: createHash('sha256').update(listing.join('')).digest('hex'),
  };
}
