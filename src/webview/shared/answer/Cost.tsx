import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { AnswerReport } from '../../../protocol/answerReport';
import { formatCount, formatSeconds, formatTokens } from '../format';
import type { CostBar } from './costBars';
import { costBars } from './costBars';

/** Tokens and time against the full reasoning; nothing where that is not known. */
export function Cost({ report }: { readonly report: AnswerReport }): JSX.Element | null {
  const bars = costBars(report);
  if (bars === undefined) return null;
  const { isEstimate, tokens, seconds } = bars;
  const full = (text: string): string => (isEstimate ? `≈ ${text}` : text);
  return (
    <div class="cost" title={costTitle(report)}>
      <span class="dim">{l10n.t('Tokens')}</span>
      <Track
        bar={tokens}
        label={l10n.t(
          '{0} of {1} at full length',
          formatTokens(tokens.spent),
          full(formatCount(tokens.full)),
        )}
      />
      <span class="num">
        {l10n.t('{0} of {1}', formatCount(tokens.spent), full(formatCount(tokens.full)))}
      </span>
      <span class="dim">{l10n.t('Time')}</span>
      <Track
        bar={seconds}
        label={l10n.t(
          '{0} of {1} at full length',
          formatSeconds(seconds.spent),
          full(formatSeconds(seconds.full)),
        )}
      />
      <span class="num">
        {l10n.t('{0} of {1}', formatSeconds(seconds.spent), full(formatSeconds(seconds.full)))}
      </span>
    </div>
  );
}

export interface TrackProps {
  readonly bar: CostBar;
  readonly label: string;
}

/** A bar: filled is what was spent, hatched what was not. */
export function Track({ bar, label }: TrackProps): JSX.Element {
  return (
    <div class="track" role="img" aria-label={label}>
      <div class="fill" style={{ width: `${(bar.share * 100).toFixed(1)}%` }} />
    </div>
  );
}

function costTitle({ saved }: AnswerReport): string {
  if (saved?.kind !== 'estimated') return l10n.t('Measured: the same question was asked in full.');
  const { low, high } = saved.tokensInterval;
  return l10n.t(
    'Estimated from this model’s own evaluation: for 8 of 10 questions {0} to {1} tokens are saved.',
    formatCount(low),
    formatCount(high),
  );
}
