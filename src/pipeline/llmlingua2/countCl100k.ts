import type { CountTokens } from './keepWords';

/**
 * Counts tokens of `cl100k_base`, by which the reference weighs words (its `oai_tokenizer`). Loaded
 * only when it is needed: the table takes a megabyte.
 */
export async function loadCl100kCounter(): Promise<CountTokens> {
  const [{ Tiktoken }, { default: ranks }] = await Promise.all([
    import('js-tiktoken/lite'),
    import('js-tiktoken/ranks/cl100k_base'),
  ]);
  const encoding = new Tiktoken(ranks);
  return (word) => encoding.encode(word, [], []).length;
}
