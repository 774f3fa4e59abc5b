import type { Saving, Waste } from '../core/savings';
import { estimatedSaving } from '../core/savings';
import type { FinishReason } from '../protocol/childProtocol';
import type { ModelManifest } from '../protocol/modelManifest';
import type { Answered } from './askQuestion';
import type { CliContext } from './cliContext';
import { answerBox } from './terminal/answerBox';
import type { EngineSession } from './withEngine';

/** What `ask --json` prints; scripts rely on the names. */
export interface AnswerReport {
  readonly answer: string | null;
  readonly chain: string;
  /** All that was written, failed attempts included. */
  readonly tokens: number;
  readonly chainTokens: number;
  readonly promptTokens: number;
  /** From the first request to the last token. */
  readonly seconds: number;
  /** Of decoding the answer: the first token belongs to the time before it. */
  readonly tokensPerSecond: number;
  readonly timeToFirstToken: number;
  readonly finishReason: FinishReason;
  readonly device: string;
  readonly deviceReason: string;
  readonly model: string;
  readonly ratio: number;
  readonly trainedForRatio: boolean;
  /** The last number, where there is no answer: a guess. */
  readonly lastNumber: string | null;
  /** Null where nothing is known about it. */
  readonly saved: Saving | null;
}

export interface Attempt {
  readonly keepRatio: number;
  /** What attempts before this one cost. */
  readonly failed: Waste;
}

export async function reportAnswer(
  session: EngineSession,
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
  };
}

function calibrationOf(
  manifest: ModelManifest,
  keepRatio: number,
): Parameters<typeof estimatedSaving>[1] {
  const found = manifest.calibration?.ratios.find((ratio) => ratio.keepRatio === keepRatio);
  if (found === undefined) return undefined;
  const [low, high] = found.questionInterval;
  return { actualRatio: found.actualRatio, perQuestion: { low, high } };
}

/** The end of an answer whose reasoning was streamed: the answer, then the figures. */
export function writeReport(
  report: AnswerReport,
  maxNewTokens: number,
  session: EngineSession,
  context: CliContext,
): void {
  const { out, err } = context;
  out.write('\n\n');
  if (report.answer !== null) out.write(`${answerBox(report.answer, out)}\n`);
  else out.write(`No boxed answer${lastNumberNote(report.lastNumber)}.\n`);
  const note = endNote(report.finishReason, maxNewTokens, session.loaded.contextLength);
  if (note !== undefined) err.write(`${note}\n`);
  const figures = [
    `${report.tokens} tokens`,
    `${report.tokensPerSecond.toFixed(1)} tokens/s`,
    `first token after ${report.timeToFirstToken.toFixed(2)} s`,
    `${report.seconds.toFixed(1)} s`,
    ...savingNote(report.saved),
    `${session.manifest.name} (${session.manifest.quantisation.format})`,
  ];
  err.write(`${figures.join(' · ')}\n`);
  err.write(`Device: ${report.device} (${report.deviceReason.replace(/\.$/, '')})\n`);
}

function lastNumberNote(lastNumber: string | null): string {
  return lastNumber === null ? '' : ` (the last number is ${lastNumber})`;
}

function savingNote(saved: Saving | null): readonly string[] {
  if (saved?.kind !== 'estimated') return [];
  return [`≈ ${Math.round(saved.tokens)} tokens and ${saved.seconds.toFixed(1)} s saved`];
}

/** Why it ended, where that is worth a sentence. */
function endNote(
  reason: FinishReason,
  maxNewTokens: number,
  contextLength: number,
): string | undefined {
  switch (reason) {
    case 'stop':
      return undefined;
    case 'length':
      return `Ended after ${maxNewTokens} tokens: raise --max-tokens for more.`;
    case 'context':
      return `Ended: the context of ${contextLength} tokens is full.`;
    case 'loop':
      return 'Ended: the model repeats itself.';
    case 'deadline':
      return 'Ended: the time is up.';
  }
}
