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
  const box = useFollowPage(conversation, turns.at(-1)?.id);
  const shown = turns.map((view, index) => children(view, index));
  // In one list with the turns, which stay the same elements when the line moves.
  if (leftCount > 0) shown.splice(leftCount, 0, <Divider key="divider" because={leftBecause} />);
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
      {shown}
    </div>
  );
}

function Divider({ because }: { readonly because: Conversation['leftBecause'] }): JSX.Element {
  const isNew = because === 'new';
  return (
    <p
      class="divider dim"
      {...(isNew ? {} : { title: l10n.t('The model can read no more at once.') })}
    >
      <span>
        {isNew ? l10n.t('New conversation') : l10n.t('Earlier questions no longer take part')}
      </span>
    </p>
  );
}
