import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../protocol/appError';
import { readTokenizerJson } from '../../protocol/readTokenizerJson';
import { Tokenizer } from './tokenizer';

/** Largest file read, bytes; that of a vocabulary of 262,144 has 33 million. */
const maxTokenizerBytes = 200_000_000;

/**
 * The tokenizer of a model folder, read from its `tokenizer.json`.
 *
 * @throws AppError `model-file-invalid` when the file is missing or damaged,
 *   `unsupported-architecture` when it is no byte-level BPE tokenizer of a known form
 */
export async function loadTokenizer(modelDir: string): Promise<Tokenizer> {
  return parseTokenizer(await readText(join(modelDir, 'tokenizer.json')));
}

/** The tokenizer in the text of a `tokenizer.json`. @throws AppError as {@link loadTokenizer} */
export function parseTokenizer(text: string): Tokenizer {
  try {
    return new Tokenizer(readTokenizerJson(JSON.parse(text)));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid('it is damaged', error);
  }
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maxTokenizerBytes) throw new Error(`it has ${size} bytes`);
    return await readFile(path, 'utf8');
  } catch (error) {
    throw invalid('it cannot be read', error);
  }
}

function invalid(what: string, cause: unknown): AppError {
  return new AppError(
    'model-file-invalid',
    `tokenizer.json of the model cannot be used: ${what}; convert or download the model again.`,
    undefined,
    { cause },
  );
}
