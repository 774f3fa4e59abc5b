import * as l10n from '@vscode/l10n';
import type { JSX, RefObject } from 'preact';
import type { ModelView } from '../../protocol/webview/modelView';
import type { RatioSetting } from '../../protocol/webview/ratioSetting';
import { Button } from '../shared/Button';
import { RatioPicker } from '../shared/ratio/RatioPicker';

export interface ComposerProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly model: ModelView;
  readonly draft: string;
  readonly ratio: RatioSetting;
  /** Number of the question that is asked anew; undefined for a new one. */
  readonly editedNumber: number | undefined;
  readonly isFollowUp: boolean;
  readonly onDraft: (draft: string) => void;
  readonly onRatio: (ratio: RatioSetting) => void;
  readonly onSend: () => void;
  readonly onCancelEdit: () => void;
}

/** Where questions are written and sent: Enter sends, Shift+Enter begins a line. */
export function Composer(props: ComposerProps): JSX.Element {
  const { box, draft, editedNumber, onDraft, onSend, onCancelEdit } = props;
  return (
    <section class="composer" aria-label={l10n.t('Question')}>
      {editedNumber !== undefined && (
        <div class="bar editing">
          <span class="dim" id="editing">
            {l10n.t('Question {0} and what came after it are asked anew', editedNumber)}
          </span>
          <Button kind="quiet" onPress={onCancelEdit}>
            {l10n.t('Cancel')}
          </Button>
        </div>
      )}
      <textarea
        ref={box}
        rows={2}
        value={draft}
        aria-label={l10n.t('Question')}
        placeholder={
          props.isFollowUp
            ? l10n.t('Ask what follows from it')
            : l10n.t('Ask a maths or logic question')
        }
        onInput={(event) => onDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          // While an input method is composing, Enter takes its suggestion.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          // A key that is held down is one question.
          if (!event.repeat) onSend();
        }}
        {...(editedNumber === undefined ? {} : { 'aria-describedby': 'editing' })}
      />
      <div class="bar">
        <RatioPicker model={props.model} value={props.ratio} onChange={props.onRatio} />
        <div class="bar end">
          <Button kind="primary" onPress={onSend} title={l10n.t('Enter')}>
            {editedNumber === undefined ? l10n.t('Ask') : l10n.t('Ask again')}
          </Button>
        </div>
      </div>
    </section>
  );
}
