import type { AnswerFailure } from '../../../protocol/webview/answerView';

/** What went wrong and what a calling model can do about it; English, as models read it best. */
export function toolFailure({ code, message, isRetryable }: AnswerFailure): string {
  return `${message} ${adviceByCode.get(code) ?? otherAdvice(isRetryable)}`;
}

const adviceByCode: ReadonlyMap<AnswerFailure['code'], string> = new Map([
  [
    'not-maths-or-logic',
    'Answer it yourself. If it is a calculation after all, call solve_math again with the calculation written out and every number in it.',
  ],
  [
    'model-not-found',
    'Do not call again: no local model is installed. Tell the user to run the command "TokenSkip: Download Model".',
  ],
  [
    'engine-missing',
    'Do not call again: no local model can run on this system. Tell the user to name a server in the setting tokenskip.remote.address.',
  ],
  ['question-too-long', 'Call again with only the numbers and conditions that the question needs.'],
  ['unknown-ratio', 'Call again without "ratio".'],
  [
    'not-enough-memory',
    'Do not call again in this conversation. Solve it yourself and say that it was not checked.',
  ],
]);

function otherAdvice(isRetryable: boolean): string {
  return isRetryable
    ? 'Calling again once may help; after a second failure solve it yourself and say that it was not checked.'
    : 'Do not call again with the same input. Solve it yourself and say that it was not checked.';
}
