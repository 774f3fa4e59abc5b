import { useLayoutEffect, useState } from 'preact/hooks';
import type { AnswerView } from '../../protocol/webview/answerView';
import type { AskingState } from '../../protocol/webview/askingPage';
import type { ChatSnapshot, Conversation } from '../../protocol/webview/chatLink';
import type { ChatHost } from './chatHost';

export interface Pushed {
  readonly state: AskingState;
  readonly conversation: Conversation;
}

/** What the host pushes: the newest of each wins. */
export function useConversation(host: ChatHost, snapshot: ChatSnapshot): Pushed {
  const [state, setState] = useState(snapshot.state);
  const [conversation, setConversation] = useState(snapshot.conversation);
  // With the first picture of the page: what the host tells until the next one is not lost.
  useLayoutEffect(() => {
    const ends = [
      host.onEvent('state', setState),
      host.onEvent('conversation', setConversation),
      host.onEvent('turn', (turn) => setConversation((before) => withTurn(before, turn))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [host]);
  return { state, conversation };
}

function withTurn(before: Conversation, turn: AnswerView): Conversation {
  return {
    ...before,
    turns: before.turns.map((known) => (known.id === turn.id ? turn : known)),
  };
}
