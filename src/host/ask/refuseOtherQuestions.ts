import { l10n } from 'vscode';
import { isMathsOrLogic, isPlainlyOther } from '../../core/question/isMathsOrLogic';
import type { AnswerFailure } from '../../protocol/webview/answerView';

/** What the rule needs to know of a request. */
export interface JudgedRequest {
  readonly question: string;
  /** Earlier turns of its conversation: a follow-up need not look like maths itself. */
  readonly history?: readonly unknown[];
  /** The person wants an answer anyway. */
  readonly force?: boolean;
}

/**
 * The one line that answers a question the model was not made for, code `not-maths-or-logic`;
 * undefined for a question that is to be asked. Every surface of the editor uses this function.
 */
export function refuseOtherQuestions(request: JudgedRequest): AnswerFailure | undefined {
  const { question, history = [], force = false } = request;
  const isSuited = history.length > 0 ? !isPlainlyOther(question) : isMathsOrLogic(question);
  if (force || isSuited) return undefined;
  return {
    code: 'not-maths-or-logic',
    message: l10n.t(
      'This model was made for maths and logic: quantities, equations, puzzles, what code computes. This question looks like something else.',
    ),
    isRetryable: false,
  };
}
