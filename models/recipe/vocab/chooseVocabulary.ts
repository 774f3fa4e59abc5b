/*
 * Chooses the tokens of the trimmed Qwen2.5 vocabulary. Run from the repository root:
 *
 *   npx esbuild models/recipe/vocab/chooseVocabulary.ts --bundle --platform=node | \
 *     node - base.gguf models/recipe/vocab/qwen2.5-32k.json [more.jsonl …]
 *
 * Kept: all bytes and added tokens; every token of the texts in texts.ts and in the files named;
 * other forms of common words of the questions; tokens that pruning is likely to make out of the
 * chains; then printable-ASCII tokens by rank until
 * the size is reached. Plain rank was compared with orders that favour English words (weights by
 * kind of token): over READMEs, TypeScript, Python and MATH it needs the fewest extra tokens.
 *
 * The result is frozen: ratios and budgets count these tokens. Choose anew only with a new model.
 */
import { writeFileSync } from 'node:fs';
import { toSplitRegExp } from '../../../src/core/tokenizer/splitPattern';
import { BpeTextEncoder } from '../../../src/core/tokenizer/bpeTextEncoder';
import { TokenBytes } from '../../../src/core/tokenizer/tokenBytes';
import { keptTokensJson, vocabularyDigest } from '../../../src/modelkit/tokenizer/keptTokens';
import { closeUnderMerges } from '../../../src/modelkit/tokenizer/trimVocabulary';
import { readTokenizerJson } from '../../../src/protocol/readTokenizerJson';
import { tokenizerJsonOf } from './openTokenizer';
import {
  builtInTexts,
  frozenFiles,
  ratios,
  readChains,
  readTexts,
  requireFiles,
  wordForms,
} from './texts';

/** Tokens in all, added ones included: a power of two divides evenly into blocks and parts. */
const size = 32_768;

/** Times a token must come up in the imitation of pruning to be kept for it. */
const leastPruned = 2;

/** Marsaglia's xorshift32 from a fixed seed: the same choice on every machine. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Tokens that appear when chains are thinned at random and the rest is read again as one text, as
 * pruned chains are: a first estimate of what any scorer leaves.
 */
function prunedTokens(encoder: BpeTextEncoder, tokens: TokenBytes, chains: string[]): number[] {
  const random = makeRandom(1);
  const decoder = new TextDecoder();
  const counts = new Map<number, number>();
  for (const chain of chains) {
    for (const ratio of ratios) {
      const left = encoder.encode(chain).filter(() => random() < Number(ratio));
      for (const id of encoder.encode(decoder.decode(tokens.join(left)))) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return [...counts].filter(([, count]) => count >= leastPruned).map(([id]) => id);
}

async function main(): Promise<void> {
  const [ggufPath = '', outPath = '', ...moreFiles] = process.argv.slice(2);
  const files = [...frozenFiles('../shared/data'), ...moreFiles];
  requireFiles([ggufPath, ...files]);
  const spec = readTokenizerJson(await tokenizerJsonOf(ggufPath));
  const encoder = new BpeTextEncoder({ ...spec, patterns: spec.splitPatterns.map(toSplitRegExp) });
  const tokens = new TokenBytes(spec);

  const wanted = new Set<number>();
  for (const { name, texts } of [builtInTexts(), ...files.map(readTexts)]) {
    const before = wanted.size;
    for (const text of texts) for (const id of encoder.encode(text)) wanted.add(id);
    console.log(`${name}: ${texts.length} texts, ${wanted.size - before} further tokens`);
  }
  const required = wanted.size;
  for (const text of wordForms(files).texts) {
    const ids = encoder.encode(text);
    // Only whole words: the parts of a rare word serve no other.
    if (ids.length === 1) wanted.add(ids[0]!);
  }
  console.log(`words in other forms: ${wanted.size - required} further tokens`);
  const written = wanted.size;
  for (const id of prunedTokens(encoder, tokens, files.flatMap(readChains))) wanted.add(id);
  console.log(`pruned chains: ${wanted.size - written} further tokens`);

  const decoder = new TextDecoder();
  const byRank = [...spec.vocabulary.values()]
    .sort((a, b) => a - b)
    .filter(
      (id) => !wanted.has(id) && /^[\x20-\x7e\t\n\r]+$/.test(decoder.decode(tokens.bytesOf(id))),
    );
  const withFill = (count: number): Int32Array =>
    closeUnderMerges(spec, [...wanted, ...byRank.slice(0, count)]);
  let low = 0;
  let high = byRank.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (withFill(middle).length <= size) low = middle;
    else high = middle - 1;
  }
  const ids = Array.from(withFill(low));
  console.log(`${withFill(0).length} without fill; ${low} by rank; ${ids.length} in all`);
  // A token that needs others may not fit where a single one does: fill the last places singly.
  for (const id of byRank.slice(low)) {
    if (ids.length >= size) break;
    const more = closeUnderMerges(spec, [...ids, id]);
    if (more.length <= size) ids.splice(0, ids.length, ...more);
  }
  const vocabularySha256 = vocabularyDigest(spec.vocabulary);
  const kept = keptTokensJson({ name: 'qwen2.5-32k', vocabularySha256, ids });
  writeFileSync(outPath, `${JSON.stringify(kept)}\n`);
  console.log(`${outPath}: ${ids.length} tokens`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
