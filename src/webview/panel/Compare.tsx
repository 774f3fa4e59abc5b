import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { ToldComparison } from '../../core/tellComparison';
import { tellComparison, writingSeconds } from '../../core/tellComparison';
import type { AnswerView } from '../../protocol/webview/answerView';
import { isSettled } from '../../protocol/webview/answerView';
import type { CompareOutcome, PanelRun } from '../../protocol/webview/panelLink';
import { AnswerCard } from '../shared/answer/AnswerCard';
import { Track } from '../shared/answer/Cost';
import { Button } from '../shared/Button';
import { formatSeconds, formatTokens } from '../shared/format';
import { isRunSettled } from './isRunSettled';
import type { AnswerProps } from './answerProps';
import { useScrollTogether } from './useScrollTogether';

export interface CompareProps extends AnswerProps {
  readonly run: Extract<PanelRun, { readonly kind: 'compare' }>;
  readonly onAgain: (force: boolean) => void;
  readonly scrollsTogether: boolean;
  readonly onScrollTogether: (isOn: boolean) => void;
}

/**
 * The full reasoning and the short one of the same question, side by side, and what that saved. Each
 * has a box of the same height, so that the same place of both can be read at once.
 */
export function Compare(props: CompareProps): JSX.Element {
  const { run, scrollsTogether } = props;
  const { full, short, outcome } = run;
  const areWritten = isSettled(full) && short !== null && isSettled(short);
  const { frame, hasWay } = useScrollTogether(areWritten, scrollsTogether);
  const most = Math.max(tokensOf(full), short === null ? 0 : tokensOf(short), 1);
  return (
    <section ref={frame} class="compare" aria-label={l10n.t('Compare')}>
      <p class="question">{full.question}</p>
      <OutcomeLine outcome={outcome} isRunning={!isRunSettled(run)} />
      <div class="columns">
        <Column {...props} view={full} most={most} name={l10n.t('Full reasoning')} />
        {short === null ? (
          <NextColumn full={full} />
        ) : (
          <Column
            {...props}
            view={short}
            most={most}
            // What was asked for: what is kept of it is known once it begins.
            name={l10n.t('{0} % kept', Math.round(Number(short.ratio) * 100))}
          />
        )}
      </div>
      <div class="bar actions">
        {hasWay && (
          <label
            class="together"
            title={l10n.t('Both columns show the same part of their reasoning')}
          >
            <input
              type="checkbox"
              checked={scrollsTogether}
              onChange={(event) => props.onScrollTogether(event.currentTarget.checked)}
            />
            {l10n.t('Scroll together')}
          </label>
        )}
        {outcome !== null && (
          <Button kind="quiet" onPress={() => props.onAgain(full.force ?? false)}>
            {l10n.t('Compare again')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Where the second run will be, as long as it will. */
function NextColumn({ full }: { readonly full: AnswerView }): JSX.Element | null {
  if (full.state === 'stopped' || full.state === 'failed') return null;
  return <p class="card dim">{l10n.t('The short reasoning comes next, on the same engine.')}</p>;
}

interface ColumnProps extends CompareProps {
  readonly view: AnswerView;
  /** Tokens of the longer one: both bars have its scale. */
  readonly most: number;
  readonly name: string;
}

function Column(props: ColumnProps): JSX.Element {
  const { view, most, name, toggles, onToggle, onAgain } = props;
  const tokens = tokensOf(view);
  const seconds = view.report === null ? undefined : writingSeconds(view.report);
  return (
    <div class="column">
      <h2>
        {name}{' '}
        <span class="dim num">
          {formatTokens(tokens)}
          {seconds !== undefined && ` · ${formatSeconds(seconds)}`}
        </span>
      </h2>
      <Track
        bar={{ spent: tokens, full: most, share: tokens / most }}
        label={`${name}: ${formatTokens(tokens)}`}
      />
      <AnswerCard
        view={view}
        hidesQuestion
        isReasoningOpen={toggles[view.id]}
        isReasoningOpenByDefault
        isReasoningBoxed
        onToggleReasoning={(isOpen) => onToggle(view.id, isOpen)}
        onStop={props.onStop}
        onRetry={() => onAgain(view.force ?? false)}
        onAskAnyway={() => onAgain(true)}
        onGetModel={props.onGetModel}
        model={props.state.model}
        onTakeUpgrade={props.onTakeUpgrade}
      />
    </div>
  );
}

interface OutcomeLineProps {
  readonly outcome: CompareOutcome | null;
  readonly isRunning: boolean;
}

/** Empty where there is no outcome and none will come. */
function OutcomeLine({ outcome, isRunning }: OutcomeLineProps): JSX.Element {
  const told = outcome === null ? undefined : tellComparison(outcome);
  return (
    <div class="bar outcome" role="status" aria-live="polite">
      {told === undefined ? (
        isRunning && <span class="dim">{l10n.t('Both are measured, one after the other.')}</span>
      ) : (
        <>
          <Agreement told={told} />
          <span class="grow" />
          <span class="num">{costText(told)}</span>
        </>
      )}
    </div>
  );
}

function Agreement({ told }: { readonly told: ToldComparison }): JSX.Element {
  switch (told.agreement) {
    case 'same':
      return (
        <span>
          <span class="good" aria-hidden="true">
            ✓
          </span>{' '}
          {l10n.t('same answer')}
        </span>
      );
    case 'different':
      return (
        <span>
          <span class="bad" aria-hidden="true">
            ✗
          </span>{' '}
          {l10n.t('different answers')}
        </span>
      );
    case 'noTwoAnswers':
      return <span class="dim">{l10n.t('No two answers to compare')}</span>;
  }
}

function costText(told: ToldComparison): string {
  const tokens = formatTokens(told.tokens);
  const seconds = formatSeconds(told.seconds);
  switch (told.cost) {
    case 'saved':
      return l10n.t('measured: {0} and {1} saved', tokens, seconds);
    case 'more':
      return l10n.t('measured: {0} and {1} more than in full', tokens, seconds);
    case 'fewerTokens':
      return l10n.t('measured: {0} saved, {1} more', tokens, seconds);
    case 'lessTime':
      return l10n.t('measured: {0} more, {1} saved', tokens, seconds);
  }
}

/** Those of the chain once it has ended: the saving is counted in them. */
function tokensOf({ report, tokenCount }: AnswerView): number {
  return report?.chainTokens ?? tokenCount;
}
