import { renderPrompt } from '../core/prompt/promptTemplate';
import type { ModelSession } from '../engine/ask/modelSession';
import { logProbabilitiesOf } from './logProbabilitiesOf';
import type { AskedQuestion } from './trainingQuestions';
import { askedAt } from './trainingQuestions';

/** A chain with the question that it answers. */
export interface QuestionedChain extends AskedQuestion {
  /** The chain alone, as `scoreChain` tokenises it. */
  readonly chain: string;
}

/**
 * −log p of each token of each chain under the model, in nats, given the question at γ = 1.0: the
 * self-information that Selective Context and LLMLingua-1 rank by. One array for each chain, in
 * order, of the model's own tokens.
 *
 * Source: Li et al., «Compressing Context to Enhance Inference Efficiency», arXiv 2310.06201.
 * Codes: those of `Engine.generate`; `question-too-long` for a chain beyond the context.
 */
export async function surpriseOf(
  session: ModelSession,
  chains: readonly QuestionedChain[],
  options: {
    readonly batchSize: number;
    readonly signal: AbortSignal;
    readonly onChain: () => void;
  },
): Promise<readonly Float32Array[]> {
  if (chains.length === 0) return [];
  const { outputs } = await session.engine.generate(
    {
      prompts: chains.map((chain) => renderPrompt(session.manifest.prompt, askedAt(chain))),
      forced: chains.map(({ chain }) => chain),
      logProbabilities: true,
      maxNewTokens: 1,
      batchSize: options.batchSize,
    },
    { signal: options.signal, onRow: options.onChain },
  );
  return outputs.map((output) => logProbabilitiesOf(output).map((logProb) => -logProb));
}
