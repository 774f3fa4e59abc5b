import type { RatioCalibration, Waste } from '../../core/savings';
import { estimatedSaving } from '../../core/savings';
import { isMathsOrLogic, isPlainlyOther } from '../../core/question/isMathsOrLogic';
import type { AnswerReport, EquationMark } from '../../protocol/answerReport';
import type { ModelDescription } from '../../protocol/modelDescription';
import type { Answered, Question } from './askQuestion';
import type { HeldVote } from './confidenceOf';
import { confidenceOf } from './confidenceOf';
import { equationMarks } from './equationMarks';
import type { ModelSession } from './modelSession';

export interface Attempt {
  readonly question: Pick<Question, 'text' | 'history' | 'notSureBelow' | 'exactArithmetic'> &
    Partial<Pick<Question, 'sampling'>>;
  readonly keepRatio: number;
  /** What attempts before this one cost. */
  readonly failed: Waste;
  /** Absent for a single chain. */
  readonly vote?: HeldVote;
}

/** All that is known about an answer. Codes: those of `Engine.countTokens`. */
export async function reportAnswer(
  session: ModelSession,
  { split, output, wallMs }: Answered,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<AnswerReport> {
  const { manifest, loaded, engine } = session;
  const { keepRatio, failed } = attempt;
  const [chainTokens = 0] = await engine.countTokens([split.chain], { signal });
  const checks = equationMarks(split.chain);
  const tokens = output.tokenIds.length;
  const run = {
    keepRatio,
    chainTokens,
    outputTokens: tokens,
    decodeSeconds: output.decodeMs / 1000,
  };
  const saved = estimatedSaving(run, calibrationOf(manifest, keepRatio), failed);
  return {
    answer: split.answer ?? null,
    chain: split.chain,
    tokens: tokens + failed.tokens,
    chainTokens,
    promptTokens: output.promptTokens,
    seconds: wallMs / 1000 + failed.seconds,
    // Decoding begins after the first token, which an answer that ends at once does not have.
    tokensPerSecond: output.decodeMs > 0 ? (Math.max(0, tokens - 1) / output.decodeMs) * 1000 : 0,
    timeToFirstToken: output.timeToFirstTokenMs / 1000,
    finishReason: output.finishReason,
    device: loaded.device.used,
    deviceReason: loaded.device.reason,
    model: manifest.id,
    ratio: keepRatio,
    trainedForRatio: manifest.trainedRatios.includes(keepRatio),
    lastNumber: split.answer === undefined ? (split.lastNumber ?? null) : null,
    saved: saved.kind === 'none' ? null : saved,
    checks,
    ...(output.corrections === undefined ? {} : { corrections: output.corrections }),
    ...trust(manifest, { split, output }, attempt, checks),
  };
}

/** How far the answer can be relied on, where that can be said. */
function trust(
  manifest: ModelDescription,
  { split, output }: Pick<Answered, 'split' | 'output'>,
  { question, vote }: Attempt,
  checks: readonly EquationMark[],
): Pick<AnswerReport, 'confidence' | 'isOutside'> {
  const { text, history = [], notSureBelow, exactArithmetic, sampling } = question;
  const isSuited = history.length > 0 ? !isPlainlyOther(text) : isMathsOrLogic(text);
  if (!isSuited) return { isOutside: true };
  const { answer, chain } = split;
  if (answer === undefined) return {};
  const confidence = confidenceOf(manifest, {
    checks,
    question: text,
    answer,
    chain,
    output,
    ...(vote === undefined ? {} : { vote }),
    ...(notSureBelow === undefined ? {} : { notSureBelow }),
    ...(exactArithmetic === undefined ? {} : { exactArithmetic }),
    ...(sampling === undefined ? {} : { sampling }),
  });
  return confidence === undefined ? {} : { confidence };
}

function calibrationOf(
  manifest: ModelDescription,
  keepRatio: number,
): RatioCalibration | undefined {
  const found = manifest.calibration?.ratios.find((ratio) => ratio.keepRatio === keepRatio);
  if (found === undefined) return undefined;
  const [low, high] = found.questionInterval;
  return { actualRatio: found.actualRatio, perQuestion: { low, high } };
}
