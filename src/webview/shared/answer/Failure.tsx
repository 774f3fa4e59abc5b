import * as l10n from '@vscode/l10n';
import type { ComponentChildren, JSX } from 'preact';
import type { AnswerFailure } from '../../../protocol/webview/answerView';
import { Button } from '../Button';

export interface FailureProps {
  readonly failure: AnswerFailure;
  /** Absent where nothing can be asked once more. */
  readonly onRetry?: () => void;
  /** Asks what does not look like maths or logic; absent where that was not asked. */
  readonly onAskAnyway?: () => void;
  /** What to do about a missing model. */
  readonly onGetModel: () => void;
  /** It was there before the page: nothing to call out. */
  readonly isOld?: boolean;
  /** What there is all the same, above the sentence. */
  readonly children?: ComponentChildren;
}

/** What went wrong in one sentence, and the buttons that help. */
export function Failure(props: FailureProps): JSX.Element {
  const { failure, onRetry, onAskAnyway, onGetModel } = props;
  const { code, message, isRetryable } = failure;
  const isOther = code === 'not-maths-or-logic';
  return (
    <div class="failure" {...(props.isOld === true ? {} : { role: 'alert' })}>
      {props.children}
      <p>
        {/* Nothing went wrong with a question that is about something else. */}
        {!isOther && (
          <span class="bad" aria-hidden="true">
            ✗{' '}
          </span>
        )}
        {message}
      </p>
      <div class="bar">
        {isRetryable && onRetry !== undefined && (
          <Button kind="outline" onPress={onRetry}>
            {l10n.t('Retry')}
          </Button>
        )}
        {isOther && onAskAnyway !== undefined && (
          <Button kind="outline" onPress={onAskAnyway}>
            {l10n.t('Ask anyway')}
          </Button>
        )}
        {(code === 'model-not-found' || code === 'engine-missing') && (
          <Button kind="primary" onPress={onGetModel}>
            {code === 'model-not-found' ? l10n.t('Get the model') : l10n.t('Open Settings')}
          </Button>
        )}
      </div>
    </div>
  );
}
