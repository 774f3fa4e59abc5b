import { readFile, rm, stat } from 'node:fs/promises';
import { parseJson } from '../../protocol/remote/streamEvent';
import { replaceFile } from '../../files/replaceFile';
import type { ByteRange, ByteRanges } from './byteRanges';
import { countBytes, withRange } from './byteRanges';

/** What is written beside a part: which bytes are there, and of which version of the file. */
export interface PartNote {
  readonly etag: string | undefined;
  readonly ranges: ByteRanges;
}

/** The part of a file that is being fetched, and the note beside it. */
export function partPaths(targetPath: string): { readonly part: string; readonly note: string } {
  return { part: `${targetPath}.part`, note: `${targetPath}.part.json` };
}

/** Bytes of a file that an earlier, unfinished fetch left; a note without its part counts nothing. */
export async function fetchedBytes(targetPath: string): Promise<number> {
  const { part, note: notePath } = partPaths(targetPath);
  const [isThere, note] = await Promise.all([
    stat(part).then(
      (found) => found.isFile(),
      () => false,
    ),
    readPartNote(notePath),
  ]);
  return isThere && note !== undefined ? countBytes(note.ranges) : 0;
}

/** Removes what an unfinished fetch left. */
export async function removePart(targetPath: string): Promise<void> {
  const { part, note } = partPaths(targetPath);
  await rm(part, { force: true });
  await rm(note, { force: true });
}

/** Undefined where there is none that can be read. */
export async function readPartNote(path: string): Promise<PartNote | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || !('ranges' in value)) return undefined;
  if (!Array.isArray(value.ranges) || !value.ranges.every(isRange)) return undefined;
  const etag = 'etag' in value && typeof value.etag === 'string' ? value.etag : undefined;
  return { etag, ranges: value.ranges.reduce<ByteRanges>(withRange, []) };
}

/** The note appears in one step: a torn one would lose all that was fetched. */
export async function writePartNote(path: string, note: PartNote): Promise<void> {
  await replaceFile(path, JSON.stringify(note));
}

function isRange(value: unknown): value is ByteRange {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((end) => Number.isSafeInteger(end) && Number(end) >= 0) &&
    Number(value[0]) < Number(value[1])
  );
}
