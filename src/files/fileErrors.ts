import { AppError } from '../protocol/appError';

const fullDisk: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);
const refused: ReadonlySet<unknown> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
]);

/** The system's code (`ENOENT`, …) of a thrown value, or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * An error of reading or writing `path` as an AppError that names the remedy: `disk-full` or
 * `folder-unreadable`. Anything else comes back as it was.
 */
export function asFileError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (fullDisk.has(code)) {
    return new AppError(
      'disk-full',
      `The disk is full while writing ${path}: free some space, or set TOKENSKIP_CACHE to a folder on another disk; what was finished is kept.`,
      { file: path },
      { cause: error },
    );
  }
  if (refused.has(code)) {
    return new AppError(
      'folder-unreadable',
      `${path} cannot be read or written (${code ?? ''}): check its permissions, or set TOKENSKIP_CACHE to another folder.`,
      { file: path },
      { cause: error },
    );
  }
  return error;
}
