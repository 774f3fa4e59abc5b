import type { OutOfTen } from '../core/confidence/tellChance';
import { tellChance } from '../core/confidence/tellChance';
import type { VoteNote, VoteShare } from '../core/vote/tellVote';
import { voteNotes, voteShares } from '../core/vote/tellVote';
import type { AnswerReport, VoteReport } from '../protocol/answerReport';
import type { FinishReason } from '../protocol/childProtocol';
import type { AskStep } from '../engine/ask/askAtRatios';
import { hasWinner } from '../engine/ask/voteReport';
import type { CliContext } from './cliContext';
import { savingText } from './savingText';
import { answerBox } from './terminal/answerBox';
import { terminalText } from './terminal/terminalText';
import type { EngineSession } from './withEngine';

/** Said before `auto` goes on; undefined before its first step. */
export function nextStepNote(step: AskStep): string | undefined {
  switch (step.kind) {
    case 'chain':
      return step.attempt === 0
        ? undefined
        : '\nNot sure at this ratio: asking for the full reasoning.\n';
    case 'vote':
      return '\nNot sure at this ratio: five short chains vote on the answer.\n';
    case 'back':
      return '\nThe full reasoning is no surer: the short one stays.\n';
  }
}

/** Whether the reasoning of `report` is what was written last: not that of a vote's winner, or of an answer gone back to. */
export function wasWrittenLast(report: AnswerReport, steps: readonly AskStep[]): boolean {
  return !hasWinner(report) && steps.at(-1)?.kind !== 'back';
}

/** How an answer was asked for. */
export interface Written {
  readonly maxNewTokens: number;
  /** As {@link wasWrittenLast} says; what was not streamed is written with the end. */
  readonly isStreamed: boolean;
}

/** The end of an answer: its reasoning if that was not streamed, the answer, then the figures. */
export function writeReport(
  report: AnswerReport,
  { maxNewTokens, isStreamed }: Written,
  session: EngineSession,
  context: CliContext,
): void {
  const { out, err } = context;
  out.write(isStreamed ? '\n\n' : `${terminalText(report.chain.trim())}\n\n`);
  if (report.answer !== null) out.write(`${answerBox(report.answer, out)}\n`);
  else out.write(`No boxed answer${lastNumberNote(report.lastNumber)}.\n`);
  const lines = [...confidenceLines(report), ...voteLines(report.votes), ...checkLines(report)];
  for (const line of lines) err.write(`${line}\n`);
  const note = endNote(report.finishReason, maxNewTokens, session.loaded.contextLength);
  if (note !== undefined) err.write(`${note}\n`);
  const figures = [
    `${report.tokens} tokens`,
    `${report.tokensPerSecond.toFixed(1)} tokens/s`,
    `first token after ${report.timeToFirstToken.toFixed(2)} s`,
    `${report.seconds.toFixed(1)} s`,
    ...savingText(report.saved),
    session.label,
  ];
  err.write(`${figures.join(' · ')}\n`);
  err.write(`Device: ${report.device} (${report.deviceReason.replace(/\.$/, '')})\n`);
}

function lastNumberNote(lastNumber: string | null): string {
  return lastNumber === null ? '' : ` (the last number is ${lastNumber})`;
}

/** «Likely right, about 8 in 10», and what to do where it is not sure. */
function confidenceLines({ confidence, isOutside, votes }: AnswerReport): readonly string[] {
  if (isOutside === true) {
    return ['No maths or logic that was seen: outside what models are measured on here.'];
  }
  if (confidence === undefined) return [];
  const { kind, word, number } = tellChance(confidence);
  const measured = `(measured on ${confidence.n} answers to ${confidence.measuredOn})`;
  const text = `${word}, ${numberText(number)} ${measured}`;
  if (kind === 'sure') return [text.charAt(0).toUpperCase() + text.slice(1)];
  const advice = votes === undefined ? 'try --vote 5 or --ratio 1.0' : 'check it yourself';
  return [`Not sure: ${text}; ${advice}`];
}

function numberText(number: OutOfTen): string {
  switch (number.kind) {
    case 'lessThanOne':
      return 'less than 1 in 10';
    case 'about':
      return `about ${number.inTen} in 10`;
    case 'moreThanNine':
      return 'more than 9 in 10';
  }
}

/** «3 × 42, 1 × 40», most votes first. */
export function tallyText(votes: Pick<VoteReport, 'groups' | 'withoutAnswer'>): string {
  return voteShares(votes).map(shareText).join(', ');
}

function shareText(share: VoteShare): string {
  switch (share.kind) {
    case 'answer':
      return `${share.count} × ${oneLine(share.answer)}`;
    case 'noAnswer':
      return `${share.count} without an answer`;
  }
}

/** How the chains voted, where there was a vote. */
function voteLines(votes: VoteReport | undefined): readonly string[] {
  if (votes === undefined) return [];
  return [`Votes: ${tallyText(votes)}`, ...voteNotes(votes).map(noteText)];
}

function noteText(note: VoteNote): string {
  switch (note.kind) {
    case 'tie':
      return 'A tie: the answer that came first is shown.';
    case 'stopped':
      return `Stopped after ${note.ended} of ${note.asked} chains: a part of the vote.`;
    case 'notNeeded':
      return `The other chains could not change it (${note.left} of ${note.asked} not needed).`;
  }
}

/** What exact arithmetic found, if anything. */
function checkLines({ chain, checks, corrections = 0 }: AnswerReport): readonly string[] {
  if (checks.length === 0) return [];
  const replaced = corrections === 0 ? '' : `, ${corrections} with a result computed here`;
  const wrong = checks.filter(({ holds }) => !holds);
  const count = checks.length - wrong.length;
  const hold = checks.length === 1 ? 'equation holds' : 'equations hold';
  return [
    `${count} of ${checks.length} ${hold}${replaced}`,
    ...wrong.map(({ startOffset, endOffset, wrong: part }) => {
      const right = part?.rightValue == null ? 'has no value' : `should be ${part.rightValue}`;
      return `  ✗ ${oneLine(chain.slice(startOffset, endOffset))}: it ${right}`;
    }),
  ];
}

function oneLine(text: string): string {
  return terminalText(text).replace(/\s+/g, ' ');
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
