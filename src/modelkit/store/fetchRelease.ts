import { rename, rm, stat } from 'node:fs/promises';
import { dirname, basename, join } from 'node:path';
import { AppError } from '../../protocol/appError';
import type { CatalogueEntry, ReleaseFile } from '../catalogue/catalogueEntry';
import type { ReleasePlaces } from '../catalogue/releaseAddress';
import { knownReleaseAddress } from '../catalogue/releaseAddress';
import type { DownloadLimits } from '../hub/downloadFile';
import { downloadFile } from '../hub/downloadFile';
import type { HubConnection } from '../hub/hubConnection';
import { hashFile } from '../manifest/hashFile';
import { asFileError } from '../../files/fileErrors';
import type { PrepareOptions } from './prepareProgress';

export interface ReleaseOptions extends PrepareOptions, ReleasePlaces {
  /** Where the model will stand; it appears complete. */
  readonly folder: string;
  /** Says whether proxies are seen to already; its token is not for releases. */
  readonly hub?: HubConnection;
  readonly downloadLimits?: Partial<DownloadLimits>;
}

/**
 * Fetches the files of a release, each compared with its pinned digest. Files that have arrived are
 * kept in a folder beside the target, and the next call goes on from there.
 *
 * Codes: `invalid-argument` without an address or with a wrong one, and those of `downloadFile`.
 */
export async function fetchRelease(
  { id, name }: CatalogueEntry,
  files: readonly ReleaseFile[],
  options: ReleaseOptions,
): Promise<void> {
  const { folder, onProgress, signal } = options;
  const address = addressOf(options);
  const partial = join(dirname(folder), `.${basename(folder)}.fetching`);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  options.onNote?.(`Fetching ${name} (${Math.round(total / 1e6)} MB, once) from ${address.host}.`);
  for (const { path, bytes, sha256 } of files) {
    const targetPath = join(partial, path);
    if (!(await isThere(targetPath, bytes, sha256, signal))) {
      await downloadFile({
        url: new URL(`${id}/${path}`, address),
        targetPath,
        bytes,
        sha256,
        proxyEnv: options.hub === undefined ? options.env : options.hub.proxyEnv,
        onProgress: (done) => onProgress?.({ stage: 'download', done: before + done, total }),
        ...(signal === undefined ? {} : { signal }),
        ...(options.downloadLimits === undefined ? {} : { limits: options.downloadLimits }),
      });
    }
    before += bytes;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder).catch((error: unknown) => {
    throw asFileError(error, folder);
  });
}

async function isThere(
  path: string,
  bytes: number,
  sha256: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.size === bytes && (await hashFile(path, { signal })).sha256 === sha256;
}

function addressOf(options: ReleaseOptions): URL {
  const text = knownReleaseAddress(options);
  if (/^https?:\/\/./.test(text) && URL.canParse(text))
    return new URL(`${text.replace(/\/+$/, '')}/`);
  throw new AppError(
    'invalid-argument',
    'The address of releases must begin with http:// or https://: correct tokenskip.releaseAddress or TOKENSKIP_RELEASES.',
  );
}
