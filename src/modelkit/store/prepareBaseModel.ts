import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../../protocol/appError';
import { convertModel } from '../convert/convertModel';
import { hashFile } from '../manifest/hashFile';
import { readManifestFile } from '../manifest/readManifest';
import type { BaseModel } from './baseModels';
import { requireDiskSpace } from './diskSpace';
import { asFileError } from './fileErrors';
import type { BaseGgufOptions } from './prepareBaseGguf';
import { prepareBaseGguf } from './prepareBaseGguf';
import { withLock } from './withLock';

/** Counted up when the converter writes other bytes from the same source: old results are left. */
const converterVersion = 2;

/** Weight format of a model that nobody chose a format for. */
export const defaultFormat = 'balanced';

export interface PrepareBaseOptions extends BaseGgufOptions {
  /** The tree, or the installed package: vocabulary lists are looked for here. */
  readonly rootDir: string;
  /** Name of a weight format; default {@link defaultFormat}. */
  readonly format?: string;
}

/**
 * Folder of the base in a form that runs, fetched and converted on first use and kept in the store
 * under a name that says what it was made from. Two processes at once make it once.
 *
 * Codes: those of `prepareBaseGguf` and `convertModel`.
 */
export async function prepareBaseModel(
  base: BaseModel,
  options: PrepareBaseOptions,
): Promise<string> {
  const format = options.format ?? defaultFormat;
  const trimVocabulary = await presentFile(options.rootDir, base.vocabulary);
  const folder = join(
    options.paths.models,
    [
      base.id,
      format,
      base.sha256.slice(0, 12),
      ...(trimVocabulary === undefined
        ? []
        : [`t${(await hashFile(trimVocabulary)).sha256.slice(0, 8)}`]),
      `v${converterVersion}`,
    ].join('-'),
  );
  if (await isReady(folder)) return folder;
  await mkdir(options.paths.models, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, options.paths.models);
  });
  const onWait = (): void =>
    options.onNote?.('Another process is preparing the same model; waiting for it.');
  await withLock(
    `${folder}.lock`,
    async () => {
      if (await isReady(folder)) return;
      const source = await prepareBaseGguf(base, options);
      await convert(base, { source, folder, format, trimVocabulary }, options);
    },
    { onWait, ...(options.signal === undefined ? {} : { signal: options.signal }) },
  );
  return folder;
}

async function isReady(folder: string): Promise<boolean> {
  try {
    await readManifestFile(folder);
    return true;
  } catch (error) {
    // A damaged manifest counts as none: the folder is made anew over it.
    if (isAppError(error, 'model-not-found') || isAppError(error, 'model-file-invalid'))
      return false;
    throw error;
  }
}

async function presentFile(rootDir: string, path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const full = join(rootDir, path);
  return access(full).then(
    () => full,
    () => undefined,
  );
}

interface Conversion {
  readonly source: string;
  readonly folder: string;
  readonly format: string;
  readonly trimVocabulary: string | undefined;
}

async function convert(
  base: BaseModel,
  { source, folder, format, trimVocabulary }: Conversion,
  options: PrepareBaseOptions,
): Promise<void> {
  // Never larger than the source by much: a third more covers 8-bit formats.
  await requireDiskSpace(options.paths.models, Math.ceil(base.bytes * 1.35));
  options.onNote?.(`Converting ${base.name} to the ${format} format (once).`);
  await convertModel({
    source,
    outDir: folder,
    format,
    id: base.id,
    name: base.name,
    licence: base.licence,
    provenance: {
      repository: base.repository,
      revision: base.revision,
      file: base.file,
      bytes: base.bytes,
      sha256: base.sha256,
    },
    ...(trimVocabulary === undefined ? {} : { trimVocabulary }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onProgress: ({ done, total }) => options.onProgress?.({ stage: 'convert', done, total }),
  });
}
