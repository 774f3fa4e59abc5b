import type { TokenBytes } from '../../core/tokenizer/tokenBytes';

/** Turns tokens into text as they come. */
export interface StreamDecoder {
  /** The text that is now certain: '' while a character is incomplete. */
  push(id: number): string;
  /** What is left at the end: '' or U+FFFD for bytes that never became a character. */
  flush(): string;
}

/**
 * A decoder whose pushes and final flush, joined, equal the text of all tokens decoded at once.
 * A character that spans tokens comes with its last byte; bytes that can be no character become
 * U+FFFD only once that is certain.
 */
export function createStreamDecoder(tokens: TokenBytes): StreamDecoder {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    push: (id) => decoder.decode(tokens.bytesOf(id), { stream: true }),
    flush: () => decoder.decode(),
  };
}
