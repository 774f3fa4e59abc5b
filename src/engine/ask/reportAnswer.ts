import type { RatioCalibration, Waste } from '../../core/savings';
import { estimatedSaving } from '../../core/savings';
import type { AnswerReport } from '../../protocol/answerReport';
import type { ModelManifest } from '../../protocol/modelManifest';
import type { Answered } from './askQuestion';
import { equationMarks } from './equationMarks';
import type { ModelSession } from './modelSession';

export interface Attempt {
  readonly keepRatio: number;
  /** What attempts before this one cost. */
  readonly failed: Waste;
}

/** All that is known about an answer. Codes: those of `Engine.countTokens`. */
export async function reportAnswer(
  session: ModelSession,
  { split, output, wallMs }: Answered,
  { keepRatio, failed }: Attempt,
  signal: AbortSignal,
): Promise<AnswerReport> {
  const { manifest, loaded, engine } = session;
  const [chainTokens = 0] = await engine.countTokens([split.chain], { signal });
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
    tokensPerSecond: output.decodeMs > 0 ? ((tokens - 1) / output.decodeMs) * 1000 : 0,
    timeToFirstToken: output.timeToFirstTokenMs / 1000,
    finishReason: output.finishReason,
    device: loaded.device.used,
    deviceReason: loaded.device.reason,
    model: manifest.id,
    ratio: keepRatio,
    trainedForRatio: manifest.trainedRatios.includes(keepRatio),
    lastNumber: split.answer === undefined ? (split.lastNumber ?? null) : null,
    saved: saved.kind === 'none' ? null : saved,
    checks: equationMarks(split.chain),
  };
}

function calibrationOf(manifest: ModelManifest, keepRatio: number): RatioCalibration | undefined {
  const found = manifest.calibration?.ratios.find((ratio) => ratio.keepRatio === keepRatio);
  if (found === undefined) return undefined;
  const [low, high] = found.questionInterval;
  return { actualRatio: found.actualRatio, perQuestion: { low, high } };
}
