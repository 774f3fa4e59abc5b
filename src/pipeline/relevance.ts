import { answerLineStart } from '../core/answer/answerLine';
import type { PromptTemplate } from '../core/prompt/promptTemplate';
import { renderPrompt } from '../core/prompt/promptTemplate';
import { classifyMaths } from '../core/pruning/maths/classifyMaths';
import { findMaths } from '../core/pruning/maths/findMaths';
import { renderKept } from '../core/pruning/prune';
import { tokenUnits } from '../core/pruning/tokenUnits';
import type { TokenSpan } from '../core/pruning/tokenSpan';
import { findClosing } from '../core/pruning/scorers/filler';
import { wholeParts } from '../core/pruning/wholeParts';
import type { Engine } from '../engine/engine';
import { logProbabilitiesOf } from './logProbabilitiesOf';
import type { AskedQuestion } from './trainingQuestions';
import { askedAt } from './trainingQuestions';

/** A chain to be measured, as the model reads it, with its tokens. */
export interface AnsweredChain extends AskedQuestion {
  /** The right one, as it goes into the box. */
  readonly answer: string;
  readonly text: string;
  readonly spans: readonly TokenSpan[];
}

/** A model that can be asked for log-probabilities. */
export interface Judge {
  readonly engine: Pick<Engine, 'generate'>;
  readonly template: PromptTemplate;
}

/**
 * What each token does for the answer, in nats, one number per span: with u the unit of the token
 * (what pruning keeps or drops as one: a word, a number, the ends of a delimiter),
 *
 *     I(u) = log p(answer | question, chain) − log p(answer | question, chain without u)
 *
 * where the answer is what stands in the box with its closing brace, after the chain and the answer
 * line's start at γ = 1.0. Negative where the answer is likelier without u. A sentence that ends the
 * chain with the box is taken out for all of it: it says what the answer line says, so that nothing
 * else would matter, and it comes last.
 *
 * Cost: forward passes only. One reading of prompt and chain for each unit and one for the whole
 * chain, and as many steps as the answer has tokens; `batchSize` of them run at once: 38 s for a
 * chain of 115 tokens with the 0.5B model on two cores, and more with the square of the length.
 * Taking out one unit at a time says nothing of two that stand in for each other: a number that is
 * written twice is worth little at both places.
 *
 * Source: erasure, as in Li, Monroe and Jurafsky, «Understanding Neural Networks through
 * Representation Erasure», arXiv 1612.08220, here of tokens and in log-probability.
 * Codes: those of `Engine.generate`; `question-too-long` for a chain beyond the context.
 */
export async function relevanceOf(
  { engine, template }: Judge,
  { answer, text, spans, ...asked }: AnsweredChain,
  options: { readonly batchSize: number; readonly signal: AbortSignal },
): Promise<Float64Array> {
  const relevance = new Float64Array(spans.length);
  if (spans.length === 0) return relevance;
  const maths = classifyMaths(text, findMaths(text));
  const units = tokenUnits(spans, wholeParts(text, maths));
  const closing = findClosing(text);
  const closes = (token: number): boolean =>
    closing !== undefined && (spans[token]?.endOffset ?? 0) > closing.startOffset;
  const last = [...spans.keys()].filter(closes);
  const measured = units.filter((unit) => !unit.some(closes));
  const chains = [[], ...measured].map((unit) => without(text, spans, [...unit, ...last]));
  const { outputs } = await engine.generate(
    {
      prompts: chains.map((chain) =>
        renderPrompt(template, {
          ...askedAt(asked),
          opening: `${chain}${answerLineStart} $\\boxed{`,
        }),
      ),
      forced: chains.map(() => `${answer}}`),
      logProbabilities: true,
      maxNewTokens: 1,
      batchSize: options.batchSize,
    },
    { signal: options.signal },
  );
  const likelihoods = outputs.map((output) =>
    logProbabilitiesOf(output).reduce((sum, value) => sum + value, 0),
  );
  measured.forEach((unit, index) => {
    const loss = (likelihoods[0] ?? 0) - (likelihoods[index + 1] ?? 0);
    for (const token of unit) relevance[token] = loss;
  });
  const least = Math.min(...relevance);
  for (const token of last) relevance[token] = least;
  return relevance;
}

function without(text: string, spans: readonly TokenSpan[], unit: readonly number[]): string {
  const dropped = new Set(unit);
  return renderKept(
    text,
    spans,
    [...spans.keys()].filter((token) => !dropped.has(token)),
  );
}
