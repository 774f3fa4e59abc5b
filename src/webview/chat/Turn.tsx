import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { ModelView } from '../../protocol/webview/modelView';
import { AnswerCard } from '../shared/answer/AnswerCard';
import { Button } from '../shared/Button';
import { CopyButton } from '../shared/CopyButton';

export interface TurnProps {
  readonly view: AnswerView;
  /** From 1; read by screen readers. */
  readonly number: number;
  /** False: later questions do not go on from this one. */
  readonly takesPart: boolean;
  /** Its question stands in the box to be asked anew. */
  readonly isEdited: boolean;
  readonly isReasoningOpen: boolean | undefined;
  readonly isReasoningOpenByDefault: boolean;
  readonly onToggleReasoning: (isOpen: boolean) => void;
  readonly onStop: () => void;
  readonly onAskAgain: (force: boolean) => void;
  readonly onCheckAgain: () => void;
  readonly onEdit: () => void;
  /** Resolves when it is in the clipboard. */
  readonly onCopy: (latex: string) => Promise<unknown>;
  readonly onInsert: (latex: string) => void;
  readonly onGetModel: () => void;
  readonly model: ModelView;
  readonly onTakeUpgrade: () => void;
}

/** One question with its answer. */
export function Turn(props: TurnProps): JSX.Element {
  const { view, number, takesPart, isEdited } = props;
  return (
    <section
      class={['turn', ...(takesPart ? [] : ['left']), ...(isEdited ? ['edited'] : [])].join(' ')}
      aria-label={l10n.t('Question {0}', number)}
    >
      <div class="asked">
        <p class="question">{view.question}</p>
        <Button kind="quiet" label={l10n.t('Edit question {0}', number)} onPress={props.onEdit}>
          {l10n.t('Edit')}
        </Button>
      </div>
      <AnswerCard
        view={view}
        hidesQuestion
        isReasoningOpen={props.isReasoningOpen}
        isReasoningOpenByDefault={props.isReasoningOpenByDefault}
        onToggleReasoning={props.onToggleReasoning}
        onStop={props.onStop}
        onRetry={() => props.onAskAgain(view.force ?? false)}
        onCheckAgain={props.onCheckAgain}
        onAskAnyway={() => props.onAskAgain(true)}
        onGetModel={props.onGetModel}
        model={props.model}
        onTakeUpgrade={props.onTakeUpgrade}
        actions={<Actions {...props} />}
      />
    </section>
  );
}

function Actions({ view, onCopy, onInsert }: TurnProps): JSX.Element | null {
  const latex = view.report?.answer ?? null;
  if (latex === null) return null;
  return (
    <>
      <CopyButton key={latex} onCopy={() => onCopy(latex)} />
      <Button kind="outline" onPress={() => onInsert(latex)}>
        {l10n.t('Insert at Cursor')}
      </Button>
    </>
  );
}
