import type { AnswerView } from '../../../protocol/webview/answerView';
import type { AnswerStream } from './answerStream';
import { answerSummary } from './answerSummary';

/** What stands below the reasoning: notes about model and ratio, then the summary. */
export function writeEnd(view: AnswerView, stream: AnswerStream): void {
  writeNotes(view, stream);
  if (view.report !== null) stream.markdown(answerSummary(view.report));
}

/** What is to be known of model and ratio. */
export function writeNotes({ modelNote, note }: AnswerView, stream: AnswerStream): void {
  if (modelNote !== undefined) stream.markdown(`\n\n*${modelNote}*`);
  if (note !== null) stream.markdown(`\n\n*${note}*`);
}
