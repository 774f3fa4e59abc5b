import { basename } from 'node:path';
import { AppError } from '../../protocol/appError';
import { limits } from '../../protocol/limits';
import type { ModelManifest } from '../../protocol/modelManifest';
import { modelId } from '../manifest/parseManifest';
import { printable } from '../source/sourceErrors';
import { asFileError, systemCode } from '../../files/fileErrors';
import type { ConvertOptions } from './convertOptions';
import { weightFormat } from './formats';
import { openConversionInput } from './conversionInput';
import { openOutputFolder } from './outputFolder';
import { writeModelFolder } from './writeModelFolder';

/**
 * Converts a model into a folder that the engine and transformers.js read, and returns its
 * manifest. Weights are streamed: memory holds a few pieces of 4 MB and the scales of one tensor.
 * The folder appears complete or not at all. What a stopped or killed call has finished lies hidden beside
 * it, and the next call for the same folder takes it up.
 *
 * @throws AppError `invalid-argument` (format, names, output folder), `model-not-found`,
 * `model-file-invalid`, `unsupported-architecture`, `unsupported-tensor-type`, `adapter-mismatch`,
 * `disk-full`, `folder-unreadable`; the signal's reason when it aborts
 */
export async function convertModel(options: ConvertOptions): Promise<ModelManifest> {
  const format = weightFormat(options.format);
  requireNames(options);
  options.signal?.throwIfAborted();
  const input = await openConversionInput(options);
  try {
    const inputs = [options.source, options.adapterDir, options.trimVocabulary];
    const output = await openOutputFolder(
      options.outDir,
      inputs.filter((path) => path !== undefined),
    );
    try {
      const manifest = await writeModelFolder(output.path, input, format, options);
      options.signal?.throwIfAborted();
      await output.commit();
      return manifest;
    } catch (error) {
      await (options.signal?.aborted === true ? output.keep() : output.discard());
      throw error;
    }
  } catch (error) {
    throw conversionError(error, options.outDir);
  } finally {
    await input.source.close();
  }
}

/** What the manifest would be refused for, before minutes of work. */
function requireNames({ id, name }: ConvertOptions): void {
  if (id !== undefined && !(modelId.test(id) && id.length <= limits.nameLength)) {
    throw new AppError(
      'invalid-argument',
      `"${printable(id)}" is no id of a model: use letters, digits, dots, dashes and underscores, and begin with a letter or digit.`,
    );
  }
  if (name === undefined) return;
  if (name === '' || name.length > limits.nameLength || /\p{Cc}/u.test(name)) {
    throw new AppError(
      'invalid-argument',
      `A model's name has 1 to ${limits.nameLength} characters in one line: choose another --name.`,
    );
  }
}

function conversionError(error: unknown, outDir: string): unknown {
  const code = systemCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return asFileError(error, outDir);
  return new AppError(
    'disk-full',
    `The disk is full while writing ${basename(outDir)}; free some space or choose an output folder on another disk (what was written is removed).`,
    {},
    { cause: error },
  );
}
