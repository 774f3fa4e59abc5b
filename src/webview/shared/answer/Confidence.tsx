import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { MeasuredLength } from '../../../core/vote/voteSeconds';
import { voteSeconds } from '../../../core/vote/voteSeconds';
import type { AnswerReport, ConfidenceReport } from '../../../protocol/answerReport';
import { Button } from '../Button';
import { formatCount, formatSeconds } from '../format';
import { confidenceText } from './confidenceText';

export interface ConfidenceProps {
  readonly report: AnswerReport;
  /** How much shorter the model's short chains are; empty where that was not measured. */
  readonly lengths: readonly MeasuredLength[];
  /** Votes on the answer; absent while something runs, and where it cannot be done. */
  readonly onCheckAgain?: () => void;
}

/** How likely the answer is right, in a word and a number, and what to do about one that is not sure. */
export function Confidence({ report, lengths, onCheckAgain }: ConfidenceProps): JSX.Element | null {
  const { confidence, isOutside, answer } = report;
  const canCheck = report.votes === undefined && onCheckAgain !== undefined;
  if (confidence === undefined && isOutside !== true && !canCheck) return null;
  const isUnsure = confidence?.isSure === false;
  return (
    <div class="confidence">
      {confidence !== undefined && (
        <p class={isUnsure ? 'unsure' : 'sure'} title={confidenceTitle(confidence)}>
          {confidenceText(confidence)}
        </p>
      )}
      {isOutside === true && (
        <p class="dim">{l10n.t('This question is outside what the model was measured on.')}</p>
      )}
      {isUnsure && <p class="dim">{adviceText(report)}</p>}
      {canCheck && (
        <Button
          kind={isUnsure || answer === null ? 'primary' : 'quiet'}
          title={l10n.t('Writes five more short chains and takes what most of them say')}
          onPress={onCheckAgain}
        >
          {checkAgainText(voteSeconds(report, lengths))}
        </Button>
      )}
    </div>
  );
}

function confidenceTitle({ mode, measuredOn, n, date }: ConfidenceReport): string {
  const from =
    mode === 'vote'
      ? l10n.t(
          'From how far the chains agree, how likely the model found its words, and whether the equations hold.',
        )
      : l10n.t('From how likely the model found its words and whether the equations hold.');
  return `${from} ${l10n.t('Measured on {0} answers of this model to {1}, {2}.', formatCount(n), measuredOn, date)}`;
}

function adviceText({ votes, ratio }: AnswerReport): string {
  if (votes !== undefined) {
    return ratio < 1
      ? l10n.t('Ask with full reasoning, or check it yourself.')
      : l10n.t('Check it yourself before you use it.');
  }
  return ratio < 1
    ? l10n.t('Check again, or ask with full reasoning.')
    : l10n.t('Check again, or check it yourself.');
}

function checkAgainText(seconds: number | undefined): string {
  return seconds === undefined
    ? l10n.t('Check again')
    : l10n.t('Check again (≈ {0})', wholeSeconds(seconds));
}

/** An estimate has no tenths. */
function wholeSeconds(seconds: number): string {
  return seconds < 10 ? l10n.t('{0} s', Math.max(1, Math.round(seconds))) : formatSeconds(seconds);
}
