import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { AppError } from '../protocol/appError';
import { limits } from '../protocol/limits';

/**
 * The question in the arguments, joined by blanks; a single `-` reads it from standard input.
 * Codes `empty-question`, `question-too-long` (beyond what any context holds); AbortError.
 */
export async function readQuestion(
  words: readonly string[],
  stdin: Readable,
  signal: AbortSignal,
): Promise<string> {
  const isPiped = words.length === 1 && words[0] === '-';
  const text = (isPiped ? await readAll(addAbortSignal(signal, stdin)) : words.join(' ')).trim();
  if (text === '') {
    throw new AppError(
      'empty-question',
      'There is no question: write it after the command, as in `tokenskip ask "What is 12 * 7?"`, or write `-` to read it from standard input.',
    );
  }
  return text;
}

async function readAll(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limits.textLength) {
      throw new AppError(
        'question-too-long',
        `The question has more than ${limits.textLength} bytes: shorten it.`,
      );
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
