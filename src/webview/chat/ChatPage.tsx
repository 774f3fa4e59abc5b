import * as l10n from '@vscode/l10n';
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AnswerView } from '../../protocol/webview/answerView';
import { isSettled } from '../../protocol/webview/answerView';
import type { ChatSnapshot } from '../../protocol/webview/chatLink';
import { Examples } from '../shared/Examples';
import { ModelMissing } from '../shared/ModelMissing';
import { choiceBeside } from '../shared/ratio/choiceBeside';
import { allowedSetting, ratioOptions } from '../shared/ratio/ratioOptions';
import type { ChatHost } from './chatHost';
import { send } from '../shared/send';
import { useShortcuts } from '../shared/useShortcuts';
import { Composer } from './Composer';
import { Log } from './Log';
import type { PageState } from './pageState';
import { withEdit, withoutEdit, withToggle } from './pageState';
import { Turn } from './Turn';
import type { Pushed } from './useConversation';
import { useConversation } from './useConversation';

export interface ChatPageProps {
  readonly host: ChatHost;
  readonly snapshot: ChatSnapshot;
  readonly kept: PageState;
  readonly onKeep: (state: PageState) => void;
}

/** The chat: the conversation above, the question box below. */
export function ChatPage({ host, snapshot, kept, onKeep }: ChatPageProps): JSX.Element {
  const pushed = useConversation(host, snapshot);
  const { state, conversation } = pushed;
  const { turns, leftCount } = conversation;
  const [page, setPage] = useState(kept);
  const change = useCallback(
    (part: Partial<PageState>) => setPage((before) => ({ ...before, ...part })),
    [],
  );
  useEffect(() => onKeep(page), [onKeep, page]);
  const box = useRef<HTMLTextAreaElement>(null);
  const isRunning = turns.some((turn) => !isSettled(turn));
  useShortcuts({ onStop: isRunning ? () => send(host, 'stop', {}) : undefined });

  const ratio = allowedSetting(page.ratio ?? state.ratio, ratioOptions(state.model));
  const editedIndex = turns.findIndex(({ id }) => id === page.editedId);
  const ask = (question: string, insteadOf: string | null, force = false): void => {
    const asked = { question, ratio, force };
    if (insteadOf === null) send(host, 'ask', asked);
    else send(host, 'askInstead', { ...asked, id: insteadOf });
  };
  const sendDraft = (): void => {
    const question = page.draft.trim();
    box.current?.focus();
    if (question === '') return;
    ask(question, editedIndex < 0 ? null : page.editedId);
    setPage(withoutEdit);
  };
  return (
    <main>
      <h1 class="unseen">{l10n.t('Chat')}</h1>
      {turns.length === 0 ? (
        <div class="log">
          {state.model.kind === 'missing' ? (
            <ModelMissing model={state.model} onGet={() => send(host, 'getModel', {})} />
          ) : (
            <Examples
              onPick={(question) => {
                box.current?.focus();
                ask(question, null);
              }}
            />
          )}
        </div>
      ) : (
        <Turns
          host={host}
          pushed={pushed}
          page={page}
          onChange={change}
          // What follows upon a turn stays: only the last one is asked in its own place.
          onAskAgain={({ question, id }, force) =>
            ask(question, id === turns.at(-1)?.id ? id : null, force)
          }
          onEdit={(turn) => {
            setPage((before) => withEdit(before, turn));
            box.current?.focus();
          }}
        />
      )}
      <Composer
        box={box}
        model={state.model}
        draft={page.draft}
        ratio={ratio}
        editedNumber={editedIndex < 0 ? undefined : editedIndex + 1}
        isFollowUp={turns.length > leftCount}
        onDraft={(draft) => change({ draft })}
        onRatio={(chosen) => change({ ratio: choiceBeside(chosen, state.ratio) })}
        onSend={sendDraft}
        onCancelEdit={() => setPage(withoutEdit)}
      />
    </main>
  );
}

interface TurnsProps {
  readonly host: ChatHost;
  readonly pushed: Pushed;
  readonly page: PageState;
  readonly onChange: (part: Partial<PageState>) => void;
  readonly onAskAgain: (view: AnswerView, force: boolean) => void;
  readonly onEdit: (view: AnswerView) => void;
}

function Turns({ host, pushed, page, onChange, onAskAgain, onEdit }: TurnsProps): JSX.Element {
  const { state, conversation } = pushed;
  const ids = conversation.turns.map(({ id }) => id);
  return (
    <Log conversation={conversation}>
      {(view, index) => (
        <Turn
          key={view.id}
          view={view}
          number={index + 1}
          takesPart={index >= conversation.leftCount}
          isEdited={view.id === page.editedId}
          isReasoningOpen={page.toggles[view.id]}
          isReasoningOpenByDefault={state.reasoning === 'open'}
          onToggleReasoning={(isOpen) =>
            onChange({ toggles: withToggle(page.toggles, ids, { id: view.id, isOpen }) })
          }
          onStop={() => send(host, 'stop', {})}
          onAskAgain={(force) => onAskAgain(view, force)}
          onCheckAgain={() => send(host, 'checkAgain', { id: view.id })}
          onEdit={() => onEdit(view)}
          onCopy={(text) => host.request('copy', { text })}
          onInsert={(latex) => send(host, 'insert', { latex })}
          onGetModel={() => send(host, 'getModel', {})}
          model={state.model}
          onTakeUpgrade={() => send(host, 'takeUpgrade', {})}
        />
      )}
    </Log>
  );
}
