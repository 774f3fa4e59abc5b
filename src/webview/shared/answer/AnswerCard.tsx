import * as l10n from '@vscode/l10n';
import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { plainLatex } from '../../../core/text/plainLatex';
import type { MeasuredLength } from '../../../core/vote/voteSeconds';
import type { AnswerReport } from '../../../protocol/answerReport';
import type { AnswerView } from '../../../protocol/webview/answerView';
import { isSettled, noVotes } from '../../../protocol/webview/answerView';
import type { ModelView } from '../../../protocol/webview/modelView';
import { Button } from '../Button';
import { AnswerValue } from './AnswerValue';
import { Checks, equationSummary } from './Checks';
import { Confidence } from './Confidence';
import { confidenceText } from './confidenceText';
import { Cost } from './Cost';
import { endingText } from './endingText';
import { Failure } from './Failure';
import { Reasoning } from './Reasoning';
import { Upgrade } from './Upgrade';
import { upgradeUnder } from './upgradeText';
import { Votes } from './Votes';

export interface AnswerCardProps {
  readonly view: AnswerView;
  /** What the person chose for the reasoning of this answer; undefined: not touched. */
  readonly isReasoningOpen: boolean | undefined;
  readonly isReasoningOpenByDefault: boolean;
  readonly onToggleReasoning: (isOpen: boolean) => void;
  /** In a box that scrolls, also when it is written. */
  readonly isReasoningBoxed?: boolean;
  readonly onStop: () => void;
  readonly onRetry: () => void;
  /** More chains vote on the answer; absent where that cannot be done. */
  readonly onCheckAgain?: () => void;
  /** Asks what does not look like maths or logic. */
  readonly onAskAnyway: () => void;
  /** What to do about a missing model. */
  readonly onGetModel: () => void;
  /** The model in use, with the larger one that may be taken. */
  readonly model: ModelView;
  readonly onTakeUpgrade: () => void;
  /** Hidden where the question stands above the card already. */
  readonly hidesQuestion?: boolean;
  /** Buttons under a finished answer. */
  readonly actions?: ComponentChildren;
  /** What these have opened. */
  readonly children?: ComponentChildren;
}

/** One question with its answer in whatever state it is: the answer first, the reasoning under it. */
export function AnswerCard(props: AnswerCardProps): JSX.Element {
  const { view, onStop, actions, children } = props;
  const { report } = view;
  // A page that comes back would have every failure of a conversation read out, one after the other.
  const isOld = useRef(isSettled(view) && view.askedAt < performance.timeOrigin);
  if (!isSettled(view)) isOld.current = false;
  const upgrade = upgradeUnder(view, props.model);
  return (
    <article
      class={`card ${view.state}`}
      data-answer={view.id}
      aria-label={l10n.t('Answer')}
      aria-busy={!isSettled(view)}
    >
      {props.hidesQuestion !== true && <p class="question">{view.question}</p>}
      <div class="head">
        {isSettled(view) || report !== null ? (
          <Outcome {...props} isOld={isOld.current} />
        ) : (
          <Progress view={view} />
        )}
        {!isSettled(view) && (
          <Button kind="outline" onPress={onStop} shortcut="Esc">
            {l10n.t('Stop')}
          </Button>
        )}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {announcement(view)}
      </p>
      {report !== null && (
        <Confidence
          report={report}
          lengths={lengthsOf(report, props.model)}
          {...(isSettled(view) && props.onCheckAgain !== undefined
            ? { onCheckAgain: props.onCheckAgain }
            : {})}
        />
      )}
      {upgrade !== undefined && <Upgrade upgrade={upgrade} onTake={props.onTakeUpgrade} />}
      {view.state === 'checking' && <Votes votes={view.tally ?? noVotes} isRunning />}
      {isSettled(view) && report?.votes !== undefined && (
        <Votes votes={report.votes} isRunning={false} />
      )}
      {report !== null && <Checks chain={report.chain} checks={report.checks} />}
      <Reasoning
        view={view}
        isOpen={props.isReasoningOpen}
        isOpenByDefault={
          props.isReasoningOpenByDefault || view.state === 'stopped' || view.state === 'failed'
        }
        isBoxed={props.isReasoningBoxed === true}
        onToggle={props.onToggleReasoning}
      />
      {report !== null && <Cost report={report} />}
      {view.modelNote !== undefined && <p class="dim">{view.modelNote}</p>}
      {view.note !== null && <p class="dim">{view.note}</p>}
      {report?.device === 'remote' && (
        <p class="dim">{l10n.t('Answered by {0} on a server.', report.model)}</p>
      )}
      {isSettled(view) && actions !== undefined && <div class="bar actions">{actions}</div>}
      {/* Below the buttons: what one of them opens does not push it out of sight. */}
      {children}
    </article>
  );
}

/** Of the model that answered, where it is still the one in use. */
function lengthsOf(report: AnswerReport, model: ModelView): readonly MeasuredLength[] {
  return model.kind === 'present' && model.id === report.model ? model.costs : [];
}

function Progress({ view }: { readonly view: AnswerView }): JSX.Element {
  return (
    <div class="progress">
      <p class="value pending dim">{progressText(view)}</p>
      {view.state === 'reading' && (
        <progress max={1} value={view.prefillDone} aria-label={l10n.t('Reading the question')} />
      )}
    </div>
  );
}

function progressText({ state, failedAttempts }: AnswerView): string {
  switch (state) {
    case 'waiting':
      return l10n.t('Another answer is being written…');
    case 'loading':
      return l10n.t('Loading the model…');
    case 'reading':
      return l10n.t('Reading the question…');
    case 'writing':
    case 'checking':
    case 'done':
    case 'stopped':
    case 'failed':
      return failedAttempts > 0 ? l10n.t('Thinking once more, in full…') : l10n.t('Thinking…');
  }
}

interface OutcomeProps extends AnswerCardProps {
  /** It was as it is before the page was there. */
  readonly isOld: boolean;
}

function Outcome({ view, isOld, onAskAnyway, onGetModel, ...props }: OutcomeProps): JSX.Element {
  const { onRetry } = props;
  if (view.failure !== null) {
    // With an answer in sight it was a check of it that failed.
    const onTryAgain = view.report === null ? onRetry : (props.onCheckAgain ?? onRetry);
    return (
      <Failure
        failure={view.failure}
        onRetry={onTryAgain}
        onAskAnyway={onAskAnyway}
        onGetModel={onGetModel}
        isOld={isOld}
      >
        {view.report !== null && <AnswerValue report={view.report} />}
      </Failure>
    );
  }
  if (view.report === null) {
    return (
      <>
        <p class="value none">{l10n.t('Stopped.')}</p>
        <Button kind="outline" onPress={onRetry}>
          {l10n.t('Ask again')}
        </Button>
      </>
    );
  }
  const ending = endingText(view.report.finishReason);
  return (
    <div class="answer">
      <AnswerValue report={view.report} />
      {ending !== undefined && <p class="dim">{ending}</p>}
    </div>
  );
}

/** Said once by a screen reader, when the answer is there; failures are alerts of their own. */
function announcement({ state, report }: AnswerView): string {
  if (state === 'stopped') return l10n.t('Stopped.');
  if (report === null) return '';
  const { answer, checks, confidence } = report;
  const said =
    answer === null
      ? l10n.t('The model gave no answer.')
      : l10n.t('Answer: {0}', plainLatex(answer));
  return [
    said,
    ...(confidence === undefined ? [] : [confidenceText(confidence)]),
    ...(checks.length === 0 ? [] : [equationSummary(checks)]),
  ].join('. ');
}
