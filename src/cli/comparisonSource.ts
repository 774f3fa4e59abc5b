import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { convertModel } from '../modelkit/convert/convertModel';
import { manifestName } from '../modelkit/manifest/readManifest';
import { AppError, isAppError } from '../protocol/appError';
import type { CliContext } from './cliContext';
import { installedFolder } from './installedFolder';
import { ProgressLine } from './terminal/progressLine';

/** How a source becomes a model: as the model that is compared with it was made. */
export interface SourceOptions {
  readonly adapterDir?: string;
  readonly trimVocabulary?: string;
}

/**
 * Calls `work` with the folder of the model that `name` means. A GGUF file, or a folder of published
 * weights, is converted without rounding its weights; what that makes is removed afterwards.
 *
 * Codes: `model-not-found`, and those of `convertModel`.
 */
export async function withReference<T>(
  name: string,
  options: SourceOptions,
  context: CliContext,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (!(await isSource(name))) return work(await installedFolder(name, context));
  const root = await mkdtemp(join(tmpdir(), 'tokenskip-compare-'));
  try {
    const folder = join(root, 'model');
    await convertSource(resolve(name), folder, options, context);
    return await work(folder);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Whether `name` is a file, or a folder that the model kit did not write. */
async function isSource(name: string): Promise<boolean> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isDirectory() !== true) return found?.isFile() === true;
  return stat(join(name, manifestName)).then(
    () => false,
    () => true,
  );
}

async function convertSource(
  source: string,
  outDir: string,
  options: SourceOptions,
  context: CliContext,
): Promise<void> {
  const line = new ProgressLine(context.err);
  await convertModel({
    source,
    outDir,
    format: 'fp32',
    ...options,
    signal: context.signal,
    onProgress: ({ stage, done, total }) =>
      line.update({
        label: stage === 'digest' ? 'Reading the source' : 'Converting the source',
        done,
        total,
        unit: stage === 'digest' ? 'bytes' : 'share',
      }),
  })
    .finally(() => line.clear())
    .catch((error: unknown) => {
      throw isTooLarge(error) ? tooLarge(source, error) : error;
    });
}

/** A matrix of it is larger than a graph's tensor may be. */
function isTooLarge(error: unknown): error is AppError {
  return isAppError(error, 'invalid-argument') && error.details?.bytes !== undefined;
}

function tooLarge(source: string, cause: AppError): AppError {
  return new AppError(
    'invalid-argument',
    `${basename(source)} is too large to be compared without rounding its weights: make a folder of it with \`tokenskip model convert ${basename(source)} --format exact --out DIR\` and compare with that.`,
    cause.details,
    { cause },
  );
}
