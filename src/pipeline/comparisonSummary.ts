import { ratioBootstrap, sum, type Interval } from '../core/statistics';
import type { CompareResult } from '../protocol/compareProtocol';

/** A mean over tokens; the interval is 95 %, by bootstrap over the chains. */
export interface TokenMean {
  readonly value: number;
  readonly interval: Interval;
}

/** How far one model is from another over some chains. */
export interface ComparisonSummary {
  /** Kullback-Leibler divergence from the reference, nats per token. */
  readonly kl: TokenMean;
  /** Share of tokens at which both find the same one likeliest, 0 to 1. */
  readonly sameTop1: TokenMean;
  readonly tokens: number;
  /** Chains that were compared. */
  readonly chains: number;
  /** Chains that the two tokenizers split differently. */
  readonly leftOut: number;
}

/** Any will do; the same one, so that the same run prints the same row. */
const seed = 20_250_217;

/** The means of a comparison; undefined when no token was compared. */
export function summariseComparison({
  texts,
}: Pick<CompareResult, 'texts'>): ComparisonSummary | undefined {
  const compared = texts.filter(({ tokens }) => tokens > 0);
  if (compared.length === 0) return undefined;
  const tokens = compared.map((text) => text.tokens);
  const total = sum(tokens);
  const meanOf = (values: readonly number[]): TokenMean => ({
    value: sum(values) / total,
    interval: ratioBootstrap(values, tokens, { seed }),
  });
  return {
    kl: meanOf(compared.map(({ kl }) => kl)),
    sameTop1: meanOf(compared.map(({ sameTop1 }) => sameTop1)),
    tokens: total,
    chains: compared.length,
    leftOut: texts.length - compared.length,
  };
}
