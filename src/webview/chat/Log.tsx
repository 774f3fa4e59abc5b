import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { Conversation } from '../../protocol/webview/chatLink';
import { useFollowPage } from './useFollowPage';

export interface LogProps {
  readonly conversation: Conversation;
  readonly children: (view: AnswerView, index: number) => JSX.Element;
}

/** The turns, with a line between those that still take part and those that do not. */
export function Log({ conversation, children }: LogProps): JSX.Element {
  const { turns, leftCount, leftBecause } = conversation;
  const box = useFollowPage(conversation, turns.length);
  const hasLine = leftCount > 0;
  return (
    // The cards announce their answers themselves: a live log would read every token aloud.
    <div
      ref={box}
      class="log"
      role="log"
      aria-live="off"
      aria-label={l10n.t('Conversation')}
      tabIndex={0}
    >
      {turns.slice(0, leftCount).map((view, index) => children(view, index))}
      {hasLine && <Divider because={leftBecause} />}
      {turns.slice(leftCount).map((view, index) => children(view, leftCount + index))}
    </div>
  );
}

function Divider({ because }: { readonly because: Conversation['leftBecause'] }): JSX.Element {
  const isNew = because === 'new';
  return (
    <p
      key="divider"
      class="divider dim"
      {...(isNew ? {} : { title: l10n.t('The model can read no more at once.') })}
    >
      <span>
        {isNew ? l10n.t('New conversation') : l10n.t('Earlier questions no longer take part')}
      </span>
    </p>
  );
}
