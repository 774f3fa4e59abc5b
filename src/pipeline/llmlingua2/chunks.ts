import type { KnownRules } from './rules';
import { mostPieces, piecesToText, type TokenClassifier } from './tokenClassifier';

/** Pieces at which a chunk may end. Source: `chunk_end_tokens` of llmlingua 0.2.2. */
const chunkEnds: readonly string[] = ['.', '\n'];

/**
 * The text in parts that the classifier can read at once, each ending behind a full stop where one
 * stands in it. A part may be one piece too long, which is cut off when it is classified.
 *
 * Source: PyPI llmlingua 0.2.2, prompt_compressor.py#__chunk_context
 */
export function chunksOf(
  text: string,
  classifier: TokenClassifier,
  { standIns }: KnownRules,
): readonly string[] {
  const ends = new Set(chunkEnds);
  let source = text;
  for (const [entry, token] of standIns) {
    source = source.replaceAll(token, entry);
    if (ends.has(token)) ends.add(entry);
  }
  const pieces = classifier.tokenise(source);
  const longest = mostPieces - 2;
  const chunks: string[] = [];
  let start = 0;
  while (start < pieces.length) {
    if (start + longest > pieces.length - 1) {
      chunks.push(piecesToText(pieces.slice(start)));
      break;
    }
    let end = start + longest;
    for (let at = end; at > start; at -= 1) {
      if (!ends.has(pieces[at] ?? '')) continue;
      end = at;
      break;
    }
    chunks.push(piecesToText(pieces.slice(start, end + 1)));
    start = end + 1;
  }
  return chunks;
}
