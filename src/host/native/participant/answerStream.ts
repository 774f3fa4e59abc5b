import type { ChatResponseStream } from 'vscode';

/** What is written of a response. */
export type AnswerStream = Pick<ChatResponseStream, 'markdown' | 'progress' | 'button'>;
