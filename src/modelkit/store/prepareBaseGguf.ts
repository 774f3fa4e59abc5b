import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../protocol/appError';
import type { GgufEntry } from '../catalogue/catalogueEntry';
import type { DownloadLimits } from '../hub/downloadFile';
import { downloadFile } from '../hub/downloadFile';
import { isDownloadError } from '../hub/httpFailure';
import type { HubConnection } from '../hub/hubConnection';
import { hubConnection } from '../hub/hubConnection';
import { resolveUrl } from '../hub/hubUrl';
import { hashFile } from '../manifest/hashFile';
import { asFileError, systemCode } from '../../files/fileErrors';
import { makePrivateFolder } from '../../files/privateFolder';
import type { PrepareOptions } from './prepareProgress';
import { ggufLock } from './removeDownload';
import type { StorePaths } from './storePaths';
import { withLock } from './withLock';

export interface BaseGgufOptions extends PrepareOptions {
  readonly paths: StorePaths;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By default the one that the environment names. */
  readonly hub?: HubConnection;
  /** A copy of the file that is there already; before `TOKENSKIP_BASE_GGUF`. */
  readonly from?: string;
  readonly downloadLimits?: Partial<DownloadLimits>;
}

/**
 * Path of the base's GGUF file, its digest checked. In this order: `from`, the file that
 * `TOKENSKIP_BASE_GGUF` names, the store, the hub.
 *
 * Codes: `model-not-found` and `model-digest-mismatch` for the named file, and those of
 * `downloadFile`.
 */
export async function prepareBaseGguf(base: GgufEntry, options: BaseGgufOptions): Promise<string> {
  const named = namedFile(options);
  if (named !== undefined) return checkNamedFile(base, named, options);
  const { file } = base.source;
  const path = join(options.paths.base, file);
  await makePrivateFolder(options.paths.base);
  const onWait = (): void =>
    options.onNote?.('Another process is fetching the same file; waiting for it.');
  await withLock(
    ggufLock(file, options.paths),
    async () => {
      if (await isRightFile(base, path, options)) return;
      await fetchFromHub(base, path, options);
    },
    { onWait, ...(options.signal === undefined ? {} : { signal: options.signal }) },
  );
  return path;
}

interface NamedFile {
  readonly path: string;
  /** What to do where it is the wrong one. */
  readonly remedy: string;
}

function namedFile({ from, env }: BaseGgufOptions): NamedFile | undefined {
  if (from !== undefined) return { path: resolve(from), remedy: 'name another one with --from' };
  const path = env.TOKENSKIP_BASE_GGUF ?? '';
  if (path === '') return undefined;
  return { path: resolve(path), remedy: 'correct or unset TOKENSKIP_BASE_GGUF' };
}

async function checkNamedFile(
  base: GgufEntry,
  { path, remedy }: NamedFile,
  options: BaseGgufOptions,
): Promise<string> {
  const found = await stat(path).catch((error: unknown) => {
    if (systemCode(error) !== 'ENOENT') throw asFileError(error, path);
    throw new AppError('model-not-found', `There is no file ${path}: ${remedy}.`);
  });
  if (found.isFile() && (await isRightFile(base, path, options))) return path;
  throw new AppError(
    'model-digest-mismatch',
    `${path} is not ${base.source.file} of ${base.source.repository} (sha256 ${base.source.sha256.slice(0, 12)}…): ${remedy}.`,
    { sha256: base.source.sha256 },
  );
}

async function isRightFile(
  base: GgufEntry,
  path: string,
  options: PrepareOptions,
): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== base.source.bytes) return false;
  let done = 0;
  const digest = await hashFile(path, {
    signal: options.signal,
    onBytes: (bytes) => {
      done += bytes;
      options.onProgress?.({ stage: 'verify', done, total: base.source.bytes });
    },
  }).catch((error: unknown) => {
    throw asFileError(error, path);
  });
  return digest.sha256 === base.source.sha256;
}

async function fetchFromHub(
  base: GgufEntry,
  path: string,
  options: BaseGgufOptions,
): Promise<void> {
  const { bytes, sha256, repository, revision, file } = base.source;
  const hub = options.hub ?? (await hubConnection({ env: options.env }));
  const url = resolveUrl(base.source, hub.endpoint);
  options.onNote?.(`Fetching ${base.name} (${Math.round(bytes / 1e6)} MB, once) from ${url.host}.`);
  try {
    await downloadFile({
      url,
      targetPath: path,
      bytes,
      sha256,
      token: hub.token,
      proxyEnv: hub.proxyEnv,
      subject: { repository, revision, file, hasToken: hub.token !== undefined },
      onProgress: (done) => options.onProgress?.({ stage: 'download', done, total: bytes }),
      onVerify: (done) => options.onProgress?.({ stage: 'verify', done, total: bytes }),
      signal: options.signal,
      limits: options.downloadLimits,
    });
  } catch (error) {
    throw isDownloadError(error) ? withOwnCopyRemedy(error) : error;
  }
}

function withOwnCopyRemedy(error: AppError): AppError {
  return new AppError(
    error.code,
    `${error.message.replace(/\.$/, '')}; or set TOKENSKIP_BASE_GGUF to a copy of the file.`,
    error.details,
    { cause: error },
  );
}
