import { exactByDefault } from '../../core/arithmetic/exactByDefault';
import { isSameVote, probabilityOf } from '../../core/confidence/calibration';
import type {
  ConfidenceCalibration,
  ConfidenceMode,
  VoteShape,
} from '../../core/confidence/calibration';
import { confidenceWord, defaultNotSureBelow } from '../../core/confidence/confidenceWord';
import { likelihoodOf } from '../../core/confidence/likelihood';
import type { Likelihood } from '../../core/confidence/likelihood';
import { chainSignals } from '../../core/confidence/signals';
import type { ConfidenceReport, EquationMark } from '../../protocol/answerReport';
import type { GeneratedText, SamplingOptions } from '../../protocol/childProtocol';
import type { ModelDescription } from '../../protocol/modelDescription';

/** A vote that an answer has won. */
export interface HeldVote extends VoteShape {
  /** As `AnswerSignals.lead`. */
  readonly lead: number;
}

/** What is known of an answer when its chance is to be told. */
export interface SeenAnswer {
  readonly question: string;
  readonly answer: string;
  /** The reasoning, without the answer line. */
  readonly chain: string;
  readonly output: GeneratedText;
  readonly checks: readonly EquationMark[];
  /** Undefined for a single chain. */
  readonly vote?: HeldVote;
  /** Whether results were computed exactly; default {@link exactByDefault}. */
  readonly exactArithmetic?: boolean;
  /** Of a single chain; default greedy. A vote has its own. */
  readonly sampling?: SamplingOptions;
  /** The chance below which it is not sure; default {@link defaultNotSureBelow}. */
  readonly notSureBelow?: number;
}

/**
 * The calibrated chance that the answer is right; undefined where the model has no calibration for
 * answers that were written like this one, or the engine does not say how likely its tokens were (a
 * server need not).
 */
export function confidenceOf(
  { confidence = [] }: ModelDescription,
  seen: SeenAnswer,
): ConfidenceReport | undefined {
  const mode: ConfidenceMode = seen.vote === undefined ? 'greedy' : 'vote';
  const calibration = confidence.find((each) => each.mode === mode);
  const likelihood = outputLikelihood(seen.output);
  if (calibration === undefined || likelihood === undefined) return undefined;
  if (!isWrittenAs(calibration, seen)) return undefined;
  const isFinished = seen.output.finishReason === 'stop';
  const tokenCount = seen.output.tokenIds.length;
  const signals = chainSignals({ ...seen, isFinished, tokenCount, likelihood });
  const probability = probabilityOf(calibration, { ...signals, lead: seen.vote?.lead ?? 0 });
  const { measuredOn, n, date } = calibration;
  return {
    probability,
    word: confidenceWord(probability),
    isSure: probability >= (seen.notSureBelow ?? defaultNotSureBelow),
    mode,
    measuredOn,
    n,
    date,
  };
}

/**
 * Whether the run that the chances were fitted on would have written this answer too: the same
 * tokens taken, and no other limit met.
 */
function isWrittenAs(measured: ConfidenceCalibration, seen: SeenAnswer): boolean {
  const { exactArithmetic = exactByDefault, sampling = {}, vote, output } = seen;
  const { temperature = 0, repetitionPenalty = 1 } = sampling;
  const isSampledAlike =
    vote === undefined
      ? temperature === 0 && repetitionPenalty === 1
      : isSameVote(measured.vote, vote);
  if (exactArithmetic !== measured.exactArithmetic || !isSampledAlike) return false;
  const tokenCount = output.tokenIds.length;
  const isCut = output.finishReason === 'length';
  return isCut ? tokenCount === measured.maxTokens : tokenCount <= measured.maxTokens;
}

/** How likely the model found an output; undefined without an answer or without log-probabilities. */
export function outputLikelihood(output: GeneratedText): Likelihood | undefined {
  const { text, logProbabilities, margins, tokenEnds } = output;
  if (!logProbabilities || !margins || !tokenEnds) return undefined;
  return likelihoodOf({ text, logProbabilities, margins, tokenEnds });
}

/** Whether the engine has to say how likely the tokens are, which costs a little time. */
export function needsLikelihood({ confidence = [] }: ModelDescription): boolean {
  return confidence.length > 0;
}
