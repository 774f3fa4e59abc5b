/*
 * Checks that no frozen text is tokenised differently with the trimmed vocabulary. From the root:
 *
 *   npx esbuild models/recipe/vocab/checkVocabulary.ts --bundle --platform=node | \
 *     node - base.gguf models/recipe/vocab/qwen2.5-32k.json [more.jsonl …]
 *
 * Ends with 1 and the first differing texts when one differs.
 */
import { readFileSync } from 'node:fs';
import { toSplitRegExp } from '../../../src/core/tokenizer/splitPattern';
import { BpeTextEncoder } from '../../../src/core/tokenizer/bpeTextEncoder';
import type { JsonObject } from '../../../src/modelkit/source/jsonFile';
import { parseJsonObject } from '../../../src/modelkit/source/jsonFile';
import { readKeptTokens } from '../../../src/modelkit/tokenizer/keptTokens';
import { trimVocabulary } from '../../../src/modelkit/tokenizer/trimVocabulary';
import { readTokenizerJson } from '../../../src/protocol/readTokenizerJson';
import { tokenizerJsonOf } from './openTokenizer';
import { builtInTexts, frozenFiles, readTexts, requireFiles } from './texts';

function encoderOf(tokenizerJson: JsonObject): BpeTextEncoder {
  const spec = readTokenizerJson(tokenizerJson);
  return new BpeTextEncoder({ ...spec, patterns: spec.splitPatterns.map(toSplitRegExp) });
}

async function main(): Promise<void> {
  const [ggufPath = '', listPath = '', ...moreFiles] = process.argv.slice(2);
  const files = [...frozenFiles('../shared/data'), ...moreFiles];
  requireFiles([ggufPath, listPath, ...files]);
  const fullJson = await tokenizerJsonOf(ggufPath);
  const list = parseJsonObject(readFileSync(listPath), listPath);
  const { ids } = readKeptTokens(list, readTokenizerJson(fullJson).vocabulary);
  const { tokenizerJson, keptIds } = trimVocabulary(fullJson, ids);
  if (keptIds.length !== ids.length) throw new Error('the list is not closed under merges');
  const full = encoderOf(fullJson);
  const trimmed = encoderOf(tokenizerJson);
  let differing = 0;
  for (const { name, texts } of [builtInTexts(), ...files.map(readTexts)]) {
    const wrong = texts.filter((text) => {
      const mapped = trimmed.encode(text).map((id) => keptIds[id]);
      return mapped.join() !== full.encode(text).join();
    });
    console.log(`${name}: ${texts.length} texts, ${wrong.length} differ`);
    for (const text of wrong.slice(0, 3)) console.log(JSON.stringify(text.slice(0, 300)));
    differing += wrong.length;
  }
  if (differing > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
