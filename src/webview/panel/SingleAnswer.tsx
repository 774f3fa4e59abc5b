import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { isFullRatio } from '../../core/ratio';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { MapView, SentencesView } from '../../protocol/webview/panelLink';
import { AnswerCard } from '../shared/answer/AnswerCard';
import { Button } from '../shared/Button';
import { CopyButton } from '../shared/CopyButton';
import type { AnswerProps } from './answerProps';
import { send } from '../shared/send';
import { MapSection } from './MapSection';
import { Sentences } from './Sentences';

export interface SingleAnswerProps extends AnswerProps {
  readonly view: AnswerView;
  readonly sentences: SentencesView | null;
  readonly map: MapView | null;
  readonly onAsk: (force: boolean) => void;
  readonly onCompare: () => void;
}

/** The answer that is shown, with what can be done with it. */
export function SingleAnswer(props: SingleAnswerProps): JSX.Element {
  const { view, state, toggles, onToggle, onAsk } = props;
  return (
    <AnswerCard
      key={view.id}
      view={view}
      isReasoningOpen={toggles[view.id]}
      isReasoningOpenByDefault={state.reasoning === 'open'}
      onToggleReasoning={(isOpen) => onToggle(view.id, isOpen)}
      onStop={props.onStop}
      onRetry={() => onAsk(view.force ?? false)}
      onCheckAgain={() => send(props.host, 'checkAgain', {})}
      onAskAnyway={() => onAsk(true)}
      onGetModel={props.onGetModel}
      model={state.model}
      onTakeUpgrade={props.onTakeUpgrade}
      actions={<Actions {...props} />}
    >
      {props.sentences !== null && (
        <Sentences
          sentences={props.sentences}
          onStop={props.onStop}
          onRetry={() => send(props.host, 'explain', {})}
          onGetModel={props.onGetModel}
        />
      )}
      {props.map !== null && (
        <MapSection
          map={props.map}
          onStop={props.onStop}
          onRetry={() => send(props.host, 'map', {})}
          onGetModel={props.onGetModel}
        />
      )}
    </AnswerCard>
  );
}

function Actions({ view, state, host, onCompare }: SingleAnswerProps): JSX.Element | null {
  // Also where a check of it was stopped, or has failed.
  if (view.report === null) return null;
  const { editor } = state;
  const { answer: latex, device } = view.report;
  return (
    <>
      {latex !== null && (
        <CopyButton key={latex} onCopy={() => host.request('copy', { text: latex })} />
      )}
      {latex !== null && editor !== null && (
        <Button
          kind="outline"
          title={l10n.t('Into {0}', editor.fileName)}
          onPress={() => send(host, 'insert', { latex, replaces: false })}
        >
          {l10n.t('Insert at Cursor')}
        </Button>
      )}
      {latex !== null && editor?.hasSelection === true && (
        <Button
          kind="outline"
          title={l10n.t('In {0}', editor.fileName)}
          onPress={() => send(host, 'insert', { latex, replaces: true })}
        >
          {l10n.t('Replace Selection')}
        </Button>
      )}
      <span class="grow" />
      {/* What a ratio keeps is measured by a model of this machine. */}
      {isFullRatio(view.keepRatio) && device !== 'remote' && (
        <Button kind="quiet" onPress={() => send(host, 'map', {})}>
          {l10n.t('Map')}
        </Button>
      )}
      {!isFullRatio(view.keepRatio) && (
        <Button kind="quiet" onPress={() => send(host, 'explain', {})}>
          {l10n.t('In full sentences')}
        </Button>
      )}
      <Button kind="quiet" onPress={onCompare}>
        {l10n.t('Compare with full reasoning')}
      </Button>
    </>
  );
}
