import { stat } from 'node:fs/promises';
import path from 'node:path';
import { asFileError } from '../../files/fileErrors';
import { AppError } from '../../protocol/appError';

interface ListedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Refuses a model one of whose files is missing or has another size than its manifest states, as after
 * half a download. Contents are compared by `tokenskip model verify`: that takes seconds. Items that name no
 * file and size are passed over.
 *
 * @throws AppError `model-file-invalid` naming the file (`details.file`), `folder-unreadable`
 */
export async function requireFileSizes(
  directory: string,
  files: readonly unknown[],
): Promise<void> {
  for (const file of files) {
    if (!isListed(file)) continue;
    const size = await sizeOf(path.join(directory, file.path));
    if (size === file.bytes) continue;
    const problem =
      size === undefined ? 'is missing' : `has ${size} bytes instead of ${file.bytes}`;
    throw new AppError(
      'model-file-invalid',
      `${file.path} of the model ${problem}; check the model with "tokenskip model verify" and download or convert it again, or install TokenSkip again where the model came with it.`,
      { file: file.path },
    );
  }
}

function isListed(item: unknown): item is ListedFile {
  if (typeof item !== 'object' || item === null) return false;
  const { path: name, bytes }: Partial<Record<keyof ListedFile, unknown>> = item;
  return typeof name === 'string' && typeof bytes === 'number';
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    const told = asFileError(error, file);
    if (told instanceof AppError) throw told;
    // It is not there, or no file system can have a file of such a name.
    return undefined;
  }
}
