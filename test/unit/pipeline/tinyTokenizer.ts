import { fileURLToPath } from 'node:url';
import type { TextTokenizer } from '../../../src/pipeline/textTokenizer';
import { openTokenizer } from '../../../src/pipeline/textTokenizer';
import type { TokenSpan } from '../../../src/core/pruning/tokenSpan';

/** Folder of a model with 512 tokens: common words are short, other characters split into bytes. */
export const tinyModel = fileURLToPath(new URL('../../model/tiny/qwen2', import.meta.url));

export function tinyTokenizer(): Promise<TextTokenizer> {
  return openTokenizer(tinyModel);
}

/**
 * Tokens as GPT-like vocabularies make them: words with the blank before them, single digits, runs
 * of signs, line breaks with the signs before them, blanks.
 */
export function wordSpans(text: string): readonly TokenSpan[] {
  const pattern = / ?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+\n*|\s*\n+|\s+(?!\S)|\s/gu;
  return Array.from(text.matchAll(pattern), (match, id) => ({
    id,
    startOffset: match.index,
    endOffset: match.index + match[0].length,
  }));
}
