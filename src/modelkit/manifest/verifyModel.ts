import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/appError';
import type { ManifestFile, ModelManifest } from '../../protocol/modelManifest';
import { asFileError, systemCode } from '../../files/fileErrors';
import { hashFile } from './hashFile';
import { readManifestFile } from './readManifest';

/** A complete snapshot. */
export interface VerifyProgress {
  /** Path of the file that is read, relative to the folder. */
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface VerifyOptions {
  readonly onProgress?: (progress: VerifyProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * The manifest of a folder all of whose files have the sizes and SHA-256 digests it states. Sizes
 * are compared first, so that a missing or truncated file is found at once. Other files in the
 * folder are not looked at.
 *
 * @throws AppError `model-not-found` without a `tokenskip.json`, `model-file-invalid` for a bad
 * one, `model-digest-mismatch` naming the first file (`details.file`) that differs,
 * `folder-unreadable`; the signal's reason when it aborts.
 */
export async function verifyModel(
  folder: string,
  options: VerifyOptions = {},
): Promise<ModelManifest> {
  const { signal, onProgress } = options;
  const manifest = await readManifestFile(folder);
  for (const file of manifest.files) await checkSize(folder, file);
  const totalBytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let doneBytes = 0;
  for (const file of manifest.files) {
    signal?.throwIfAborted();
    const onBytes = (bytes: number): void => {
      doneBytes += bytes;
      onProgress?.({ file: file.path, doneBytes, totalBytes });
    };
    const path = join(folder, file.path);
    const { sha256 } = await hashFile(path, { signal, onBytes }).catch((error: unknown) => {
      throw asFileError(error, path);
    });
    if (sha256 !== file.sha256) throw mismatch(file, 'has other content than it was made with');
  }
  return manifest;
}

async function checkSize(folder: string, file: ManifestFile): Promise<void> {
  const path = join(folder, file.path);
  const found = await stat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') throw mismatch(file, 'is missing');
    throw asFileError(error, path);
  });
  if (!found.isFile()) throw mismatch(file, 'is no file');
  if (found.size !== file.bytes) {
    throw mismatch(file, `has ${found.size} bytes instead of ${file.bytes}`);
  }
}

function mismatch(file: ManifestFile, what: string): AppError {
  return new AppError(
    'model-digest-mismatch',
    `${file.path} ${what}; remove the model and pull or convert it again.`,
    { file: file.path },
  );
}
