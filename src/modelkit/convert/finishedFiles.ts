import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, arrayOf, count, object, text } from '../../protocol/guards';
import { hashFile } from '../manifest/hashFile';
import type { WrittenShard } from '../onnx/shardedDataWriter';
import { dataFileName } from '../onnx/shardedDataWriter';
import { replaceFile } from '../../files/replaceFile';

/** Beside what a conversion writes: the data files that it has finished. */
export interface FinishedFiles {
  /** Digest of all that the bytes follow from. */
  readonly key: string;
  readonly files: readonly WrittenShard[];
}

const noteName = 'finished.json';

/** A 1.5B has about 12; a 70B would have 500. */
const maxFiles = 10_000;

const finishedFiles = object<FinishedFiles>({
  key: text(64, 64),
  files: arrayOf(
    object<WrittenShard>({ file: text(100), bytes: count, sha256: text(64, 64) }),
    maxFiles,
  ),
});

/** A key from what decides about the bytes. */
export function keyOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** Undefined where there is none that can be read. */
export async function readFinished(folder: string): Promise<FinishedFiles | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, noteName), 'utf8'));
    const note = accept(finishedFiles, value, noteName);
    return note.ok ? note.value : undefined;
  } catch {
    return undefined;
  }
}

/** The note appears in one step: a torn one would lose all that was written. */
export async function noteFinished(folder: string, finished: FinishedFiles): Promise<void> {
  await replaceFile(join(folder, noteName), JSON.stringify(finished));
}

/** Whether a file of this name is the note, or a part of one that a killed process left. */
export function isFinishedNote(name: string): boolean {
  return name === noteName || name.startsWith(`.${noteName}.partial-`);
}

export async function forgetFinished(folder: string): Promise<void> {
  const notes = (await readdir(folder)).filter(isFinishedNote);
  await Promise.all(notes.map((name) => rm(join(folder, name), { force: true })));
}

/**
 * The first data files in `folder/onnx` that an earlier try with this key has finished, read again and
 * found unchanged. A folder of another key is emptied.
 */
export async function takeUpFinished(
  folder: string,
  key: string,
  signal: AbortSignal | undefined,
): Promise<readonly WrittenShard[]> {
  const note = await readFinished(folder);
  if (note === undefined) return [];
  if (note.key !== key) {
    await rm(folder, { recursive: true });
    await mkdir(folder);
    return [];
  }
  const whole: WrittenShard[] = [];
  for (const [index, { bytes, sha256 }] of note.files.entries()) {
    const file = dataFileName(index);
    const found = await hashFile(join(folder, 'onnx', file), { signal }).catch(() => undefined);
    if (found?.sha256 !== sha256) break;
    whole.push({ file, bytes, sha256 });
  }
  signal?.throwIfAborted();
  return whole;
}
