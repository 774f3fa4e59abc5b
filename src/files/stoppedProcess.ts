import { readFile } from 'node:fs/promises';
import { replaceFile } from './replaceFile';

/**
 * Notes beside `file` that the process `pid`, which may have been writing it, was ended on purpose.
 * Only the last one is known.
 *
 * @throws AppError `disk-full`, `folder-unreadable`
 */
export async function noteStopped(file: string, pid: number): Promise<void> {
  await replaceFile(noteOf(file), `${pid}\n`, 0o600);
}

/** The process noted beside `file`; undefined where there is no note. */
export async function stoppedProcess(file: string): Promise<number | undefined> {
  const text = await readFile(noteOf(file), 'utf8').catch(() => '');
  return /^\d+\n$/.test(text) ? Number(text) : undefined;
}

function noteOf(file: string): string {
  return `${file}.stopped`;
}
