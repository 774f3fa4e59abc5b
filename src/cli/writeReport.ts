import type { Saving } from '../core/savings';
import type { AnswerReport, VoteReport } from '../protocol/answerReport';
import type { FinishReason } from '../protocol/childProtocol';
import type { CliContext } from './cliContext';
import { answerBox } from './terminal/answerBox';
import type { EngineSession } from './withEngine';

/** Said before `auto` asks again. */
export const nextAttemptNote = '\nNo answer at this ratio: asking for the full reasoning.\n';

/** The end of an answer whose reasoning was streamed: the answer, then the figures. */
export function writeReport(
  report: AnswerReport,
  maxNewTokens: number,
  session: EngineSession,
  context: CliContext,
): void {
  const { out, err } = context;
  if (report.votes === undefined) out.write('\n\n');
  else out.write(`${report.chain.trim()}\n\n`);
  if (report.answer !== null) out.write(`${answerBox(report.answer, out)}\n`);
  else out.write(`No boxed answer${lastNumberNote(report.lastNumber)}.\n`);
  for (const line of [...voteLines(report.votes), ...checkLines(report)]) err.write(`${line}\n`);
  const note = endNote(report.finishReason, maxNewTokens, session.loaded.contextLength);
  if (note !== undefined) err.write(`${note}\n`);
  const figures = [
    `${report.tokens} tokens`,
    `${report.tokensPerSecond.toFixed(1)} tokens/s`,
    `first token after ${report.timeToFirstToken.toFixed(2)} s`,
    `${report.seconds.toFixed(1)} s`,
    ...savingNote(report.saved),
    session.label,
  ];
  err.write(`${figures.join(' · ')}\n`);
  err.write(`Device: ${report.device} (${report.deviceReason.replace(/\.$/, '')})\n`);
}

function lastNumberNote(lastNumber: string | null): string {
  return lastNumber === null ? '' : ` (the last number is ${lastNumber})`;
}

/** How the chains voted, where there was a vote. */
function voteLines(votes: VoteReport | undefined): readonly string[] {
  if (votes === undefined) return [];
  const { asked, ended, groups, withoutAnswer, isTie, isComplete } = votes;
  const parts = [
    ...groups.map(({ answer, count }) => `${count} × ${answer}`),
    ...(withoutAnswer > 0 ? [`${withoutAnswer} without an answer`] : []),
  ];
  const left = asked - ended;
  const why = isComplete ? 'not needed' : 'stopped';
  return [
    `Votes: ${parts.join(', ')}${left > 0 ? ` (${left} of ${asked} ${why})` : ''}`,
    ...(isTie ? ['A tie: the answer that came first is shown.'] : []),
  ];
}

/** What exact arithmetic found, if anything. */
function checkLines({ chain, checks }: AnswerReport): readonly string[] {
  if (checks.length === 0) return [];
  const wrong = checks.filter(({ holds }) => !holds);
  const count = checks.length - wrong.length;
  return [
    `${count} of ${checks.length} equations hold`,
    ...wrong.map(({ startOffset, endOffset, wrong: part }) => {
      const right = part?.rightValue == null ? '' : `: it should be ${part.rightValue}`;
      return `  ✗ ${chain.slice(startOffset, endOffset).replace(/\s+/g, ' ')}${right}`;
    }),
  ];
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
