import type { AnswerView } from '../../../protocol/webview/answerView';
import type { AnswerStream } from './answerStream';
import { answerSummary } from './answerSummary';

/** What stands below the reasoning: notes about model and ratio, then the summary. */
export function writeEnd({ modelNote, note, report }: AnswerView, stream: AnswerStream): void {
  if (modelNote !== undefined) stream.markdown(`\n\n*${modelNote}*`);
  if (note !== null) stream.markdown(`\n\n*${note}*`);
  if (report !== null) stream.markdown(answerSummary(report));
}
