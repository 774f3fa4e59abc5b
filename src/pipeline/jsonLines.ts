import { createReadStream } from 'node:fs';
import { mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asFileError, systemCode } from '../files/fileErrors';
import { replaceFile } from '../files/replaceFile';
import { AppError, isCancelled } from '../protocol/appError';

/** A value of a JSONL file with its line, counted from 1. */
interface JsonLine {
  readonly value: unknown;
  readonly line: number;
}

/** The error for a line that cannot be used; `what` ends the sentence. */
export function badLine(path: string, line: number, what: string): AppError {
  return new AppError('invalid-argument', `${path}, line ${line}: ${what}.`, { line });
}

/**
 * The values of a JSONL file, read as they are asked for; empty lines are passed over.
 *
 * @throws AppError `invalid-argument` for a file that is not there and for a line that is no JSON
 *   (file and line are named), `folder-unreadable`; AbortError
 */
export async function* readJsonLines(
  path: string,
  signal?: AbortSignal,
): AsyncGenerator<JsonLine, void, undefined> {
  let line = 0;
  try {
    for await (const text of textLines(createReadStream(path, { encoding: 'utf8', signal }))) {
      line += 1;
      if (text.trim() !== '') yield { value: parseLine(path, line, text), line };
    }
  } catch (error) {
    throw error instanceof AppError ? error : readError(error, path);
  }
}

/** Ends at line feeds alone, unlike `node:readline`: JSON may hold U+2028. */
async function* textLines(chunks: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

function parseLine(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badLine(path, line, 'this is no JSON; correct or remove the line');
  }
}

function readError(error: unknown, path: string): unknown {
  if (isCancelled(error)) return error;
  if (systemCode(error) !== 'ENOENT') return asFileError(error, path);
  return new AppError('invalid-argument', `There is no file ${path}: name one that exists.`);
}

/**
 * Writes one JSON value a line and returns how many. The file appears when all are written: what
 * stood there before stays until then.
 *
 * @throws AppError `disk-full`, `folder-unreadable`; whatever `values` throws
 */
export async function writeJsonLines(
  path: string,
  values: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<number> {
  let count = 0;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw asFileError(error, folder);
  });
  await replaceFile(path, async (file) => {
    for await (const value of values) {
      await file.write(`${JSON.stringify(value)}\n`);
      count += 1;
    }
  });
  return count;
}

/**
 * Cuts off a last line without an end; a file that is not there is left so.
 *
 * @param begin what lines of this file begin with: another text is nobody's half-written line
 * @throws AppError `invalid-argument` for such a text, which stays as it is
 */
export async function dropCutLine(path: string, begin: string): Promise<void> {
  const text = await readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const whole = text.lastIndexOf('\n') + 1;
  const cut = text.subarray(whole).toString('utf8');
  if (cut === '') return;
  if (!cut.startsWith(begin) && !begin.startsWith(cut)) {
    throw new AppError('invalid-argument', `${path} holds something else: choose another --out.`);
  }
  await truncate(path, whole);
}
