import type { ChainRecord } from '../chain';
import { keptRanges } from '../../core/pruning/prune';
import { pruneChain } from '../pruneChain';
import type { ScoredChain } from '../scoredChain';
import { keepsEquations } from '../scoredChain';
import type { ChainScorer } from '../scorers/chainScorer';

/** A stretch of a chain, all kept or all dropped. */
export interface ChainPiece {
  readonly text: string;
  readonly isKept: boolean;
}

/** What pruning leaves of a chain. */
export interface InspectedChain {
  /** Line of the question, from 0. */
  readonly i: number;
  readonly ratio: number;
  readonly tokens: number;
  readonly keptTokens: number;
  readonly equationsWhole: boolean;
  /** Joined, the whole chain. */
  readonly pieces: readonly ChainPiece[];
}

export async function inspectChain(
  { i }: ChainRecord,
  chain: ScoredChain,
  ratio: number,
  scorer: ChainScorer,
  paper: boolean,
): Promise<InspectedChain> {
  const { text, spans } = chain;
  const { kept } = await pruneChain(chain, ratio, scorer, paper);
  const pieces: ChainPiece[] = [];
  const add = (from: number, to: number, isKept: boolean): void => {
    if (to > from) pieces.push({ text: text.slice(from, to), isKept });
  };
  let end = 0;
  for (const range of keptRanges(spans, kept)) {
    add(end, range.startOffset, false);
    add(range.startOffset, range.endOffset, true);
    end = range.endOffset;
  }
  add(end, text.length, false);
  return {
    i,
    ratio,
    tokens: spans.length,
    keptTokens: kept.length,
    equationsWhole: keepsEquations(chain, kept),
    pieces,
  };
}
