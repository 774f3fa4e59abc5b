import type { ChatPromptReference, ChatRequest } from 'vscode';
import { Location, workspace } from 'vscode';

/** What is read of a request. */
export type AskedInChat = Pick<ChatRequest, 'prompt' | 'command' | 'references'>;

/** The prompt with the selections that were attached to it, as one question. */
export async function questionText(request: AskedInChat): Promise<string> {
  const attached = await Promise.all(request.references.map(referenceText));
  return [...attached, request.prompt]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}

/** Whole files are left out: a small model reads a question, not a file. */
async function referenceText({ value }: ChatPromptReference): Promise<string> {
  if (typeof value === 'string') return value;
  if (!(value instanceof Location)) return '';
  return workspace.openTextDocument(value.uri).then(
    (document) => document.getText(value.range),
    // The file is gone, or holds no text: the question may do without it.
    () => '',
  );
}
