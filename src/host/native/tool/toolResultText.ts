import { formatKeepRatio } from '../../../core/ratio';
import type { VoteNote, VoteShare } from '../../../core/vote/tellVote';
import { voteNotes, voteShares } from '../../../core/vote/tellVote';
import type { AnswerReport, EquationMark } from '../../../protocol/answerReport';

/**
 * The answer for another model, in English: answer, what was checked, how far to rely on it, and the
 * reasoning so that it can be checked.
 */
export function toolResultText(report: AnswerReport): string {
  const { model, device, ratio, tokens, seconds, chain } = report;
  return [
    answerLine(report),
    ...chanceLine(report),
    ...votesLine(report),
    checksLine(report),
    `Reliance: ${reliance(report)}`,
    `Source: ${model} on ${device === 'remote' ? 'a server' : 'this machine'}, ratio ${formatKeepRatio(ratio)}, ${tokens} tokens, ${seconds.toFixed(1)} s.`,
    `Reasoning:\n${chain.trim()}`,
  ].join('\n');
}

function answerLine({ answer, lastNumber }: AnswerReport): string {
  if (answer !== null) return `Answer (LaTeX): ${answer}`;
  return lastNumber === null
    ? 'Answer: none was given.'
    : `Answer: none was given. The last number written was ${lastNumber}, which is a guess.`;
}

function chanceLine({ confidence, isOutside }: AnswerReport): readonly string[] {
  if (isOutside === true)
    return ['Chance: unknown; the question is outside what the model was measured on.'];
  if (confidence === undefined) return [];
  const { probability, word, measuredOn, n } = confidence;
  return [
    `Chance of being right: ${probability.toFixed(2)} (${word}), measured on ${n} answers of this model to ${measuredOn}.`,
  ];
}

function votesLine({ votes }: AnswerReport): readonly string[] {
  if (votes === undefined) return [];
  const tally = voteShares(votes).map(shareText).join(', ');
  return [[`Votes: ${tally}.`, ...voteNotes(votes).map(noteText)].join(' ')];
}

function shareText(share: VoteShare): string {
  switch (share.kind) {
    case 'answer':
      return `${share.count} x ${share.answer}`;
    case 'noAnswer':
      return `${share.count} without an answer`;
  }
}

function noteText(note: VoteNote): string {
  switch (note.kind) {
    case 'tie':
      return 'A tie: the answer that came first is given.';
    case 'stopped':
      return `Stopped after ${note.ended} of ${note.asked} chains: a part of the vote.`;
    case 'notNeeded':
      return `The other ${note.left} of ${note.asked} chains could not change it.`;
  }
}

function checksLine({ checks, chain }: AnswerReport): string {
  if (checks.length === 0) return 'Checks: the reasoning has no equation that could be checked.';
  const wrong = checks.filter(({ holds }) => !holds);
  const summary = `Checks: ${checks.length - wrong.length} of ${checks.length} equations of the reasoning hold in exact arithmetic.`;
  return [summary, ...wrong.map((mark) => `Wrong: ${wrongEquation(chain, mark)}`)].join('\n');
}

function wrongEquation(chain: string, { startOffset, endOffset, wrong }: EquationMark): string {
  const equation = chain.slice(startOffset, endOffset).trim();
  const right = wrong?.rightValue ?? null;
  return right === null ? `${equation} (has no value)` : `${equation} (right: ${right})`;
}

/** Never stronger than what is known: equations that hold do not show that they are the right ones. */
function reliance(report: AnswerReport): string {
  const { answer, finishReason, checks, confidence, isOutside, votes } = report;
  if (answer === null) return 'do not rely on this; there is no answer.';
  if (finishReason !== 'stop') {
    return 'do not rely on this; the model was cut off before it had finished.';
  }
  if (checks.some(({ holds }) => !holds)) {
    return 'do not rely on this; an equation that it rests on is wrong. Redo that step.';
  }
  if (isOutside === true) return 'do not rely on this; the model was not made for such questions.';
  if (confidence?.isSure === false) {
    const next =
      votes === undefined
        ? 'Call again with "check": true, or solve it yourself'
        : 'Solve it yourself';
    return `do not rely on this; by its own measurement this answer is more likely wrong than the user accepts. ${next}.`;
  }
  if (votes !== undefined && 2 * (votes.groups[0]?.count ?? 0) <= votes.asked) {
    return 'do not rely on this; no more than half of the chains came to it.';
  }
  if (confidence !== undefined) {
    return 'as the chance says, no more; check that each step follows from the question.';
  }
  if (checks.length === 0) {
    return 'low; nothing could be checked. Verify it independently before you use it.';
  }
  return 'moderate; the arithmetic holds, but this small model may have misread the question. Check that each step follows from it.';
}
