import type { LanguageModelChatRequestMessage } from 'vscode';
import { LanguageModelChatMessageRole, LanguageModelTextPart } from 'vscode';
import { splitAnswer } from '../../../core/answer/splitAnswer';
import type { ConversationTurn } from '../../../core/conversation/promptTurns';

/** The messages of a request as a question with the turns before it. */
export interface ReadMessages {
  /** The user's messages after the last answer, one below the other; may be empty. */
  readonly question: string;
  readonly turns: readonly ConversationTurn[];
}

/** The text of a message; images, tool calls and tool results have none that this model reads. */
export function messageText({ content }: Pick<LanguageModelChatRequestMessage, 'content'>): string {
  return content
    .flatMap((part) => (part instanceof LanguageModelTextPart ? [part.value] : []))
    .join('');
}

/**
 * Takes a conversation apart. Of earlier answers only what stands in the box goes on; the ratio
 * that they were written at is not known here and counts as `keepRatio`.
 */
export function readMessages(
  messages: readonly LanguageModelChatRequestMessage[],
  keepRatio: number,
): ReadMessages {
  const turns: ConversationTurn[] = [];
  let asked: string[] = [];
  for (const message of messages) {
    const text = messageText(message).trim();
    if (message.role === LanguageModelChatMessageRole.User) {
      if (text !== '') asked.push(text);
    } else if (asked.length > 0) {
      const answer = splitAnswer(text).answer ?? null;
      turns.push({ question: asked.join('\n'), answer, keepRatio });
      asked = [];
    }
  }
  return { question: asked.join('\n'), turns };
}
