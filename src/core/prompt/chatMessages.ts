import type { PromptPart } from './promptPart';
import { plainText } from './rawPrompt';

/** A turn of a chat whose template the server keeps. */
export interface ChatMessage {
  readonly role: ChatRole;
  readonly content: string;
}

const chatRoles = ['system', 'user', 'assistant'] as const;
export type ChatRole = (typeof chatRoles)[number];

/** The part that stands for «here begins a turn of this role» in a prompt for a chat. */
export function roleToken(role: ChatRole): { readonly token: string } {
  return { token: `<role:${role}>` };
}

/** The ratio marker where `chatTemplate` puts it: the only control name that is meant. */
const markerAtEnd = /<\|eot_id\|>[\d.]+<\|eot_id\|>$/;

/**
 * The turns of a prompt that was rendered with `chatTemplate`; undefined for any other prompt. The
 * model's own turn, which the server opens, is left out.
 */
export function chatMessages(parts: readonly PromptPart[]): readonly ChatMessage[] | undefined {
  const messages: { readonly role: ChatRole; content: string }[] = [];
  for (const part of parts) {
    const last = messages.at(-1);
    if (part.kind === 'token') {
      const role = chatRoles.find((name) => roleToken(name).token === part.token);
      if (role === undefined) return undefined;
      messages.push({ role, content: '' });
    } else if (last === undefined) {
      return undefined;
    } else {
      last.content += contentOf(part.text);
    }
  }
  return messages.at(-1)?.role === 'assistant' ? messages.slice(0, -1) : messages;
}

/** Text in which a server whose chat reads control tokens finds none that a person wrote. */
function contentOf(text: string): string {
  const marker = markerAtEnd.exec(text)?.[0] ?? '';
  return plainText(text.slice(0, text.length - marker.length), false) + marker;
}
